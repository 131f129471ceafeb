/// Checks that a record is UTF-8 text before it is parsed.
enum TextEncoding {
    /// Fails at the first byte that no record may hold: NUL, or what is not UTF-8 (RFC 3629 §4).
    static func check(_ source: SourceBytes) throws(ParseFailure) {
        try checkWidth(source)
        try checkCharacters(source, from: 0)
    }

    /// Fails where the file is UTF-16.
    static func checkWidth(_ source: SourceBytes) throws(ParseFailure) {
        if source.hasUTF16Mark || source.looksLikeUTF16 {
            throw ParseFailure(offset: 0, message: "the file is UTF-16; save it as UTF-8", isOfEncoding: true)
        }
    }

    /// Fails at the first byte from `start` on that no record may hold.
    static func checkCharacters(_ source: SourceBytes, from start: Int) throws(ParseFailure) {
        guard let wrong = firstInvalidByte(in: source, from: start) else { return }
        if source[wrong] == 0 {
            throw ParseFailure(
                offset: wrong,
                message: "byte \(source.fileOffset + wrong) is NUL, which no text holds; remove it", isOfEncoding: true)
        }
        let value = String(source[wrong], radix: 16, uppercase: true)
        throw ParseFailure(
            offset: wrong,
            message: "byte \(source.fileOffset + wrong) (0x\(value)) is not UTF-8; "
                + "save the file as UTF-8, or mend that character",
            isOfEncoding: true)
    }

    /// The offset of the first byte from `start` on that is NUL, or that starts a sequence which is not UTF-8.
    static func firstInvalidByte(in source: SourceBytes, from start: Int = 0) -> Int? {
        var index = start
        while true {
            while source.hasBlock(at: index &+ 16),
                (source.block(at: index).isASCIIText .& source.block(at: index &+ 16).isASCIIText).isAll
            {
                index &+= 32
            }
            while source.hasBlock(at: index) {
                guard let other = source.block(at: index).isASCIIText.firstFalsePlace else {
                    index &+= 16
                    continue
                }
                index &+= other
                break
            }
            // One that is not ASCII is often followed by another.
            repeat {
                let length = sequenceLength(at: index, in: source)
                if length == 0 { return index < source.count ? index : nil }
                index += length
            } while source[index] >= 0x80 || !source.hasBlock(at: index)
        }
    }

    /// Length in bytes of the well-formed sequence at `index`; 0 where there is none (Unicode, table 3-7).
    @inline(__always)
    private static func sequenceLength(at index: Int, in source: SourceBytes) -> Int {
        let lead = source[index]
        if lead < 0x80 { return lead == 0 ? 0 : 1 }
        let second = source[index + 1]
        if lead < 0xC2 || lead > 0xF4 { return 0 }
        if lead < 0xE0 { return second.isContinuation ? 2 : 0 }
        let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
        let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
        if second < lowest || second > highest || !source[index + 2].isContinuation { return 0 }
        if lead < 0xF0 { return 3 }
        return source[index + 3].isContinuation ? 4 : 0
    }
}

extension SIMD16<UInt8> {
    /// Which bytes are ASCII, and not NUL.
    @inline(__always)
    fileprivate var isASCIIText: SIMDMask<SIMD16<Int8>> { (self &- SIMD16(repeating: 1)).isBelow(0x7F) }
}

extension SourceBytes {
    /// The byte order mark of UTF-16, or of UTF-32 in the same order.
    fileprivate var hasUTF16Mark: Bool {
        (self[0] == 0xFF && self[1] == 0xFE) || (self[0] == 0xFE && self[1] == 0xFF)
    }

    /// Two ASCII characters in UTF-16 without a mark.
    fileprivate var looksLikeUTF16: Bool {
        if count < 4 { return false }
        let isZero = (0..<4).map { self[$0] == 0 }
        return isZero == [true, false, true, false] || isZero == [false, true, false, true]
    }
}
