import TestSupport
import Testing

@testable import Records

/// What looks at 16 bytes at a time says what a look at each byte says.
@Suite("Searches by blocks")
struct SourceBlocksTests {
    /// Bytes of which many are of those that are looked for, of a length around those of blocks.
    private static func bytes(of special: [UInt8], _ generator: inout SeededGenerator) -> [UInt8] {
        let count = Int.random(in: 0...70, using: &generator)
        let isDense = Bool.random(using: &generator)
        return (0..<count).map { _ in
            isDense || Int.random(in: 0..<30, using: &generator) == 0
                ? special.randomElement(using: &generator) ?? 0 : UInt8.random(in: 0x61...0x7A, using: &generator)
        }
    }

    private static func range(in bytes: [UInt8], _ generator: inout SeededGenerator) -> Range<Int> {
        let start = Int.random(in: 0...bytes.count, using: &generator)
        return start..<Int.random(in: start...bytes.count, using: &generator)
    }

    @Test("finds the first of two bytes, and of line feeds before them", arguments: 0..<20)
    func firstPlaces(seed: Int) {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let bytes = Self.bytes(of: Array(":#\n-.".utf8), &generator)
            let range = Self.range(in: bytes, &generator)
            let (first, second) = (UInt8(ascii: ":"), UInt8(ascii: "#"))
            let (dash, dot) = (UInt8(ascii: "-"), UInt8(ascii: "."))
            bytes.withSource { source in
                #expect(
                    source.firstIndex(of: first, or: second, in: range)
                        == range.first { bytes[$0] == first || bytes[$0] == second })
                #expect(
                    source.firstLineFeed(before: dash, or: dot, in: range)
                        == range.first {
                            bytes[$0] == .lineFeed && $0 + 1 < bytes.count
                                && (bytes[$0 + 1] == dash || bytes[$0 + 1] == dot)
                        })
            }
            bytes.withUnsafeBytes { text in
                #expect(
                    text.firstPlace(of: first, or: second, in: range)
                        == range.first { bytes[$0] == first || bytes[$0] == second })
                #expect(
                    text.lastPlace(of: first, or: dash) == bytes.lastIndex { $0 == first || $0 == dash })
            }
        }
    }

    @Test("UTF-8 is what the standard library takes for it, without NUL", arguments: 0..<20)
    func encoding(seed: Int) {
        var generator = SeededGenerator(seed: seed)
        let special: [UInt8] = [0, 0x7F, 0x80, 0xBF, 0xC2, 0xE2, 0x80, 0x9C, 0xED, 0xF0, 0x9F, 0xFF]
        for _ in 0..<500 {
            var bytes = Self.bytes(of: special, &generator)
            if Bool.random(using: &generator) { bytes += Array("“é🂡”\u{FFFD}".utf8) + Array("a text behind it".utf8) }
            let isText = String(validating: bytes, as: UTF8.self) != nil && !bytes.contains(0)
            #expect(bytes.withSource { TextEncoding.firstInvalidByte(in: $0) == nil } == isText)
        }
    }

    @Test("the characters that the scanner leaves to libyaml are found at every place", arguments: 0..<70)
    func characters(place: Int) {
        let unusual = [
            "\t", "\u{1}", "\u{7F}", "\u{85}", "\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}", "\u{FFFF}",
            "\r", "\rx", "\r\r\n",
        ]
        let usual = ["\r\n", "\n", "é", "\u{A0}", "“", "\u{202A}", "\u{2027}", "\u{FFFD}", "\u{FEFE}", "🂡", "~", " "]
        for (texts, isUsual) in [(unusual, false), (usual, true)] {
            for text in texts {
                let bytes =
                    Array(repeating: UInt8(ascii: "a"), count: place) + Array(text.utf8)
                    + Array(repeating: UInt8(ascii: "b"), count: 69 - place)
                let result = bytes.withSource { YAMLCharacters.areUsual(in: $0, 0..<bytes.count) }
                #expect(result == isUsual, "\(text.unicodeScalars.map(\.value)) at \(place)")
            }
        }
    }
}
