/// A key and value to be inserted after another pair of the same mapping, written the way that one is.
struct NewPair {
    var key: NodeLiteral
    var value: NodeLiteral
    /// The pair that it follows.
    var neighbour: EntryPart
    var source: SourceBytes

    /// Inserts a line after the neighbour's in the block style of YAML; nil where that one is no plain line.
    func onNextLine() -> Edit? {
        guard let column = indentation else { return nil }
        let end = endOfLine
        let text = lineEnd(at: end) + String(repeating: " ", count: column) + pairText
        return Edit(offset: end, length: 0, replacement: text)
    }

    /// Inserts a line before the neighbour's in the block style of YAML; nil where that one is no plain line.
    func onLineBefore() -> Edit? {
        guard let column = indentation else { return nil }
        let text = pairText + lineEnd(at: endOfLine) + String(repeating: " ", count: column)
        return Edit(offset: blockPairStart, length: 0, replacement: text)
    }

    /// Inserts before the neighbour in the flow style of YAML.
    ///
    /// What stands before the neighbour comes between it and the new one.
    func inBracesBefore(startingAt start: Int) -> Edit {
        let pairStart = flowPairStart
        var gapStart = pairStart
        while gapStart > start, isWhitespace(gapStart - 1) { gapStart -= 1 }
        let gap = text(gapStart..<pairStart)
        let separator = gap.utf8.contains { $0.isLineEnd } ? gap : " "
        return Edit(offset: pairStart, length: 0, replacement: pairText + "," + separator)
    }

    /// Inserts behind the neighbour in braces: JSON, and the flow style of YAML; nil where that one has no value.
    ///
    /// What stands between the neighbour and the pair before it comes between it and the new one.
    func inBraces(startingAt start: Int) -> Edit? {
        if neighbour.scalar.range.isEmpty { return nil }
        let pairStart = flowPairStart
        var gapStart = pairStart
        while gapStart > start, isWhitespace(gapStart - 1) { gapStart -= 1 }
        var gap = text(gapStart..<pairStart)
        let isFirst = source[gapStart - 1] == UInt8(ascii: "{")
        let isSpread = gap.utf8.contains { $0.isLineEnd }
        if !isSpread, isFirst || source[gapStart - 1] != UInt8(ascii: ",") { gap = spaceAfterColon(default: " ") }
        return Edit(
            offset: neighbour.scalar.range.upperBound, length: 0,
            replacement: "," + gap + pairText)
    }

    /// Key, colon and value, aligned like the neighbour.
    private var pairText: String {
        let name = key.quotedText
        var result = name
        let before = blanksBeforeColon
        if before > 0 {
            result += spaces(neighbour.key.range.count + before - name.utf8.count)
        }
        result += ":"
        let after = spaceAfterColon(default: " ")
        if after.utf8.count > 1, !after.utf8.contains(.tab) {
            let column = neighbour.key.range.count + before + 1 + after.utf8.count
            return result + spaces(column - result.utf8.count) + value.quotedText
        }
        // Without quotes around the key, YAML wants a blank after the colon.
        let isBlankNeeded = after.isEmpty && key.style == .plain
        return result + (isBlankNeeded ? " " : after) + value.quotedText
    }

    func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 1)) }

    private var blanksBeforeColon: Int {
        var index = neighbour.key.range.upperBound
        while source[index].isBlank { index += 1 }
        return source[index] == UInt8(ascii: ":") ? index - neighbour.key.range.upperBound : 0
    }

    /// The blanks between the neighbour's colon and its value.
    private func spaceAfterColon(default: String) -> String {
        let start = neighbour.key.range.upperBound + blanksBeforeColon + 1
        let end = neighbour.scalar.range.lowerBound
        if neighbour.scalar.range.isEmpty || end < start { return `default` }
        let between = text(start..<end)
        return between.utf8.allSatisfy(\.isBlank) ? between : `default`
    }

    /// Where the neighbour starts, with its `?` where it has one.
    private var blockPairStart: Int {
        ExplicitKey.mark(onLineOf: neighbour.key, source) ?? neighbour.key.nodeStart
    }
    private var flowPairStart: Int {
        ExplicitKey.mark(inBracesBefore: neighbour.key, source) ?? neighbour.key.nodeStart
    }

    /// Columns before the neighbour; nil where more than indentation and the dashes of lists is there.
    var indentation: Int? {
        let end = blockPairStart
        var index = end
        while index > source.byteOrderMarkLength, !source[index - 1].isLineEnd {
            index -= 1
            if source[index] != .space && source[index] != UInt8(ascii: "-") { return nil }
        }
        return end - index
    }

    /// The end of the neighbour's line, behind a comment.
    var endOfLine: Int {
        var index = neighbour.scalar.range.upperBound
        while index < source.count, !source[index].isLineEnd { index += 1 }
        return index
    }

    /// The characters that end the line; at the end of the record those that end the line before.
    func lineEnd(at offset: Int) -> String {
        var index = offset
        if index >= source.count {
            repeat { index -= 1 } while index >= 0 && !source[index].isLineEnd
            if index < 0 { return "\n" }
            if source[index] == .lineFeed, source[index - 1] == .carriageReturn { index -= 1 }
        }
        if source[index] == .lineFeed { return "\n" }
        return source[index + 1] == .lineFeed ? "\r\n" : "\r"
    }

    private func isWhitespace(_ index: Int) -> Bool { source[index].isBlank || source[index].isLineEnd }

    func text(_ range: Range<Int>) -> String { String(decoding: source.slice(range), as: UTF8.self) }
}
