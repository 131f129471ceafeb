import TestSupport
@testable import Records

/// A file of random JSON values, one a line, among them blank lines and some that are no JSON.
struct RandomLines {
    private(set) var bytes: [UInt8] = []
    private(set) var trees: [Tree] = []
    private(set) var paths: [String] = []
    /// The text lines, from 1, that are no JSON.
    private(set) var badLines: [Int] = []

    private static let bad: [[UInt8]] = [
        Array("{\"images\": [{\"url\": \"a\", \"isCached\": true}".utf8), Array("{} {}".utf8), Array("x".utf8),
        Array("{\"image\": {\"url\": \"a\"}}]".utf8), [0x22, 0xFF, 0x22], [0x5B, 0x00, 0x5D],
    ]

    init(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let lineEnd = seed % 2 == 0 ? "\n" : "\r\n"
        if seed % 3 == 0 { bytes = Array("\u{FEFF}".utf8) }
        let count = Int.random(in: 1...8, using: &random)
        for number in 1...count {
            switch Int.random(in: 0..<8, using: &random) {
            case 0: bytes += [UInt8](repeating: .space, count: number % 3)
            case 1:
                bytes += Self.bad[Int.random(in: 0..<Self.bad.count, using: &random)]
                badLines.append(number)
                trees.append(.abandoned)
            default: appendValue(seed: seed * 100 + number)
            }
            if number < count || seed % 5 != 0 { bytes += lineEnd.utf8 }
        }
    }

    private mutating func appendValue(seed: Int) {
        // One in four seeds gives JSON on one line.
        let document = RandomDocument(seed: seed * 4 + 3)
        let prefix = "[\(trees.count)]."
        let marks: Set<Unicode.Scalar> = ["\u{FEFF}", "\n", "\r"]
        bytes += String(String.UnicodeScalarView(document.text.unicodeScalars.filter { !marks.contains($0) })).utf8
        paths += document.entries.map { prefix + PropertyTests.pathText($0) }
        trees.append(document.tree)
    }
}
