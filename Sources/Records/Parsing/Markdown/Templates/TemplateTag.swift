/// A tag of a template language with its name.
struct TemplateTag {
    enum Language {
        /// `{% … %}` of Liquid, Nunjucks and others.
        case liquid
        /// `{{< … >}}` and `{{% … %}}`.
        case hugo
    }

    var language: Language
    var name: Range<Int>
    /// From behind the name to the closing mark.
    var arguments: Range<Int>

    /// - Parameter range: All of the tag; of one that prints something, is a comment, or ends a block, nil comes.
    init?(_ text: SourceBytes, _ range: Range<Int>) {
        let isHugo = text[range.lowerBound + 1] == UInt8(ascii: "{")
        if isHugo, text[range.lowerBound + 2] != UInt8(ascii: "<"), text[range.lowerBound + 2] != UInt8(ascii: "%") {
            return nil
        }
        language = isHugo ? .hugo : .liquid
        let width = isHugo ? 3 : 2
        var start = range.lowerBound + width
        var end = range.upperBound - width
        if text[start] == UInt8(ascii: "-"), !isHugo { start += 1 }
        // White space control of Liquid, or what says in Hugo that no end tag comes.
        if end > start, text[end - 1] == (isHugo ? UInt8(ascii: "/") : UInt8(ascii: "-")) { end -= 1 }
        while start < end, text[start].isWhiteSpace { start += 1 }
        var nameEnd = start
        while nameEnd < end, !text[nameEnd].isWhiteSpace { nameEnd += 1 }
        name = start..<nameEnd
        arguments = nameEnd..<max(nameEnd, end)
        if name.isEmpty || text[start] == UInt8(ascii: "/") { return nil }
    }
}

/// Blocks of template languages whose content is code or is not shown, by their end tags.
struct TemplateBlocks {
    /// End tags that do not come any more.
    private var lacking: Set<String> = []

    private static let names: Set<String> = ["highlight", "comment", "codeblock", "code", "prism", "verbatim"]

    /// The place behind the end tag of the block that a tag starts; nil where it starts none.
    mutating func end(of tag: Range<Int>, in source: SourceBytes) -> Int? {
        guard let start = TemplateTag(source, tag) else { return nil }
        let name = source.text(start.name)
        guard Self.names.contains(name), !lacking.contains(name) else { return nil }
        let mark = Array((start.language == .hugo ? "/" + name : "end" + name).utf8)
        var index = tag.upperBound
        while index < source.count, let found = source.firstIndex(of: mark[0], in: index..<source.count) {
            index = found + 1
            guard source.slice(found..<found + mark.count).elementsEqual(mark),
                let end = source.firstIndex(of: UInt8(ascii: "}"), in: index..<source.count)
            else { continue }
            return source[end + 1] == UInt8(ascii: "}") ? end + 2 : end + 1
        }
        lacking.insert(name)
        return nil
    }
}
