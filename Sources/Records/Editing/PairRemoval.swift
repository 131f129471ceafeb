/// A key and value to be removed from their mapping with what belongs to them alone.
struct PairRemoval {
    var part: EntryPart
    var source: SourceBytes

    private var valueEnd: Int { part.scalar.range.upperBound }

    /// Removes the lines of the pair, and a comment at their end, in the block style of YAML.
    ///
    /// Nil where something else is on them.
    func ofLines() -> Edit? {
        guard let end = endOfLine(after: valueEnd) else { return nil }
        let keyStart = ExplicitKey.mark(onLineOf: part.key, source) ?? part.key.nodeStart
        let start = startOfLine(keyStart)
        guard let dash = lastDash(in: start..<keyStart) else {
            return (start..<keyStart).allSatisfy { source[$0] == .space } ? lines(start, end) : nil
        }
        // The next pair comes up behind the dash, unless a comment or blank line is in between.
        let next = source.nextLine(after: end)
        var first = next
        while source[first] == .space { first += 1 }
        let isNextPair = first - next == keyStart - start && source[first] != UInt8(ascii: "#")
        if isNextPair, first < source.count, !source[first].isLineEnd { return deletion(keyStart..<first) }
        return deletion(dash + 1..<end)
    }

    /// Removes the pair with one comma, and its line where it has one to itself, in braces.
    ///
    /// Nil for the only pair.
    func inBraces() -> Edit? {
        let keyStart = ExplicitKey.mark(inBracesBefore: part.key, source) ?? part.key.nodeStart
        var gapStart = keyStart
        while isWhitespace(gapStart - 1) { gapStart -= 1 }
        let isBehindComment = hasComment(endingAt: gapStart)
        let previous = isBehindComment ? 0 : source[gapStart - 1]
        let isOnNewLine = (gapStart..<keyStart).contains { source[$0].isLineEnd }
        var next = valueEnd
        YAMLProperties.skipSeparation(&next, in: source)
        if source[next] == UInt8(ascii: ",") {
            if isOnNewLine, let end = endOfLine(after: next + 1) { return lines(startOfLine(keyStart), end) }
            if previous == UInt8(ascii: ","), !isOnNewLine {
                return deletion(startOfComma(gapStart - 1)..<valueEnd)
            }
            return deletion(keyStart..<endOfBlanks(after: next + 1, isFirst: gapStart == keyStart))
        }
        if previous == UInt8(ascii: ",") {
            let end = isOnNewLine ? endOfLine(after: valueEnd) : nil
            return deletion(startOfComma(gapStart - 1)..<(end ?? valueEnd))
        }
        if previous == UInt8(ascii: "{") { return nil }
        // YAML takes the comma before the comment for the last one, which may be there.
        if isOnNewLine, let end = endOfLine(after: valueEnd) { return lines(startOfLine(keyStart), end) }
        return deletion(keyStart..<valueEnd)
    }

    private func deletion(_ range: Range<Int>) -> Edit {
        Edit(offset: range.lowerBound, length: range.count, replacement: "")
    }

    /// Deletes whole lines; of the last one, which has no end, the end of the line before.
    private func lines(_ start: Int, _ end: Int) -> Edit {
        if end < source.count { return deletion(start..<source.nextLine(after: end)) }
        var lineEnd = start
        if lineEnd > 0, source[lineEnd - 1] == .lineFeed { lineEnd -= 1 }
        if lineEnd > 0, source[lineEnd - 1] == .carriageReturn { lineEnd -= 1 }
        return deletion(lineEnd..<end)
    }

    private func startOfLine(_ index: Int) -> Int {
        var start = index
        while start > source.byteOrderMarkLength, !source[start - 1].isLineEnd { start -= 1 }
        return start
    }

    /// The end of the line where only blanks and a comment are left of it.
    private func endOfLine(after index: Int) -> Int? {
        var end = index
        while source[end].isBlank { end += 1 }
        if source[end] == UInt8(ascii: "#"), end > index {
            while end < source.count, !source[end].isLineEnd { end += 1 }
        }
        return end >= source.count || source[end].isLineEnd ? end : nil
    }

    /// The last dash before a key, where there are only dashes and spaces.
    private func lastDash(in range: Range<Int>) -> Int? {
        let isIndentation = range.allSatisfy { source[$0] == .space || source[$0] == UInt8(ascii: "-") }
        return isIndentation ? range.last { source[$0] == UInt8(ascii: "-") } : nil
    }

    /// Whether the line that ends there ends with a comment of YAML; in strings of JSON there is none.
    private func hasComment(endingAt end: Int) -> Bool {
        var quote: UInt8?
        var index = startOfLine(end)
        while index < end {
            let byte = source[index]
            if let open = quote {
                if byte == .backslash, open == .quotationMark { index += 1 }
                if byte == open { quote = nil }
            } else if byte == .quotationMark || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: "#"), index == 0 || isWhitespace(index - 1) {
                return true
            }
            index += 1
        }
        return false
    }

    /// The comma, with the white space before it where it is the first on its line.
    private func startOfComma(_ comma: Int) -> Int {
        var start = comma
        while source[start - 1].isBlank { start -= 1 }
        if !source[start - 1].isLineEnd { return comma }
        while isWhitespace(start - 1) { start -= 1 }
        return start
    }

    /// Behind the blanks after the comma; of the first pair, which nothing separates from the brace, the lines too.
    private func endOfBlanks(after index: Int, isFirst: Bool) -> Int {
        var end = index
        while source[end].isBlank || (isFirst && source[end].isLineEnd) { end += 1 }
        return end
    }

    private func isWhitespace(_ index: Int) -> Bool { source[index].isBlank || source[index].isLineEnd }
}
