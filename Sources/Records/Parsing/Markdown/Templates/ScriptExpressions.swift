/// Finds the ends of expressions of JavaScript in MDX, `{ … }`.
struct ScriptExpressions {
    /// Bytes that may still be looked at; no text that people write needs as many, and hostile text gets no more.
    private var rest: Int

    /// - Parameter length: That of the text.
    init(length: Int) { rest = 16 * min(length, .max / 32) + 1_000 }

    /// The place behind the brace that matches the one at `start`; braces in strings and comments match none.
    mutating func end(at start: Int, in text: SourceBytes) -> Int? {
        var depth = 0
        var index = start
        while index < text.count, rest > 0 {
            rest -= 1
            switch text[index] {
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return index + 1 }
            case .quotationMark, UInt8(ascii: "'"), UInt8(ascii: "`"):
                guard let end = stringEnd(at: index, in: text) else { break }
                rest -= end - index
                index = end - 1
            case UInt8(ascii: "/") where text[index + 1] == UInt8(ascii: "*"):
                guard let end = text.firstIndex(of: "*/", in: index..<text.count) else { return nil }
                rest -= end - index
                index = end + 1
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The place behind a string; one in quotes ends in the same line, or is the apostrophe of a text.
    private func stringEnd(at start: Int, in text: SourceBytes) -> Int? {
        let quote = text[start]
        var index = start + 1
        while index < text.count {
            let byte = text[index]
            if byte == quote { return index + 1 }
            if byte.isLineEnd, quote != UInt8(ascii: "`") { return nil }
            index += byte == .backslash ? 2 : 1
        }
        return nil
    }
}
