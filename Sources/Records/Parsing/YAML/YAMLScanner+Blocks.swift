/// Block scalars.
extension YAMLScanner {
    /// Reads a block scalar whose width of indentation is not given, as libyaml does (YAML 1.1 §9.2).
    ///
    /// - Parameter parentColumn: That of the mapping or sequence which it is in.
    mutating func scanBlockScalar(parentColumn: Int) -> Bool {
        let start = index
        var text = BlockText(isFolded: source[index] == UInt8(ascii: ">"))
        index += 1
        if source[index] == UInt8(ascii: "+") || source[index] == UInt8(ascii: "-") {
            text.chomping = source[index] == UInt8(ascii: "+") ? .keep : .strip
            index += 1
        }
        if !endLine() || source[index - 1] != .lineFeed { return false }
        let headerEnd = source[index - 2] == .carriageReturn ? index - 2 : index - 1
        var column = 0
        var deepest = 0
        text.breaks = skipBlankLines(upTo: .max, &column, &deepest)
        let indentation = max(deepest, parentColumn + 1)
        while column == indentation, index < end {
            text.beginLine(isIndented: source[index] == .space, &steps.decoded)
            let lineEnd = source.firstIndex(of: .lineFeed, in: index..<end) ?? end
            let hasReturn = lineEnd > index && source[lineEnd - 1] == .carriageReturn
            steps.decoded.append(contentsOf: source.slice(index..<(hasReturn ? lineEnd - 1 : lineEnd)))
            text.hasBreak = lineEnd < end
            index = min(lineEnd + 1, end)
            text.breaks = skipBlankLines(upTo: indentation, &column, &deepest)
        }
        // The line that ends it is read like any other.
        index -= column
        text.end(&steps.decoded)
        steps.appendDecoded(.block, start..<headerEnd)
        return true
    }

    /// Skips lines without text to the first one with some, and the spaces of that up to a column.
    ///
    /// - Returns: The number of lines.
    private mutating func skipBlankLines(upTo limit: Int, _ column: inout Int, _ deepest: inout Int) -> Int {
        var count = 0
        while true {
            let start = index
            while index - start < limit, source[index] == .space { index += 1 }
            column = index - start
            deepest = max(deepest, column)
            guard source[index].isLineEnd else { return count }
            index += source[index] == .carriageReturn ? 2 : 1
            count += 1
        }
    }
}

/// The text of a block scalar as it grows, line by line.
private struct BlockText {
    enum Chomping { case clip, strip, keep }

    let isFolded: Bool
    var chomping = Chomping.clip
    /// The last line has a line break.
    var hasBreak = false
    /// Lines without text behind it.
    var breaks = 0
    /// The last line starts with a blank.
    private var wasIndented = false

    init(isFolded: Bool) { self.isFolded = isFolded }

    /// Appends what the line breaks before a line come to.
    mutating func beginLine(isIndented: Bool, _ text: inout [UInt8]) {
        if isFolded, hasBreak, !wasIndented, !isIndented {
            if breaks == 0 { text.append(.space) }
        } else if hasBreak {
            text.append(.lineFeed)
        }
        append(breaks, to: &text)
        wasIndented = isIndented
    }

    func end(_ text: inout [UInt8]) {
        if hasBreak, chomping != .strip { text.append(.lineFeed) }
        if chomping == .keep { append(breaks, to: &text) }
    }

    private func append(_ breaks: Int, to text: inout [UInt8]) {
        for _ in 0..<breaks { text.append(.lineFeed) }
    }
}
