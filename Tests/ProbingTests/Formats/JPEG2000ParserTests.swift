import Probing
import Testing

@Suite("JPEG 2000")
struct JPEG2000ParserTests {
    @Test("The image area is what lies between its corners")
    func imageArea() throws {
        let header = try probe(JPEG2000.codestream(width: 70, height: 50, x: 13, y: 11))
        #expect(header.format == .j2k && header.rawWidth == 70 && header.rawHeight == 50)
    }

    @Test("In boxes, the codestream counts", arguments: [Box.SizeKind.short, .long, .open])
    func boxed(kind: Box.SizeKind) throws {
        let stream = JPEG2000.codestream(width: 70, height: 50)
        let profile = Box.make("uuid", [UInt8](repeating: 1, count: 9000))
        let header = try probe(
            JPEG2000.file(JPEG2000.header(width: 71, height: 51), profile, Box.make("jp2c", stream, size: kind)))
        #expect(header.format == .jp2 && header.rawWidth == 70 && header.rawHeight == 50)
    }

    @Test("A SIZ segment that breaks its rules is refused")
    func broken() {
        var length = JPEG2000.codestream(width: 70, height: 50)
        length[5] += 1
        for bytes in [
            JPEG2000.codestream(width: 0, height: 50), JPEG2000.codestream(width: 5, height: 5, components: 0), length,
            JPEG2000.codestream(width: 70, height: 50, x: 13, tile: (x: 14, width: 70)),
            JPEG2000.codestream(width: 70, height: 50, x: 13, tile: (x: 3, width: 10)),
            JPEG2000.file(Box.make("jp2c", [1, 2, 3] + length)), JPEG2000.file(Box.make("jp2h", size: .open)),
        ] {
            guard case .invalid = probeError(bytes) else {
                Issue.record("not refused: \(bytes.prefix(20))")
                continue
            }
        }
        #expect(probeError(JPEG2000.codestream(width: 1, height: 1, x: 13, tile: (x: 4, width: 10))) == nil)
    }
}
