/// What stands in a destination or a value of Markdown, decoded.
enum MarkdownText {
    /// The text without the backslashes of escapes and with character references resolved (CommonMark §2.4 and §2.5).
    static func decoded(_ range: Range<Int>, in text: SourceBytes) -> String {
        let hasEscape =
            text.firstIndex(of: .backslash, in: range) != nil
            || text.firstIndex(of: UInt8(ascii: "&"), in: range) != nil
        if !hasEscape { return text.text(range) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte == .backslash, index + 1 < range.upperBound, text[index + 1].isPunctuation {
                bytes.append(text[index + 1])
                index += 2
            } else if byte == UInt8(ascii: "&"),
                let reference = CharacterReference(text, at: index, end: range.upperBound),
                text[reference.end - 1] == UInt8(ascii: ";")
            {
                bytes += reference.text.utf8
                index = reference.end
            } else {
                bytes.append(byte)
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
