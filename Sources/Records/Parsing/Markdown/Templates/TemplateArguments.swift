/// The arguments of shortcodes and of tags of template languages: `src="a.png"`, `path: "a.png"`, `"a.png"`, `a.png`,
/// with white space or commas between them.
enum TemplateArguments {
    static func attributes(_ range: Range<Int>, in text: SourceBytes) -> [BodyAttribute] {
        var attributes: [BodyAttribute] = []
        var index = range.lowerBound
        while true {
            while index < range.upperBound, text[index].isWhiteSpace || text[index] == UInt8(ascii: ",") { index += 1 }
            if index >= range.upperBound { return attributes }
            let name = name(at: index, range.upperBound, in: text)
            let (value, next) = value(at: name?.value ?? index, range.upperBound, in: text)
            var attribute = value
            attribute.nameRange = name?.range ?? value.valueRange.lowerBound..<value.valueRange.lowerBound
            attribute.name = text.text(attribute.nameRange)
            attributes.append(attribute)
            index = next
        }
    }

    /// The name of the file that a tag includes, without folder and extension, and the arguments behind it.
    static func includedFile(_ range: Range<Int>, in text: SourceBytes) -> (name: String, rest: Range<Int>)? {
        guard let file = attributes(range, in: text).first, file.name.isEmpty else { return nil }
        let last = file.text.split(separator: "/").last ?? ""
        let name = last.prefix { $0 != "." }
        let end = file.style == .plain ? file.valueRange.upperBound : max(file.valueRange.upperBound, range.lowerBound)
        return (String(name), end..<max(end, range.upperBound))
    }

    /// A name with the sign behind it, and where its value starts.
    private static func name(
        at start: Int, _ end: Int, in text: SourceBytes
    ) -> (range: Range<Int>, value: Int)? {
        var index = start
        while index < end, text[index].isLetterOrDigit || "_-@.".utf8.contains(text[index]) { index += 1 }
        let name = start..<index
        if name.isEmpty { return nil }
        while index < end, text[index].isBlank { index += 1 }
        guard index < end else { return nil }
        switch text[index] {
        case UInt8(ascii: "="): index += 1
        case UInt8(ascii: ":") where text[index + 1] != UInt8(ascii: "/"): index += 1
        default: return nil
        }
        while index < end, text[index].isBlank { index += 1 }
        return (name, index)
    }

    private static func value(
        at start: Int, _ end: Int, in text: SourceBytes
    ) -> (attribute: BodyAttribute, next: Int) {
        let quote = text[start]
        if start < end, quote == .quotationMark || quote == UInt8(ascii: "'") || quote == UInt8(ascii: "`"),
            let closing = closingQuote(quote, from: start + 1, end, in: text)
        {
            let inner = start + 1..<closing
            let isRaw = quote == UInt8(ascii: "`")
            return (
                attribute(
                    isRaw ? inner : start..<closing + 1,
                    isRaw ? .plain : quote == .quotationMark ? .doubleQuoted : .singleQuoted,
                    isRaw ? text.text(inner) : unescaped(inner, quote, in: text)), closing + 1
            )
        }
        var index = start
        while index < end, !text[index].isWhiteSpace, text[index] != UInt8(ascii: ",") {
            index = min(text.templateTagEnd(at: index) ?? index + 1, end)
        }
        // A stray quote is passed at least.
        return (attribute(start..<index, .plain, text.text(start..<index)), max(index, min(start + 1, end)))
    }

    private static func attribute(_ range: Range<Int>, _ style: Scalar.Style, _ content: String) -> BodyAttribute {
        BodyAttribute(
            name: "", nameRange: range.lowerBound..<range.lowerBound, valueRange: range, style: style, text: content)
    }

    private static func closingQuote(_ quote: UInt8, from start: Int, _ end: Int, in text: SourceBytes) -> Int? {
        var index = start
        while index < end {
            if text[index] == quote { return index }
            index += text[index] == .backslash && quote != UInt8(ascii: "`") ? 2 : 1
        }
        return nil
    }

    private static func unescaped(_ range: Range<Int>, _ quote: UInt8, in text: SourceBytes) -> String {
        if text.firstIndex(of: .backslash, in: range) == nil { return text.text(range) }
        var bytes: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            let isEscape = text[index] == .backslash && (text[index + 1] == quote || text[index + 1] == .backslash)
            if isEscape, index + 1 < range.upperBound { index += 1 }
            bytes.append(text[index])
            index += 1
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
