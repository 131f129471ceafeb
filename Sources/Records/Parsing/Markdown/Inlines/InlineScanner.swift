/// Finds what names images in the text of a block (CommonMark §6), and what it takes to tell it from other text.
struct InlineScanner {
    private let text: SourceBytes
    private let references: LinkReferences
    private let isMDX: Bool
    private let flavour: MarkdownFlavour?
    private(set) var items: [InlineItem] = []
    private var brackets: [Bracket] = []
    private var codeSpans = CodeSpans()
    private var html = InlineHTML()
    private var expressions: ScriptExpressions
    private var templates = TemplateBlocks()
    /// Brackets of links that are active.
    private var activeLinks = 0

    /// A `[` or `![` whose partner has not been found.
    private struct Bracket {
        /// The place of `!` or `[`.
        var start: Int
        /// The place of what stands between the brackets.
        var content: Int
        var isImage: Bool
        /// False of one around a link, which can be none.
        var isActive = true
        /// Another bracket opens within, so that what stands there is no label.
        var hasInner = false
    }

    init(_ text: SourceBytes, references: LinkReferences, isMDX: Bool, flavour: MarkdownFlavour? = nil) {
        self.text = text
        self.references = references
        self.isMDX = isMDX
        self.flavour = flavour
        expressions = ScriptExpressions(length: text.count)
    }

    mutating func scan(from start: Int) {
        var index = start
        while index < text.count {
            switch text[index] {
            case .backslash: index += text[index + 1].isPunctuation ? 2 : 1
            case UInt8(ascii: "`"): index = codeSpans.end(at: index, in: text)
            case UInt8(ascii: "!") where text[index + 1] == UInt8(ascii: "["):
                if flavour == .obsidian, let embed = WikiEmbed(text, at: index) {
                    items.append(InlineItem(kind: .image(embed.destination, embed.size), range: embed.range))
                    index = embed.range.upperBound
                    continue
                }
                push(Bracket(start: index, content: index + 2, isImage: true))
                index += 2
            case UInt8(ascii: "["):
                push(Bracket(start: index, content: index + 1, isImage: false))
                index += 1
            case UInt8(ascii: "]"): index = close(at: index)
            case UInt8(ascii: "<"): index = scanTag(at: index)
            case UInt8(ascii: "{"): index = scanBrace(at: index)
            default: index += 1
            }
        }
    }

    private mutating func push(_ bracket: Bracket) {
        if !brackets.isEmpty { brackets[brackets.count - 1].hasInner = true }
        brackets.append(bracket)
        if !bracket.isImage { activeLinks += 1 }
    }

    /// Takes the `]` at `index` for the end of a link or an image, if it is one.
    ///
    /// - Returns: The place to go on at.
    private mutating func close(at index: Int) -> Int {
        guard let bracket = brackets.popLast() else { return index + 1 }
        if !bracket.isActive { return index + 1 }
        if !bracket.isImage { activeLinks -= 1 }
        guard
            let (destination, size, end) = inlineDestination(at: index + 1, isImage: bracket.isImage)
                ?? reference(bracket, closing: index)
        else { return index + 1 }
        if bracket.isImage {
            // What stands between the brackets is shown as text.
            while let last = items.last, last.range.lowerBound > bracket.start { items.removeLast() }
            items.append(InlineItem(kind: .image(destination, size), range: bracket.start..<end))
        } else {
            deactivateLinks()
        }
        return end
    }

    /// No link holds another one.
    private mutating func deactivateLinks() {
        var index = brackets.count - 1
        while activeLinks > 0, index >= 0 {
            if !brackets[index].isImage, brackets[index].isActive {
                brackets[index].isActive = false
                activeLinks -= 1
            }
            index -= 1
        }
    }

    /// `(destination "title")`, with the size of an image behind it where the flavour has one there.
    private func inlineDestination(at start: Int, isImage: Bool) -> (LinkDestination, InlineSize?, end: Int)? {
        guard text[start] == UInt8(ascii: "(") else { return nil }
        let first = text.skipSpaces(from: start + 1, lineEnds: .max)
        guard var destination = LinkSyntax.destination(at: first, in: text) else { return nil }
        var contentEnd = destination.end
        var end = text.skipSpaces(from: contentEnd, lineEnds: .max)
        if end > destination.end, let title = LinkSyntax.titleEnd(at: end, in: text) {
            contentEnd = title
            end = text.skipSpaces(from: title, lineEnds: .max)
        }
        var size: InlineSize?
        if flavour == .imsize, isImage {
            let found = InlineSize(text, behind: contentEnd, at: end)
            end = text.skipSpaces(from: found.end, lineEnds: .max)
            size = found
        }
        guard text[end] == UInt8(ascii: ")") else { return nil }
        destination.isInText = true
        return (destination, size, end + 1)
    }

    /// `[label]`, `[]`, or nothing more than what stands between the brackets.
    private func reference(_ bracket: Bracket, closing: Int) -> (LinkDestination, InlineSize?, end: Int)? {
        if let label = LinkSyntax.label(at: closing + 1, in: text), !text.isOnlyWhiteSpace(label) {
            return references.destination(of: label, in: text).map { ($0, nil, label.upperBound + 1) }
        }
        if bracket.hasInner { return nil }
        let end = text[closing + 1] == UInt8(ascii: "[") && text[closing + 2] == UInt8(ascii: "]") ? 3 : 1
        return references.destination(of: bracket.content..<closing, in: text).map { ($0, nil, closing + end) }
    }

    private mutating func scanTag(at index: Int) -> Int {
        if let (kind, end) = html.construct(at: index, in: text) {
            if case .html = kind { items.append(InlineItem(kind: .tag, range: index..<end)) }
            return end
        }
        // Docusaurus reads every file as MDX.
        guard let end = ComponentTag.end(at: index, in: text, &expressions) else { return index + 1 }
        items.append(InlineItem(kind: .tag, range: index..<end))
        return end
    }

    private mutating func scanBrace(at index: Int) -> Int {
        if let end = text.templateEnd(at: index) {
            items.append(InlineItem(kind: .template, range: index..<end))
            return templates.end(of: index..<end, in: text) ?? end
        }
        guard isMDX, let end = expressions.end(at: index, in: text) else { return index + 1 }
        return end
    }
}

/// What was found in text.
struct InlineItem {
    enum Kind {
        case image(LinkDestination, InlineSize?)
        /// A tag of HTML or of a component, a comment.
        case tag
        /// A tag of a template language.
        case template
    }

    var kind: Kind
    /// In the text that it was found in.
    var range: Range<Int>
}
