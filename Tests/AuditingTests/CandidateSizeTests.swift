import Auditing
import Probing
import Records
import Testing

@Suite("Candidates of srcset")
struct CandidateSizeTests {
    /// A page with one image, whose files have the sizes given by name.
    private func page(
        src: String? = nil, _ srcset: String, _ sizes: [String: Known], settings: RuleSettings = RuleSettings()
    ) throws -> RecordSubject {
        let source = src.map { "src=\"\($0)\" " } ?? ""
        let text = "<!DOCTYPE html>\n<p><img alt=\"\" \(source)srcset=\"\(srcset)\"></p>\n"
        let record = try #require(Record(path: "page.html", bytes: Array(text.utf8)))
        let entries = record.entries.map { entry in
            EntrySubject(
                entry: entry,
                location: entry.url.text.hasPrefix("data:")
                    ? .inline(bytes: [], mediaType: "") : .remote(url: entry.url.text, isOnSite: false),
                knowledge: sizes[entry.url.text, default: .nothing].knowledge, settings: settings)
        }
        return RecordSubject(record: record, entries: entries)
    }

    private func messages(_ subject: RecordSubject) -> [String] {
        Auditor().audit(subject).filter { $0.rule == .dimensionsMismatch }.map { "\($0.entry ?? ""): \($0.message)" }
    }

    @Test("a width that is not the file's is named at its descriptor, without a fix")
    func width() throws {
        let page = try page("/a.jpg 480w, /b.jpg 800w", ["/a.jpg": .image(480, 300), "/b.jpg": .image(640, 400)])
        let finding = try #require(Auditor().audit(page).first { $0.rule == .dimensionsMismatch })
        #expect(finding.message == "the candidate says 800w, and the image is 640 pixels wide")
        #expect(finding.edits.isEmpty && messages(page).count == 1)
        let range = try #require(finding.range)
        #expect(String(decoding: page.record.bytes[range], as: UTF8.self) == "800w")
    }

    @Test("a width within the tolerance is right, and so is that of a drawing or of an image that nobody knows")
    func right() throws {
        let sizes = [
            "/a.jpg": Known.image(481, 300),
            "/b.svg": Known(header: ImageHeader(format: .svg, rawWidth: 24, rawHeight: 24)),
        ]
        #expect(messages(try page("/a.jpg 480w, /b.svg 800w, /c.jpg 9w", sizes)).isEmpty)
        var settings = RuleSettings()
        settings.tolerance = 0
        #expect(messages(try page("/a.jpg 480w", sizes, settings: settings)).count == 1)
    }

    @Test("a density is that beside the image for 1x: a candidate, or else the src")
    func density() throws {
        let sizes = ["/a.jpg": Known.image(300, 200), "/b.jpg": .image(600, 401), "/c.jpg": .image(600, 300)]
        #expect(messages(try page(src: "/a.jpg", "/b.jpg 2x", sizes)).isEmpty)
        #expect(messages(try page("/a.jpg, /b.jpg 2x", sizes)).isEmpty)
        let expected =
            "the candidate says 2x, which would be 600×400 beside the image for 1x, 300×200; it is 600×300"
        #expect(messages(try page("/a.jpg 1x, /c.jpg 2x", sizes)) == ["body:img[0].srcset[1]: \(expected)"])
        #expect(messages(try page(src: "/a.jpg", "/c.jpg 2x", sizes)).count == 1)
        #expect(messages(try page(src: "/a.jpg", "/b.jpg 1.5x", sizes)).count == 1)
    }

    @Test("an image that only holds the place says nothing of the candidates")
    func placeholder() throws {
        let sizes = ["/dot.gif": Known.image(1, 1), "/a.jpg": .image(300, 200), "/b.jpg": .image(600, 400)]
        #expect(messages(try page(src: "/dot.gif", "/a.jpg 1x, /b.jpg 2x", sizes)).isEmpty)
        #expect(messages(try page(src: "data:image/gif;base64,AA", "/b.jpg 2x", sizes)).isEmpty)
        #expect(messages(try page(src: "/unknown.jpg", "/b.jpg 2x", sizes)).isEmpty)
    }
}
