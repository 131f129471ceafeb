/// Reads the YAML that people write, which is a small part of it, many times as fast as libyaml.
///
/// It takes one document of block mappings and sequences whose keys and values are whole on their lines, block scalars,
/// comments, and lists and mappings in brackets that are whole on theirs. At anything else it gives up, and libyaml
/// reads the document from its start: what this one says is what libyaml says, and no error is found here.
struct YAMLScanner {
    /// It ends where the document ends.
    let source: SourceBytes
    let end: Int
    var index: Int
    var steps: YAMLSteps
    /// The open block collections, the outermost first.
    private var levels: [Level] = []
    /// A node is due: the root, or what a key or dash without a value on its line is for.
    private var isNodeDue = true
    /// Where that key or dash ends.
    private var duePlace = 0
    private var hasMarker = false
    /// Start of the current line, and its line feed or the end of the document.
    private var lineStart = 0
    private(set) var lineEnd = 0

    private struct Level {
        enum Kind { case mapping, sequence, sequenceAtKey }

        var kind: Kind
        /// Spaces before its keys or dashes, where dashes and brackets before them on the line count as such.
        var column: Int
    }

    /// Deeper nesting is left to libyaml.
    private static let maximumDepth = 64
    /// A longer key is left to libyaml, which takes up to 1,024 characters.
    private static let maximumKeyLength = 1_000
    /// A larger document is left to libyaml: a step has 32 bits for a place.
    private static let maximumSize = 1 << 31

    /// The steps of the YAML in a range of UTF-8; nil where libyaml has to read it.
    static func steps(_ source: SourceBytes, range: Range<Int>) -> YAMLSteps? {
        guard range.upperBound < maximumSize, YAMLCharacters.areUsual(in: source, range) else { return nil }
        var scanner = YAMLScanner(source, range: range)
        return scanner.scan() ? scanner.steps : nil
    }

    private init(_ source: SourceBytes, range: Range<Int>) {
        self.source = source.prefix(upTo: range.upperBound)
        end = range.upperBound
        index = range.lowerBound
        steps = YAMLSteps(size: range.count)
        levels.reserveCapacity(16)
    }

    private mutating func scan() -> Bool {
        while index < end {
            if !scanLine() { return false }
        }
        if levels.isEmpty { return false }
        close(deeperThan: -1)
        return true
    }

    /// Reads a line, with the block scalar that starts on it.
    @inline(__always)
    private mutating func scanLine() -> Bool {
        lineStart = index
        lineEnd = source.firstIndex(of: .lineFeed, in: index..<end) ?? end
        skipSpaces()
        switch source[index] {
        case .lineFeed, .carriageReturn, UInt8(ascii: "#"):
            skipLine()
            return true
        case 0: return index >= end
        case UInt8(ascii: "-")
        where index == lineStart && source.hasBytes("---", at: index) && source.isBlankOrEnd(at: index + 3):
            return scanMarker()
        case UInt8(ascii: ".") where index == lineStart && source.hasBytes("...", at: index): return false
        default: break
        }
        let column = index - lineStart
        close(deeperThan: column)
        // What is indented more than the node before would go on with it, or is an error.
        if levels.isEmpty || levels[levels.count - 1].column < column, !isNodeDue { return false }
        return scanDashes()
    }

    /// The marker that starts the document, alone on its line.
    private mutating func scanMarker() -> Bool {
        if hasMarker || !levels.isEmpty { return false }
        hasMarker = true
        index += 3
        return endLine()
    }

    /// Reads the dashes that a line may start with, and what follows.
    @inline(__always)
    private mutating func scanDashes() -> Bool {
        var isAfterDash = false
        while source[index] == UInt8(ascii: "-"), source.isBlankOrEnd(at: index + 1) {
            if !beginItem(column: index - lineStart) { return false }
            index += 1
            isNodeDue = true
            duePlace = index
            if endLine() { return true }
            isAfterDash = true
        }
        return scanNode(isAfterDash: isAfterDash)
    }

    private mutating func beginItem(column: Int) -> Bool {
        guard let top = levels.last, top.column == column else {
            steps.append(.blockSequence, index..<index)
            return open(.sequence, column: column)
        }
        if top.kind == .mapping {
            // An indentless sequence (YAML 1.2 §8.2.1), whose place libyaml gives as behind the first dash.
            if !isNodeDue { return false }
            steps.append(.blockSequence, index + 1..<index + 1)
            return open(.sequenceAtKey, column: column)
        }
        endDueNode()
        return true
    }

    /// Reads a key with its value, or behind a dash a value alone.
    @inline(__always)
    private mutating func scanNode(isAfterDash: Bool) -> Bool {
        let start = index
        guard let key = scanKey() else { return false }
        guard key.isKey else {
            index = start
            // On a line of its own a value may go on over the next lines.
            return isAfterDash && scanValue()
        }
        if index - start > Self.maximumKeyLength || !beginPair(column: start - lineStart, at: start) { return false }
        steps.append(key.kind, start..<key.end, isKey: true)
        index += 1
        isNodeDue = true
        duePlace = index
        return endLine() || scanValue()
    }

    @inline(__always)
    private mutating func beginPair(column: Int, at start: Int) -> Bool {
        guard let top = levels.last, top.column == column else {
            steps.append(.blockMapping, start..<start)
            return open(.mapping, column: column)
        }
        endDueNode()
        switch top.kind {
        case .mapping: return true
        case .sequence: return false
        case .sequenceAtKey:
            levels.removeLast()
            steps.append(.end, start..<start)
            return true
        }
    }

    /// Reads what stands behind a key or dash, and the rest of its line.
    @inline(__always)
    private mutating func scanValue() -> Bool {
        isNodeDue = false
        switch source[index] {
        case .quotationMark: return scanDoubleQuoted() && endLine()
        case UInt8(ascii: "'"): return scanSingleQuoted() && endLine()
        case UInt8(ascii: "|"), UInt8(ascii: ">"):
            guard let column = levels.last?.column else { return false }
            return scanBlockScalar(parentColumn: column)
        case UInt8(ascii: "["), UInt8(ascii: "{"): return scanFlow(depth: levels.count) && endLine()
        default: return scanPlainValue()
        }
    }

    private mutating func open(_ kind: Level.Kind, column: Int) -> Bool {
        isNodeDue = false
        levels.append(Level(kind: kind, column: column))
        return levels.count < Self.maximumDepth
    }

    @inline(__always)
    private mutating func close(deeperThan column: Int) {
        while let top = levels.last, top.column > column {
            endDueNode()
            levels.removeLast()
            steps.append(.end, index..<index)
        }
    }

    /// Takes a node that is due for one that is missing.
    @inline(__always)
    private mutating func endDueNode() {
        if isNodeDue { steps.append(.empty, duePlace..<duePlace) }
        isNodeDue = false
    }
}

// MARK: - Bytes

extension YAMLScanner {
    @inline(__always)
    mutating func skipSpaces() {
        while source[index] == .space { index += 1 }
    }

    /// Goes to the next line.
    @inline(__always)
    mutating func skipLine() { index = min(lineEnd + 1, end) }

    /// Skips spaces and a comment to the next line; false, and only behind the spaces, where something else stands there.
    @inline(__always)
    mutating func endLine() -> Bool {
        let start = index
        skipSpaces()
        switch source[index] {
        case .lineFeed: index += 1
        // A line feed follows.
        case .carriageReturn: index += 2
        case 0: return index >= end
        case UInt8(ascii: "#"):
            if index == start { return false }
            skipLine()
        default: return false
        }
        return true
    }
}
