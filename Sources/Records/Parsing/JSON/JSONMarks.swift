/// The places that matter to a parser of JSON, found in steps of eight bytes.
///
/// Of the bytes that are marked in a word, the lowest is always right: a borrow goes from a marked byte to higher ones
/// alone, which may then be marked in vain.
extension SourceBytes {
    /// The first place from `start` on of a quotation mark, a backslash, or a control character (RFC 8259 §7).
    ///
    /// Where there is none it is the end, which reads as a control character.
    @inline(__always)
    func firstStringMark(from start: Int) -> Int {
        var index = start
        while let word = word(at: index) {
            let marks = Self.stringMarks(word)
            if marks != 0 { return index &+ marks.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while true {
            let byte = self[index]
            if byte < 0x20 || byte == .quotationMark || byte == .backslash { return index }
            index &+= 1
        }
    }

    /// The first place from `start` on that is no blank; the end is none.
    @inline(__always)
    func firstOther(thanSpaceFrom start: Int) -> Int {
        var index = start
        while let word = word(at: index) {
            let others = word ^ 0x2020_2020_2020_2020
            if others != 0 { return index &+ others.trailingZeroBitCount >> 3 }
            index &+= 8
        }
        while self[index] == .space { index &+= 1 }
        return index
    }

    /// The highest bit of each byte that is a quotation mark, a backslash or a control character.
    @inline(__always)
    private static func stringMarks(_ word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* UInt64(UInt8.quotationMark))
        let slashes = word ^ (ones &* UInt64(UInt8.backslash))
        let controls = (word &- ones &* 0x20) & ~word
        return (((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes) | controls) & (ones &* 0x80)
    }
}
