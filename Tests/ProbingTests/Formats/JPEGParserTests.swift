import Probing
import TestSupport
import Testing

struct JPEGParserTests {
    @Test(
        "Every start of frame gives the size",
        arguments: [0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF] as [UInt8])
    func frameMarkers(marker: UInt8) throws {
        let header = try probe(JPEG.image(JPEG.frame(width: 17, height: 9, marker: marker)))
        #expect(header == ImageHeader(format: .jpeg, rawWidth: 17, rawHeight: 9))
    }

    @Test("Segments whose markers lie among the frame markers are no frames", arguments: [0xC4, 0xC8, 0xCC] as [UInt8])
    func otherMarkers(marker: UInt8) throws {
        let lookalike = JPEG.frame(width: 1, height: 1, marker: marker)
        let header = try probe(JPEG.image(lookalike, JPEG.frame(width: 17, height: 9), lookalike))
        #expect(header.rawWidth == 17)
        #expect(probeError(JPEG.image(lookalike)) != nil)
    }

    @Test("Fill bytes, stray bytes and markers without contents are passed over")
    func strayBytes() throws {
        let stray: [UInt8] = [0xFF, 0xFF, 0xFF, 0x01, 0xAA, 0xFF, 0x00, 0xBB, 0xFF, 0xD3]
        let header = try probe(JPEG.image(stray, JPEG.segment(0xE0, [1, 2]), stray, JPEG.frame(width: 5, height: 6)))
        #expect(header.width == 5 && header.height == 6)
    }

    @Test("A length below 2 is an empty segment", arguments: [0, 1] as [UInt8])
    func shortLength(length: UInt8) throws {
        let header = try probe(JPEG.image([0xFF, 0xE4, 0, length], JPEG.frame(width: 5, height: 6)))
        #expect(header.width == 5)
    }

    @Test("A frame header behind more than 512 KB of segments is found")
    func farFrame() throws {
        let profile = JPEG.segment(0xE2, [UInt8](repeating: 0xFF, count: 65_000))
        let segments = (0..<10).flatMap { _ in profile }
        let header = try probe(JPEG.image(segments, JPEG.frame(width: 40, height: 30)))
        #expect(header.width == 40 && header.height == 30)
    }

    @Test("A thumbnail inside a segment is not taken for the image")
    func thumbnail() throws {
        let thumbnail = JPEG.image(JPEG.frame(width: 16, height: 12))
        let header = try probe(JPEG.image(JPEG.segment(0xE1, thumbnail), JPEG.frame(width: 1600, height: 1200)))
        #expect(header.width == 1600)
    }

    @Test("Orientation is read in both byte orders", arguments: 1...8, [ByteOrder.bigEndian, .littleEndian])
    func orientation(value: Int, order: ByteOrder) throws {
        let exif = JPEG.exif(Exif.data(orientation: value, order: order), padding: value == 3 ? 0xFF : 0)
        let header = try probe(JPEG.image(exif, JPEG.frame(width: 30, height: 20)))
        #expect(header.orientation == value)
        #expect(header.width == (value < 5 ? 30 : 20))
    }

    @Test("The first EXIF data count alone", arguments: [([6, 3], 6), ([9, 3], 1), ([0, 9], 1), ([1, 6], 1)])
    func severalOrientations(values: [Int], expected: Int) throws {
        let segments = values.flatMap { JPEG.exif(Exif.data(orientation: $0)) }
        let xmp = JPEG.segment(0xE1, Array("http://ns.adobe.com/xap/1.0/".utf8))
        #expect(try probe(JPEG.image(xmp, segments, JPEG.frame(width: 3, height: 2))).orientation == expected)
    }

    @Test("They count alone where they are broken, or have no orientation, and wherever they stand")
    func brokenExif() throws {
        let frame = JPEG.frame(width: 3, height: 2)
        let sound = JPEG.exif(Exif.data(orientation: 8))
        var first = [[1], Array(Exif.data(orientation: 6).prefix(9)), Exif.data([.unit(2)])]
        for index in [0, 2, 7] {
            first.append(Exif.data(orientation: 6))
            first[first.endIndex - 1][index] = 0xEE
        }
        for data in first {
            #expect(try probe(JPEG.image(JPEG.exif(data), sound, frame)).orientation == 1)
            #expect(try probe(JPEG.image(JPEG.exif(data), frame, sound)).orientation == 1)
        }
    }

    @Test("A segment without EXIF data is none of theirs")
    func emptyExif() throws {
        let sound = JPEG.exif(Exif.data(orientation: 8))
        let frame = JPEG.frame(width: 3, height: 2)
        for empty in [
            JPEG.exif([]), JPEG.segment(0xE1, Array("Exif\0".utf8)),
            JPEG.segment(0xE1, Array("Exif\u{1}".utf8) + [0] + Exif.data(orientation: 3)),
        ] {
            #expect(try probe(JPEG.image(empty, sound, frame)).orientation == 8)
        }
    }

    @Test("A size beyond all limits of decoding is known")
    func largestSize() throws {
        let header = try probe(JPEG.image(JPEG.frame(width: 65_500, height: 65_500)))
        #expect(header.width == 65_500 && header.height == 65_500)
    }

    @Test("Height 0, which a DNL segment would set, is refused")
    func heightFromLineCount() {
        let bytes = JPEG.image(JPEG.frame(width: 5, height: 0)) + JPEG.segment(0xDC, [0, 4])
        #expect(probeError(bytes) == .invalid("the frame header at offset 2 leaves the height to a DNL segment"))
    }

    @Test(
        "What no decoder accepts is refused",
        arguments: [
            JPEG.image(),
            JPEG.start + JPEG.end,
            JPEG.image(JPEG.start, JPEG.frame(width: 5, height: 6)),
            JPEG.image(JPEG.frame(width: 0, height: 6)),
            JPEG.image(JPEG.frame(width: 5, height: 6), JPEG.frame(width: 7, height: 8)),
            JPEG.image(JPEG.segment(0xC0, [8, 0, 6, 0, 5, 3])),
            JPEG.image([0xFF, 0x02], JPEG.frame(width: 5, height: 6)),
        ])
    func refused(bytes: [UInt8]) {
        guard case .invalid(let reason) = probeError(bytes) else {
            Issue.record("not refused as invalid")
            return
        }
        #expect(!reason.isEmpty && !reason.hasSuffix("."))
    }

    @Test("An image that ends behind its frame header still has a size")
    func endWithoutScan() throws {
        #expect(try probe(JPEG.start + JPEG.frame(width: 5, height: 6) + JPEG.end).width == 5)
    }
}
