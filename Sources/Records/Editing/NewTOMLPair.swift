extension NewPair {
    /// Inserts a line after the neighbour's in a TOML table.
    ///
    /// Its `=` stands below the neighbour's where one of `parts` has blanks before its own to that end.
    func onNextTableLine(alignedWith parts: [EntryPart]) -> Edit {
        var lineStart = neighbour.key.nodeStart
        while source[lineStart - 1].isBlank { lineStart -= 1 }
        let isAligned = parts.contains { blanksBeforeEqualsSign(of: $0).utf8.count > 1 }
        let end = endOfLine
        let indentation = text(lineStart..<neighbour.key.nodeStart)
        return Edit(
            offset: end, length: 0, replacement: lineEnd(at: end) + indentation + tomlText(isAligned: isAligned))
    }

    /// Inserts behind the neighbour in the braces of a TOML table.
    func inInlineTable() -> Edit {
        var gapStart = neighbour.key.nodeStart
        while source[gapStart - 1].isBlank { gapStart -= 1 }
        let isFirst = source[gapStart - 1] == UInt8(ascii: "{")
        let gap = isFirst ? blanksAfterEqualsSign : text(gapStart..<neighbour.key.nodeStart)
        return Edit(
            offset: neighbour.scalar.range.upperBound, length: 0,
            replacement: "," + gap + tomlText(isAligned: false))
    }

    /// Key, `=` and value; a dotted key starts with the names that the neighbour's starts with.
    private func tomlText(isAligned: Bool) -> String {
        var result = text(neighbour.key.nodeStart..<neighbour.key.range.lowerBound) + key.quotedText
        let before = blanksBeforeEqualsSign(of: neighbour)
        if isAligned {
            let width = neighbour.key.range.upperBound - neighbour.key.nodeStart + before.utf8.count
            result += spaces(width - result.utf8.count)
        } else {
            result += before
        }
        return result + "=" + blanksAfterEqualsSign + value.quotedText
    }

    private func blanksBeforeEqualsSign(of part: EntryPart) -> String {
        let start = part.key.range.upperBound
        var end = start
        while source[end].isBlank { end += 1 }
        return text(start..<end)
    }

    private var blanksAfterEqualsSign: String {
        let end = neighbour.scalar.range.lowerBound
        var start = end
        while source[start - 1].isBlank { start -= 1 }
        return text(start..<end)
    }
}

extension NodeLiteral {
    /// The style that a key of TOML can have: that of its neighbour if it may, else double quotes.
    var tomlKeyStyle: Scalar.Style {
        let isPossible =
            switch style {
            case .plain: !text.isEmpty && text.utf8.allSatisfy(\.isBareInTOML)
            case .singleQuoted: !text.utf8.contains { $0 == .apostrophe || $0.isForbiddenInTOML }
            default: true
            }
        return isPossible ? style : .doubleQuoted
    }
}
