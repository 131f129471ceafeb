/// Turns the positions of libyaml, which count code points, into byte offsets.
///
/// It moves from the last position to the next one, so that a whole record is gone through once.
struct CodePointCursor {
    private let source: SourceBytes
    private let start: Int
    private let end: Int
    /// Where a run of ASCII bytes starts, in which a place takes no search.
    private var byte: Int
    private var codePoint = 0
    private var run: Int

    /// - Parameter range: The bytes that libyaml was given.
    init(_ source: SourceBytes, range: Range<Int>) {
        self.source = source
        start = range.lowerBound
        end = range.upperBound
        byte = start
        run = source.asciiLength(from: start, to: end)
    }

    /// The byte offset in the record of the code point with that number; positions past the end are the end.
    @inline(__always)
    mutating func byteOffset(of index: Int) -> Int {
        let distance = index &- codePoint
        return UInt(bitPattern: distance) <= UInt(bitPattern: run) ? byte &+ distance : search(index)
    }

    @inline(never)
    private mutating func search(_ index: Int) -> Int {
        if index < codePoint { return placeBefore(index) }
        let ones: UInt64 = 0x0101_0101_0101_0101
        var byte = byte + run
        var left = index - codePoint - run
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
        if left > 0 { return byte }
        self.byte = byte
        codePoint = index
        run = source.asciiLength(from: byte, to: end)
        return byte
    }

    /// The place of a code point a little before the run.
    private func placeBefore(_ index: Int) -> Int {
        var (byte, codePoint) = (byte, codePoint)
        while codePoint > index, byte > start {
            byte -= 1
            if !source[byte].isContinuation { codePoint -= 1 }
        }
        return byte
    }
}
