import Testing

@testable import Proofsheet

@Suite("The lines of an inspected image")
struct InspectionOutputTests {
    private func image(_ change: (inout InspectedImage) -> Void) -> InspectedImage {
        var image = InspectedImage(source: "a.avif")
        (image.format, image.width, image.height) = ("avif", 60, 40)
        (image.rawWidth, image.rawHeight, image.orientation) = (60, 40, 1)
        change(&image)
        return image
    }

    @Test("for people name what differs from a plain still image")
    func text() {
        #expect(image { $0.frames = 1 }.text == "a.avif: avif 60×40")
        #expect(
            image { $0.crop = .init(x: 2, y: 3, width: 60, height: 40) }.text
                == "a.avif: avif 60×40 (raw 60×40, cropped to 60×40 at 2, 3)")
        #expect(
            image { ($0.rawWidth, $0.rawHeight, $0.orientation) = (40, 60, 6) }.text
                == "a.avif: avif 60×40 (raw 40×60, orientation 6)")
        #expect(
            image { ($0.rawWidth, $0.rawHeight, $0.orientation) = (80, 120, 6) }.text
                == "a.avif: avif 60×40 (raw 80×120, orientation 6, shown at its EXIF density)")
        #expect(image { ($0.frames, $0.isAnimated) = (12, true) }.text == "a.avif: avif 60×40 12 frames")
        #expect(image { $0.isAnimated = true }.text == "a.avif: avif 60×40 animated")
        #expect(
            image { ($0.verdict, $0.error, $0.isRemote, $0.bytesRead) = ("corrupt", "bad", true, 1) }.text
                == "a.avif: avif 60×40 corrupt (bad) (1 byte received)")
    }

    @Test("never show the credentials of a URL")
    func credentials() {
        let image = image { $0.source = "https://user:secret@example.com/a.avif" }
        for line in [image.text, image.tsv, image.json(withVerdict: false)] {
            #expect(line.contains("https://example.com/a.avif") && !line.contains("secret"))
        }
    }

    @Test("of TSV have as many cells as there are columns")
    func columns() {
        let columns = InspectedImage.tsvHeader.split(separator: "\t").map(String.init)
        let row = image { ($0.frames, $0.bytesRead, $0.verdict, $0.error) = (3, 99, "intact", "x\ty") }.tsv
        let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        #expect(cells == ["a.avif", "avif", "60", "40", "60", "40", "1", "3", "99", "intact", "x\\ty"])
        #expect(columns.count == cells.count)
        let none = InspectedImage(source: "b", unreadable: "gone").tsv
        #expect(none == "b\t\t\t\t\t\t\t\t0\t\tgone")
    }
}
