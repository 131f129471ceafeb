/// Turns the positions of libyaml, which count code points, into byte offsets.
///
/// It moves from the last position to the next one, so that a whole record is gone through once.
struct CodePointCursor {
    private let source: SourceBytes
    private let start: Int
    private let end: Int
    private let isASCII: Bool
    private var byte: Int
    private var codePoint = 0

    /// - Parameter range: The bytes that libyaml was given.
    init(_ source: SourceBytes, range: Range<Int>) {
        self.source = source
        start = range.lowerBound
        end = range.upperBound
        byte = start
        isASCII = source.isASCII(range)
    }

    /// The byte offset in the record of the code point with that number; positions past the end are the end.
    mutating func byteOffset(of index: Int) -> Int {
        if isASCII { return min(start + index, end) }
        if index < codePoint { return moveBack(to: index) }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var byte = byte
        var left = index - codePoint
        while left >= 8, byte + 8 <= end, let word = source.word(at: byte) {
            // A continuation byte has bit 7 set and bit 6 clear; the product has the sum of all bytes on top.
            let continuations = (word >> 7) & ~(word >> 6) & ones
            left -= 8 - Int(truncatingIfNeeded: (continuations &* ones) >> 56)
            byte += 8
        }
        // The bytes beyond the rest of the way are shifted out.
        if left > 0, byte + 8 <= end, let word = source.word(at: byte),
            word << UInt64(64 - 8 * left) & (ones &* 0x80) == 0
        {
            byte += left
            left = 0
        }
        while byte < end, left > 0 || source[byte].isContinuation {
            if !source[byte].isContinuation { left -= 1 }
            byte += 1
        }
        self.byte = byte
        codePoint = index - left
        return byte
    }

    private mutating func moveBack(to index: Int) -> Int {
        while codePoint > index, byte > start {
            byte -= 1
            if !source[byte].isContinuation { codePoint -= 1 }
        }
        return byte
    }
}
