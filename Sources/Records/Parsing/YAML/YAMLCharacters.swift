/// The characters of YAML that `YAMLScanner` reads.
enum YAMLCharacters {
    /// Whether a range of well-formed UTF-8 holds none that libyaml refuses, or that has a meaning beyond its line.
    ///
    /// Those are control characters, tabs, carriage returns but before a line feed, byte order marks, noncharacters
    /// (YAML 1.1 §4.1.1) and the line breaks NEL, U+2028 and U+2029.
    static func areUsual(in source: SourceBytes, _ range: Range<Int>) -> Bool {
        let source = source.prefix(upTo: range.upperBound)
        var index = range.lowerBound
        // The characters of more than one byte need a look at the bytes that follow.
        while source.hasBlock(at: index + 18) {
            let (first, second) = (source.block(at: index), source.block(at: index + 16))
            if !(isPlain(first) .& isPlain(second)).isAll {
                if holdsUnusual(first, at: index, in: source) || holdsUnusual(second, at: index + 16, in: source) {
                    return false
                }
            }
            index += 32
        }
        while index < range.upperBound {
            if isUnusual(at: index, in: source) { return false }
            index += 1
        }
        return true
    }

    /// Which bytes are printable ASCII, or a line feed.
    @inline(__always)
    private static func isPlain(_ block: SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>> {
        (block &- SIMD16(repeating: 0x20)).isBelow(0x5F) .| block.equals(.lineFeed)
    }

    /// Whether 16 bytes hold an unusual character.
    @inline(__always)
    private static func holdsUnusual(_ block: SIMD16<UInt8>, at index: Int, in source: SourceBytes) -> Bool {
        let second = source.block(at: index + 1)
        let third = source.block(at: index + 2)
        let isControl = block.isBelow(0x20) .& .!block.equals(.lineFeed) .| block.equals(0x7F)
        let isReturn = block.equals(.carriageReturn) .& second.equals(.lineFeed)
        let isC1 = block.equals(0xC2) .& second.isBelow(0xA0)
        let isSeparator = block.equals(0xE2) .& second.equals(0x80) .& (third.equals(0xA8) .| third.equals(0xA9))
        let isMark = second.equals(0xBB) .& third.equals(0xBF) .| second.equals(0xBF) .& .!third.isBelow(0xBE)
        return (isControl .& .!isReturn .| isC1 .| isSeparator .| block.equals(0xEF) .& isMark).isAny
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
