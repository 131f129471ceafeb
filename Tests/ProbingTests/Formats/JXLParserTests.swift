import Probing
import Testing

struct JXLParserTests {
    private func header(_ build: (inout JXL) -> Void) throws -> ImageHeader {
        var stream = JXL()
        build(&stream)
        return try probe(stream.codestream)
    }

    @Test("Sides of every length are read", arguments: [1, 512, 513, 8192, 8193, 262_144, 262_145, 1 << 30])
    func sides(side: Int) throws {
        let wide = try probe(JXL.codestream(width: side, height: 3))
        #expect(wide.rawWidth == side && wide.rawHeight == 3)
        let high = try probe(JXL.codestream(width: 600, height: side))
        #expect(high.rawWidth == 600 && high.rawHeight == side)
    }

    @Test(
        "A ratio gives the width",
        arguments: zip(1...7, [(301, 301), (361, 301), (401, 301), (451, 301), (535, 301), (376, 301), (602, 301)]))
    func ratios(ratio: Int, size: (Int, Int)) throws {
        let found = try header { stream in
            stream.append(width: 0, height: 301, ratio: ratio)
            stream.append(1, 1)
        }
        #expect(found.rawWidth == size.0 && found.rawHeight == size.1)
    }

    @Test("Small sides are counted in eights")
    func small() throws {
        let found = try header { stream in
            stream.append(smallWidth: 256, height: 8)
            stream.append(1, 1)
        }
        #expect(found.rawWidth == 256 && found.rawHeight == 8 && found.orientation == 1 && found.isAnimated == false)
    }

    @Test("The orientation is that of the codestream", arguments: 1...8)
    func orientation(value: Int) throws {
        let found = try probe(JXL.codestream(width: 40, height: 30, orientation: value))
        #expect(found.orientation == value && found.width == (value < 5 ? 40 : 30))
    }

    @Test("An animation is known as one behind a size for display and a preview")
    func animation() throws {
        let found = try probe(
            JXL.codestream(width: 40, height: 30, orientation: 6, isAnimated: true, hasSizeAndPreview: true))
        #expect(found.rawWidth == 40 && found.orientation == 6)
        #expect(found.frames == nil && found.isAnimated == true)
    }

    @Test("The codestream may be in a box of any size, behind others")
    func boxed() throws {
        let stream = JXL.codestream(width: 40, height: 30)
        for kind in [Box.SizeKind.short, .long, .open] {
            let bytes = JXL.file(Box.make("Exif", Exif.data(orientation: 6)), Box.make("jxlc", stream, size: kind))
            #expect(try probe(bytes).width == 40)
        }
    }

    @Test("The headers may be cut into parts anywhere")
    func parts() throws {
        let stream = JXL.codestream(width: 4000, height: 300_000, orientation: 7, hasSizeAndPreview: true)
        for first in 0..<12 {
            for second in first..<16 {
                let bytes = JXL.file(
                    JXL.part(0, Array(stream[..<first])), Box.make("free", [1, 2, 3]),
                    JXL.part(1, Array(stream[first..<second])), JXL.part(2, Array(stream[second...]), isLast: true))
                let found = try probe(bytes)
                #expect(found.rawWidth == 4000 && found.rawHeight == 300_000 && found.orientation == 7)
            }
        }
    }

    @Test("Parts out of order, codestreams that end too early and other data are refused")
    func broken() {
        let stream = JXL.codestream(width: 40, height: 30)
        for bytes in [
            JXL.file(JXL.part(1, stream)), JXL.file(JXL.part(0, Array(stream[..<3])), JXL.part(2, stream)),
            JXL.file(Box.make("jxlc", Array(stream[..<4]))) + stream, JXL.file(Box.make("jxlc", [1] + stream)),
            JXL.file(Box.make("free", size: .open)), JXL.file(Box.make("jxlp", [0])) + stream,
        ] {
            guard case .invalid = probeError(bytes) else {
                Issue.record("not refused: \(bytes.dropFirst(32).prefix(20))")
                continue
            }
        }
    }
}
