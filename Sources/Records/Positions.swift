/// A place in a record as editors show it.
package struct SourcePosition: Sendable, Hashable {
    /// From 1; LF, CRLF and a lone CR end a line.
    package var line: Int
    /// From 1, in code points; a byte order mark is not counted.
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}

/// Counts lines and columns while it moves through a record.
struct PositionCursor {
    private let source: SourceBytes
    private var byte: Int
    private var position: SourcePosition

    /// - Parameter precedingLines: Lines of the file that come before the source.
    init(_ source: SourceBytes, precedingLines: Int = 0) {
        self.source = source
        position = SourcePosition(line: precedingLines + 1, column: 1)
        byte = source.byteOrderMarkLength
    }

    /// The position of a byte at or after the last one asked for.
    mutating func advance(to offset: Int) -> SourcePosition {
        let end = min(offset, source.count)
        while byte < end {
            let current = source[byte]
            byte += 1
            if current == .lineFeed || (current == .carriageReturn && source[byte] != .lineFeed) {
                position.line += 1
                position.column = 1
            } else if !current.isContinuation {
                position.column += 1
            }
        }
        return position
    }
}
