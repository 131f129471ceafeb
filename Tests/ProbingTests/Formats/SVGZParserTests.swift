import Probing
import Testing

struct SVGZParserTests {
    private let image = SVG.image("width='24' height='7'", prolog: "<?xml version='1.0'?>\n")

    @Test("The size is read from gzip data, compressed or stored")
    func size() throws {
        let expected = ImageHeader(format: .svgz, rawWidth: 24, rawHeight: 7)
        #expect(try probe(Gzip.compress(image)) == expected)
        #expect(try probe(Gzip.stored(image)) == expected)
        #expect(
            try probe(Gzip.compress(SVG.utf16(SVG.root("width='24' height='7'"), isBigEndian: true, hasMark: true)))
                == expected)
    }

    @Test("Gzip data of something else are no image", arguments: ["a", "<html><svg width='1' height='1'>", "", "   "])
    func otherData(text: String) throws {
        #expect(probeError(try Gzip.compress(Array(text.utf8))) == .notAnImage)
        #expect(probeError([0x1F, 0x8B, 8, 0xE0] + Array(try Gzip.compress(image)[4...])) == .notAnImage)
    }

    @Test("Gzip data in gzip data are no image")
    func nested() throws {
        #expect(probeError(try Gzip.compress(Gzip.compress(image))) == .notAnImage)
    }

    @Test("Gzip data that are damaged or end inside the root's start tag are invalid")
    func damaged() throws {
        let start = Array("<!DOCTYPE svg><svg width='24' ".utf8)
        let ending = probeError(try Gzip.compress(start))
        let stored = Gzip.stored(start)
        // Its block is not the last one any more, and one of an unknown kind follows it.
        let broken = probeError(stored[..<26] + [0] + stored[27...] + [7, 7, 7])
        for error in [ending, broken] {
            guard case .invalid(let reason) = error else {
                Issue.record("not refused as invalid: \(String(describing: error))")
                continue
            }
            #expect(reason.hasPrefix("the gzip data"))
        }
        #expect(probeError(stored[..<50] + []) == .truncated(expected: 51))
    }

    @Test("Only so many bytes are inflated, however few they are compressed")
    func bomb() throws {
        let bytes = try Gzip.compress([UInt8](repeating: 0x20, count: 3 << 20) + SVG.image("width='24' height='7'"))
        #expect(bytes.count < 8192)
        #expect(isLimit(probeError(bytes)))
        #expect(try probe(bytes, limits: ProbeLimits(maximumInflatedSize: 4 << 20)).width == 24)
        let tag = "<?xml version='1.0'?>\n<svg xmlns=\"\(SVG.namespace)\" width='24' height='7'>".utf8.count
        let small = try Gzip.compress(image)
        #expect(try probe(small, limits: ProbeLimits(maximumInflatedSize: tag)).width == 24)
        #expect(isLimit(probeError(small, limits: ProbeLimits(maximumInflatedSize: tag - 1))))
    }

    @Test("A copy of a probe goes on by itself")
    func copies() throws {
        let bytes = try Gzip.compress(image)
        var probe = HeaderProbe()
        _ = probe.advance(bytes.span.extracting(first: 30), at: 0, isEnd: false)
        var copy = probe
        let other = Array(bytes[..<30]) + [UInt8](repeating: 0xFF, count: 100)
        let first = probe.advance(bytes.span, at: 0, isEnd: true)
        let second = copy.advance(bytes.span, at: 0, isEnd: true)
        #expect(first == .header(ImageHeader(format: .svgz, rawWidth: 24, rawHeight: 7)))
        #expect(second == first)
        var third = HeaderProbe()
        _ = third.advance(bytes.span.extracting(first: 30), at: 0, isEnd: false)
        var damaged = third
        let fourth = damaged.advance(other.span, at: 0, isEnd: true)
        #expect(fourth != first)
        #expect(third.advance(bytes.span, at: 0, isEnd: true) == first)
    }
}
