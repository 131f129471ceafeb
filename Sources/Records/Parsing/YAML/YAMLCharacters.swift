/// The characters of YAML that `YAMLScanner` reads.
enum YAMLCharacters {
    /// Whether a range of well-formed UTF-8 holds none that libyaml refuses, or that has a meaning beyond its line.
    ///
    /// Those are control characters, tabs, carriage returns but before a line feed, byte order marks, noncharacters
    /// (YAML 1.1 §4.1.1) and the line breaks NEL, U+2028 and U+2029.
    static func areUsual(in source: SourceBytes, _ range: Range<Int>) -> Bool {
        let source = source.prefix(upTo: range.upperBound)
        var index = range.lowerBound
        while let word = source.word(at: index) {
            if mayHoldUnusual(word) {
                for place in index..<index + 8 where isUnusual(at: place, in: source) { return false }
            }
            index += 8
        }
        while index < range.upperBound {
            if isUnusual(at: index, in: source) { return false }
            index += 1
        }
        return true
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101

    /// Whether one of eight bytes needs a closer look.
    @inline(__always)
    private static func mayHoldUnusual(_ word: UInt64) -> Bool {
        let high = ones &* 0x80
        let low = word & ~high
        // The sums carry into bit 7 of each byte alone.
        let isControl = ~((low &+ ones &* 0x60) | word)
        let isLineFeed = ~(((word ^ ones &* 0x0A) & ~high) &+ ones &* 0x7F | word)
        let isDelete = (low &+ ones) & ~word
        let ascii = (isControl & ~isLineFeed | isDelete) & high
        if word & high == 0 { return ascii != 0 }
        return ascii != 0 || holds(0xC2, in: word) || holds(0xE2, in: word) || holds(0xEF, in: word)
    }

    @inline(__always)
    private static func holds(_ byte: UInt64, in word: UInt64) -> Bool {
        let difference = word ^ ones &* byte
        return (difference &- ones) & ~difference & (ones &* 0x80) != 0
    }

    private static func isUnusual(at index: Int, in source: SourceBytes) -> Bool {
        switch source[index] {
        case .lineFeed, 0x20...0x7E: false
        case .carriageReturn: source[index + 1] != .lineFeed
        case 0..<0x20, 0x7F: true
        // C1, NEL among them.
        case 0xC2: source[index + 1] < 0xA0
        case 0xE2: source[index + 1] == 0x80 && (source[index + 2] | 1) == 0xA9
        case 0xEF:
            source[index + 1] == 0xBB && source[index + 2] == 0xBF
                || source[index + 1] == 0xBF && source[index + 2] >= 0xBE
        default: false
        }
    }
}
