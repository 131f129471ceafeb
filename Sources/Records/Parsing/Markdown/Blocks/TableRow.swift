/// A row of a table (GitHub Flavored Markdown §4.10).
enum TableRow {
    /// Its cells; a pipe with a backslash before it separates none, not even within code.
    static func cells(_ row: Range<Int>, in source: SourceBytes) -> [Range<Int>] {
        var cells: [Range<Int>] = []
        var start = row.lowerBound
        if source[start] == pipe, start < row.upperBound { start = afterPipe(start, row, source) }
        while start < row.upperBound {
            let end = nextPipe(in: start..<row.upperBound, source)
            cells.append(start..<(end ?? row.upperBound))
            start = end.map { afterPipe($0, row, source) } ?? row.upperBound
        }
        return cells
    }

    static func hasCells(_ row: Range<Int>, in source: SourceBytes) -> Bool {
        if row.isEmpty { return false }
        return source[row.lowerBound] != pipe || afterPipe(row.lowerBound, row, source) < row.upperBound
    }

    /// Whether it is the row of dashes between the header and the others.
    static func isDelimiter(_ row: Range<Int>, in source: SourceBytes) -> Bool {
        let cells = cells(row, in: source)
        return !cells.isEmpty
            && cells.allSatisfy { cell in
                let text = UnsafeRawBufferPointer(source.slice(cell)).rangeWithoutBlanks
                var start = cell.lowerBound + text.lowerBound
                var end = cell.lowerBound + text.upperBound
                if start < end, source[start] == UInt8(ascii: ":") { start += 1 }
                if start < end, source[end - 1] == UInt8(ascii: ":") { end -= 1 }
                return start < end && (start..<end).allSatisfy { source[$0] == UInt8(ascii: "-") }
            }
    }

    private static let pipe = UInt8(ascii: "|")

    private static func nextPipe(in range: Range<Int>, _ source: SourceBytes) -> Int? {
        var start = range.lowerBound
        while let found = source.firstIndex(of: pipe, in: start..<range.upperBound) {
            if found == range.lowerBound || source[found - 1] != .backslash { return found }
            start = found + 1
        }
        return nil
    }

    private static func afterPipe(_ index: Int, _ row: Range<Int>, _ source: SourceBytes) -> Int {
        var index = index + 1
        while index < row.upperBound, source[index].isBlank { index += 1 }
        return index
    }
}

extension BlockScanner {
    /// Makes a table of the last line of the open paragraph where the line is the row of dashes below a header.
    mutating func openTable(_ delimiter: Range<Int>) -> Bool {
        if !TableRow.isDelimiter(delimiter, in: source) { return false }
        let columns = TableRow.cells(delimiter, in: source).count
        let header = lastLine(of: leaf)
        if TableRow.cells(header, in: source).count != columns { return false }
        leaf.range = leaf.range.lowerBound..<max(leaf.range.lowerBound, header.lowerBound)
        if !leaf.pieces.isEmpty { leaf.pieces.removeLast() }
        closeLeaf()
        leaf.kind = .table(columns)
        addTableRow(header, columns: columns)
        return true
    }

    /// Keeps the cells of a row; those past the last column are not shown.
    mutating func addTableRow(_ row: Range<Int>, columns: Int) {
        for cell in TableRow.cells(row, in: source).prefix(columns) {
            keep(MarkdownBlock(kind: .text, range: cell, pieces: piecesBetweenEscapes(cell)))
        }
    }

    /// What remains of a cell without the backslashes before its pipes; nothing where it has none.
    private func piecesBetweenEscapes(_ cell: Range<Int>) -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        var start = cell.lowerBound
        var index = start
        while let found = source.firstIndex(of: UInt8(ascii: "|"), in: index..<cell.upperBound) {
            if found > start { pieces.append(start..<found - 1) }
            start = found
            index = found + 1
        }
        if !pieces.isEmpty { pieces.append(start..<cell.upperBound) }
        return pieces
    }

    private func lastLine(of leaf: OpenLeaf) -> Range<Int> {
        var start = leaf.range.upperBound
        let first = leaf.pieces.last?.lowerBound ?? leaf.range.lowerBound
        while start > first, !source[start - 1].isLineEnd { start -= 1 }
        while start < leaf.range.upperBound, source[start].isBlank { start += 1 }
        return start..<leaf.range.upperBound
    }
}
