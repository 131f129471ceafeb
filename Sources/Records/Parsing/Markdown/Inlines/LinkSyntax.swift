/// The parts of links and images (CommonMark §6.3).
enum LinkSyntax {
    /// The label between the brackets that start there; it holds no brackets of its own.
    static func label(at start: Int, in text: SourceBytes) -> Range<Int>? {
        guard text[start] == UInt8(ascii: "[") else { return nil }
        var index = start + 1
        let limit = min(start + 2 + LinkReferences.longestLabel, text.count)
        while index < limit {
            switch text[index] {
            case UInt8(ascii: "]"): return start + 1..<index
            case UInt8(ascii: "["): return nil
            case .backslash where text[index + 1].isPunctuation: index += 2
            default: index += 1
            }
        }
        return nil
    }

    /// The destination that starts there, which may be empty.
    ///
    /// Tags of template languages stand in for what they print, and may hold blanks.
    static func destination(at start: Int, in text: SourceBytes) -> LinkDestination? {
        if text[start] == UInt8(ascii: "<") { return bracketedDestination(at: start, in: text) }
        var index = start
        var depth = 0
        loop: while index < text.count {
            switch text[index] {
            case .backslash where text[index + 1].isPunctuation: index += 2
            case UInt8(ascii: "("):
                depth += 1
                // As deep as others go; without a limit, each would be read up to its end.
                if depth > 32 { return nil }
                index += 1
            case UInt8(ascii: ")"):
                if depth == 0 { break loop }
                depth -= 1
                index += 1
            case UInt8(ascii: "{"): index = text.templateTagEnd(at: index) ?? index + 1
            case let byte where byte.isWhiteSpace: break loop
            default: index += 1
            }
        }
        if depth > 0 { return nil }
        return LinkDestination(range: start..<index, text: MarkdownText.decoded(start..<index, in: text), end: index)
    }

    private static func bracketedDestination(at start: Int, in text: SourceBytes) -> LinkDestination? {
        var index = start + 1
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: ">"):
                let range = start + 1..<index
                return LinkDestination(range: range, text: MarkdownText.decoded(range, in: text), end: index + 1)
            case UInt8(ascii: "<"), .lineFeed, .carriageReturn: return nil
            case .backslash where text[index + 1].isPunctuation: index += 2
            default: index += 1
            }
        }
        return nil
    }

    /// The place behind the title that starts there.
    static func titleEnd(at start: Int, in text: SourceBytes) -> Int? {
        let closing: UInt8
        switch text[start] {
        case .quotationMark, UInt8(ascii: "'"): closing = text[start]
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        default: return nil
        }
        var index = start + 1
        while index < text.count {
            let byte = text[index]
            if byte == closing { return index + 1 }
            if byte == UInt8(ascii: "("), closing == UInt8(ascii: ")") { return nil }
            if byte == UInt8(ascii: "{"), let end = text.templateTagEnd(at: index) {
                index = end
            } else {
                index += byte == .backslash && text[index + 1].isPunctuation ? 2 : 1
            }
        }
        return nil
    }
}
