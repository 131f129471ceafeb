/// The size that some kinds of Markdown give an image within its own marks: `=600x400`, `|600x400`.
struct InlineSize {
    /// The width and the height, where they are there.
    private(set) var attributes: [BodyAttribute] = []
    /// How a missing one is added.
    private(set) var insertion: BodyInsertion?
    /// The place behind it.
    private(set) var end: Int

    /// Reads `=600x400`, `=600x` or `=x400` of markdown-it-imsize, which stands behind a space.
    ///
    /// - Parameters:
    ///   - contentEnd: The place behind the destination or title.
    ///   - start: Where the size would stand.
    init(_ text: SourceBytes, behind contentEnd: Int, at start: Int) {
        end = start
        insertion = Self.insertion(at: contentEnd, index: 1, opening: " =", separator: "x", pairEnd: "x")
        guard text[start] == UInt8(ascii: "="), start > contentEnd, text[start - 1] == .space else { return }
        let width = Self.number(at: start + 1, in: text, isRelative: true)
        guard text[width.upperBound] == UInt8(ascii: "x") else { return }
        let height = Self.number(at: width.upperBound + 1, in: text, isRelative: true)
        end = height.upperBound
        add(width, height, in: text)
        switch (width.isEmpty, height.isEmpty) {
        case (true, false): insertion = Self.insertion(at: width.lowerBound, index: 1)
        case (false, true): insertion = Self.insertion(at: height.lowerBound, index: 2)
        default: insertion = nil
        }
    }

    /// Reads `600x400` or `600`, the last part of an embed of Obsidian; nil where the part is another text.
    init?(_ text: SourceBytes, embedPart part: Range<Int>) {
        let width = Self.number(at: part.lowerBound, in: text)
        var height = width.upperBound..<width.upperBound
        if text[width.upperBound] == UInt8(ascii: "x") {
            height = Self.number(at: width.upperBound + 1, in: text)
            if height.isEmpty { return nil }
        }
        guard !width.isEmpty, height.upperBound == part.upperBound else { return nil }
        end = part.upperBound
        add(width, height, in: text)
        if height.isEmpty { insertion = Self.insertion(at: end, index: 2, separator: "x") }
    }

    private mutating func add(_ width: Range<Int>, _ height: Range<Int>, in text: SourceBytes) {
        for (name, range) in [("width", width), ("height", height)] where !range.isEmpty {
            attributes.append(
                BodyAttribute(
                    name: name, nameRange: range.lowerBound..<range.lowerBound, valueRange: range, style: .plain,
                    text: text.text(range)))
        }
    }

    private static func insertion(
        at offset: Int, index: Int, opening: String = "", separator: String = "", pairEnd: String = ""
    ) -> BodyInsertion {
        BodyInsertion(
            offset: offset, attributeIndex: index, opening: opening, separator: separator, valueStyle: .plain,
            pairEnd: pairEnd)
    }

    private static func number(at start: Int, in text: SourceBytes, isRelative: Bool = false) -> Range<Int> {
        var end = start
        while text[end].isDigit || isRelative && text[end] == UInt8(ascii: "%") { end += 1 }
        return start..<end
    }
}

/// An image that Obsidian embeds by the name of its file: `![[a.png]]`, `![[a.png|300x200]]`.
struct WikiEmbed {
    var range: Range<Int>
    var destination: LinkDestination
    var size: InlineSize?

    /// - Returns: Nil for what is no embed, and for one of a note or of another file.
    init?(_ text: SourceBytes, at start: Int) {
        guard text[start + 2] == UInt8(ascii: "[") else { return nil }
        let first = start + 3
        var index = first
        var parts: [Range<Int>] = []
        var partStart = first
        while text[index] != UInt8(ascii: "]") {
            guard index < text.count, text[index] != UInt8(ascii: "["), !text[index].isLineEnd else { return nil }
            if text[index] == UInt8(ascii: "|") {
                // In a table the bar has a backslash.
                parts.append(partStart..<(text[index - 1] == .backslash && index > partStart ? index - 1 : index))
                partStart = index + 1
            }
            index += 1
        }
        guard text[index + 1] == UInt8(ascii: "]") else { return nil }
        parts.append(partStart..<index)
        var file = parts[0]
        while !file.isEmpty, text[file.lowerBound].isBlank { file = file.lowerBound + 1..<file.upperBound }
        while !file.isEmpty, text[file.upperBound - 1].isBlank { file = file.lowerBound..<file.upperBound - 1 }
        let name = text.text(file)
        guard ImageText.hasExtension(name) else { return nil }
        range = start..<index + 2
        destination = LinkDestination(range: file, text: name, end: file.upperBound, isInText: true)
        if parts.count > 1 { size = InlineSize(text, embedPart: parts[parts.count - 1]) }
    }
}
