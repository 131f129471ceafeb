/// A block of HTML within Markdown, by what ends it (CommonMark §4.6).
enum HTMLBlock {
    /// Such an end tag: 1.
    case endTag
    /// These bytes: 2 to 5.
    case text(StaticString)
    /// A blank line: 6 and 7.
    case blankLine

    /// Whether the block ends with a line.
    func ends(with line: Range<Int>, in source: SourceBytes) -> Bool {
        switch self {
        case .endTag: Self.hasRawEndTag(line, in: source)
        case .text(let text): source.firstIndex(of: text, in: line) != nil
        case .blankLine: false
        }
    }

    /// Whether the tag that starts the block has the attribute `markdown`, by which kramdown and others read on in what
    /// the element holds.
    func holdsMarkdown(_ line: Range<Int>, in source: SourceBytes) -> Bool {
        guard case .blankLine = self, source.firstIndex(of: "markdown", in: line) != nil else { return false }
        var tokenizer = HTMLTokenizer(source, in: line)
        guard let place = tokenizer.nextTag(), let tag = tokenizer.startTag(place) else { return false }
        return tag.hasAttribute(["markdown"]) && tag.value(of: "markdown") != "0"
    }

    /// The block that starts with a line, from its first byte that is no blank on.
    ///
    /// - Parameter interruptsParagraph: A tag of any name is a start only where this is false.
    static func start(_ line: Range<Int>, in source: SourceBytes, interruptsParagraph: Bool) -> HTMLBlock? {
        let start = line.lowerBound + 1
        switch source[start] {
        case UInt8(ascii: "!"):
            if source.hasBytes("--", at: start + 1) { return .text("-->") }
            if source.hasBytes("[CDATA[", at: start + 1) { return .text("]]>") }
            return source[start + 1].isLetter ? .text(">") : nil
        case UInt8(ascii: "?"): return .text("?>")
        default: break
        }
        let isEndTag = source[start] == UInt8(ascii: "/")
        let name = source.tagName(at: isEndTag ? start + 1 : start)
        if name.isEmpty { return nil }
        let text = source.lowercasedText(name)
        let next = name.upperBound < line.upperBound ? source[name.upperBound] : .lineFeed
        let endsName = next == .lineFeed || next.isBlank || next == UInt8(ascii: ">")
        if !isEndTag, endsName, rawNames.contains(text) { return .endTag }
        let isClosed = next == UInt8(ascii: "/") && source[name.upperBound + 1] == UInt8(ascii: ">")
        if endsName || isClosed, blockNames.contains(text) { return .blankLine }
        if interruptsParagraph { return nil }
        guard let end = InlineHTML.tagEnd(at: line.lowerBound, in: source.prefix(upTo: line.upperBound)),
            source.isBlank(end..<line.upperBound)
        else { return nil }
        return .blankLine
    }

    private static let rawNames: Set<String> = ["script", "pre", "style", "textarea"]

    private static let blockNames: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col",
        "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer",
        "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe",
        "legend", "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p",
        "param", "search", "section", "source", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title",
        "tr", "track", "ul",
    ]

    private static func hasRawEndTag(_ line: Range<Int>, in source: SourceBytes) -> Bool {
        var index = line.lowerBound
        while let found = source.firstIndex(of: UInt8(ascii: "<"), in: index..<line.upperBound) {
            index = found + 1
            guard source[index] == UInt8(ascii: "/") else { continue }
            let name = source.tagName(at: index + 1)
            if name.upperBound < line.upperBound, source[name.upperBound] == UInt8(ascii: ">"),
                rawNames.contains(source.lowercasedText(name))
            {
                return true
            }
        }
        return false
    }
}

extension UInt8 {
    /// ASCII punctuation, which a backslash takes the meaning from (CommonMark §2.1).
    var isPunctuation: Bool {
        switch self {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
    /// White space of Markdown: blanks, line ends, form feed and line tabulation.
    var isWhiteSpace: Bool { self == .space || (self >= .tab && self <= .carriageReturn) }
}

extension SourceBytes {
    /// The name of a tag of HTML (CommonMark §6.6); empty where none is.
    func tagName(at start: Int) -> Range<Int> {
        guard self[start].isLetter else { return start..<start }
        var index = start + 1
        while self[index].isLetter || self[index].isDigit || self[index] == UInt8(ascii: "-") { index += 1 }
        return start..<index
    }

    /// Text of ASCII in lower case.
    func lowercasedText(_ range: Range<Int>) -> String {
        String(decoding: slice(range).lazy.map(\.lowercasedASCII), as: UTF8.self)
    }

    func text(_ range: Range<Int>) -> String { String(decoding: slice(range), as: UTF8.self) }
}
