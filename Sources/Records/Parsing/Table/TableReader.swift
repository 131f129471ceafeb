/// Splits a table into rows and cells (RFC 4180 §2); rows end with LF, CRLF or CR.
struct TableReader {
    let source: SourceBytes
    private let separator: UInt8
    private let allowsQuotesWithin: Bool
    /// Where the next row starts.
    private(set) var position: Int

    /// The cells of the current row.
    private(set) var cells: [TableCell] = []
    /// The bytes of the current row without its line end.
    private(set) var range = 0..<0
    /// What is wrong with the quotes of the current row; its cells are then those that a lenient reader sees.
    private(set) var failure: ParseFailure?

    /// - Parameters:
    ///   - allowsQuotesWithin: A quote within a cell that does not start with one stands for itself.
    ///   - start: Where the first row starts, if not where the file does.
    init(_ source: SourceBytes, separator: UInt8, allowsQuotesWithin: Bool, start: Int? = nil) {
        self.source = source
        self.separator = separator
        self.allowsQuotesWithin = allowsQuotesWithin
        position = start ?? source.byteOrderMarkLength
    }

    /// Goes to the next row that is no blank line; false at the end.
    mutating func advance() -> Bool {
        while position < source.count {
            readRow()
            if !isBlankLine { return true }
        }
        return false
    }

    /// Whether the current row has its line end, so that nothing which follows could be a part of it.
    ///
    /// A CR at the very end may be half of a CRLF.
    var isRowComplete: Bool {
        position > range.upperBound && (position < source.count || source[position - 1] == .lineFeed)
    }

    private mutating func readRow() {
        let start = position
        cells.removeAll(keepingCapacity: true)
        failure = nil
        while true {
            let isQuoted = source[position] == .quotationMark
            cells.append(isQuoted ? quotedCell() : plainCell())
            if source[position] != separator || position >= source.count { break }
            position += 1
        }
        range = start..<position
        position = source.nextLine(after: position)
    }

    /// One unquoted cell of nothing but blanks; a row that has a separator is no blank line.
    private var isBlankLine: Bool {
        guard cells.count == 1, !cells[0].isQuoted else { return false }
        return cells[0].range.allSatisfy { source[$0].isBlank }
    }

    private mutating func plainCell() -> TableCell {
        let start = position
        skipToEndOfCell(reportingQuotes: !allowsQuotesWithin)
        return TableCell(range: start..<position, isQuoted: false, hasDoubledQuotes: false)
    }

    private mutating func quotedCell() -> TableCell {
        let start = position
        var cell = TableCell(range: start..<start, isQuoted: true, hasDoubledQuotes: false)
        position += 1
        while true {
            guard let quote = source.firstIndex(of: .quotationMark, in: position..<source.count) else {
                fail(start, "the quote is never closed, so that the rest of the file is one cell; close it")
                position = source.count
                cell.range = start..<position
                return cell
            }
            position = quote + 1
            if source[position] != .quotationMark { break }
            cell.hasDoubledQuotes = true
            position += 1
        }
        cell.range = start..<position
        if !isAtEndOfCell {
            fail(position, "something follows the closing quote of a cell; double the quotes that belong to its text")
            skipToEndOfCell(reportingQuotes: false)
        }
        return cell
    }

    private var isAtEndOfCell: Bool {
        position >= source.count || source[position] == separator || source[position].isLineEnd
    }

    private mutating func skipToEndOfCell(reportingQuotes: Bool) {
        while !isAtEndOfCell {
            if reportingQuotes, source[position] == .quotationMark {
                fail(position, "a quote stands within a cell; put the whole cell in quotes and double those in it")
            }
            position += 1
        }
    }

    /// Keeps the first failure of a row.
    private mutating func fail(_ offset: Int, _ message: String) {
        if failure == nil { failure = ParseFailure(offset: offset, message: message) }
    }
}

/// A cell of a table.
struct TableCell {
    /// Its bytes, quotes included.
    var range: Range<Int>
    var isQuoted: Bool
    var hasDoubledQuotes: Bool

    var style: Scalar.Style { isQuoted ? .quotedCell : .cell }

    /// Gives `body` the text of the cell: without quotes, and doubled ones within it single.
    func withContent<Result>(
        in source: SourceBytes, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result {
        // The last quote may be missing in a cell that never ends.
        let content = source.slice(
            isQuoted ? range.lowerBound + 1..<max(range.upperBound - 1, range.lowerBound + 1) : range)
        if !hasDoubledQuotes { return body(content) }
        var text: [UInt8] = []
        text.reserveCapacity(content.count)
        var index = 0
        while index < content.count {
            text.append(content[index])
            index += content[index] == .quotationMark ? 2 : 1
        }
        return text.withUnsafeBytes(body)
    }
}
