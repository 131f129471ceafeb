/// An attribute list behind an image of Markdown: `{: width="600" .wide}` of kramdown, `{width=600 #id}` of goldmark
/// and Pandoc.
struct AttributeList {
    /// All of it, braces included.
    var range: Range<Int>
    /// Those with a name and a value.
    var attributes: [BodyAttribute] = []
    /// It starts with `{:`.
    var hasColon: Bool
    /// The place behind the last thing in it.
    private var contentEnd: Int

    /// Reads the list that starts at `start`.
    init?(_ text: SourceBytes, at start: Int) {
        guard text[start] == UInt8(ascii: "{") else { return nil }
        hasColon = text[start + 1] == UInt8(ascii: ":")
        var index = hasColon ? start + 2 : start + 1
        contentEnd = index
        range = start..<start
        var isEmpty = true
        while true {
            while text[index].isBlank { index += 1 }
            let first = text[index]
            if first == UInt8(ascii: "}") { break }
            let word = Self.wordEnd(from: index, in: text)
            if first == UInt8(ascii: "#") || first == UInt8(ascii: ".") || hasColon, text[word] != UInt8(ascii: "=") {
                // A class, an id, or a reference to another list.
                if word == index { return nil }
                index = word
            } else {
                guard text[word] == UInt8(ascii: "="), word > index,
                    let attribute = Self.attribute(index..<word, in: text)
                else { return nil }
                attributes.append(attribute)
                index = attribute.valueRange.upperBound
            }
            contentEnd = index
            isEmpty = false
        }
        if isEmpty, !hasColon { return nil }
        range = start..<index + 1
    }

    private static func wordEnd(from start: Int, in text: SourceBytes) -> Int {
        var index = start
        while index < text.count, !text[index].isWhiteSpace, !"={}\"'<>".utf8.contains(text[index]) { index += 1 }
        return index
    }

    private static func attribute(_ name: Range<Int>, in text: SourceBytes) -> BodyAttribute? {
        let start = name.upperBound + 1
        let quote = text[start]
        if quote == .quotationMark || quote == UInt8(ascii: "'") {
            var end = start + 1
            while end < text.count, text[end] != quote, !text[end].isLineEnd {
                end += text[end] == .backslash ? 2 : 1
            }
            guard text[end] == quote else { return nil }
            return BodyAttribute(
                name: text.text(name), nameRange: name, valueRange: start..<end + 1,
                style: quote == .quotationMark ? .doubleQuoted : .singleQuoted,
                text: MarkdownText.decoded(start + 1..<end, in: text))
        }
        let end = wordEnd(from: start, in: text)
        if end == start { return nil }
        return BodyAttribute(
            name: text.text(name), nameRange: name, valueRange: start..<end, style: .plain, text: text.text(start..<end)
        )
    }

    /// How the list gets one more attribute.
    ///
    /// - Parameter precedingAttributes: Those of the element that stand before the list.
    func insertion(precedingAttributes: Int) -> BodyInsertion {
        let quote =
            switch attributes.last?.style {
            case .singleQuoted: "'"
            case .plain: ""
            case nil where !hasColon: ""
            default: "\""
            }
        return BodyInsertion(
            offset: contentEnd, attributeIndex: precedingAttributes + attributes.count, valueOpening: quote,
            valueClosing: quote, valueStyle: quote.isEmpty ? .plain : quote == "'" ? .singleQuoted : .doubleQuoted)
    }
}

extension MarkdownFlavour {
    /// How an image gets its first attribute at `offset`, directly behind it; nil where its size stands elsewhere.
    func insertion(at offset: Int) -> BodyInsertion? {
        switch self {
        case .kramdown: BodyInsertion(offset: offset, attributeIndex: 1, opening: "{:", closing: "}")
        case .goldmark, .pandoc:
            BodyInsertion(
                offset: offset, attributeIndex: 1, opening: "{", closing: "}", firstSeparator: "", valueOpening: "",
                valueClosing: "", valueStyle: .plain)
        case .imsize, .obsidian: nil
        }
    }
}
