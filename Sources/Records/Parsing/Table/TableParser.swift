/// Hands the rows of a table to a sink: a sequence of mappings whose keys are the columns.
struct TableParser {
    private var reader: TableReader
    /// Some bytes of the file are no UTF-8 text, so that each row is looked at.
    private let hasOtherBytes: Bool

    init(_ reader: TableReader) {
        self.reader = reader
        hasOtherBytes = TextEncoding.firstInvalidByte(in: reader.source) != nil
    }

    mutating func parse<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        sink.beginDocument()
        guard reader.advance() else { return }
        let columns = columns
        // What is no table of images may be as odd as it likes.
        guard sink.beginTable(columns) else { return }
        if let failure = reader.failure { throw failure }
        sink.beginCollection(
            CollectionNode(
                isMapping: false, layout: EntryLayout(kind: .block, start: reader.range.lowerBound)))
        var index = 0
        while reader.advance() {
            if let (failure, kind) = fault(columnCount: columns.count) {
                sink.abandonItem(
                    ItemFailure(
                        index: index, range: reader.range, content: reader.source.slice(reader.range),
                        failure: failure, kind: kind))
            } else {
                row(&sink)
            }
            index += 1
        }
        sink.endCollection()
    }

    private var columns: [TableColumn] {
        reader.cells.map { cell in
            let name = cell.withContent(in: reader.source) { content in
                Array(content).trimmed { $0.isBlank || $0.isLineEnd }
            }
            let key = KeyPlacement(nodeStart: cell.range.lowerBound, range: cell.range, style: cell.style)
            return TableColumn(name: name, key: key)
        }
    }

    /// Why the current row cannot be used.
    private func fault(columnCount: Int) -> (ParseFailure, RecordProblem.Kind)? {
        if let failure = reader.failure { return (failure, .invalid) }
        if hasOtherBytes {
            do throws(ParseFailure) {
                try TextEncoding.checkCharacters(
                    reader.source.prefix(upTo: reader.range.upperBound), from: reader.range.lowerBound)
            } catch {
                return (error, .invalid)
            }
        }
        let count = reader.cells.count
        if count == columnCount { return nil }
        let difference =
            count < columnCount ? "add the cells that are missing" : "quote the cell that holds a separator"
        return (
            ParseFailure(
                offset: reader.range.lowerBound,
                message:
                    "the row has \(count) cell\(count == 1 ? "" : "s") and the header \(columnCount); \(difference)"),
            .ambiguous
        )
    }

    private func row<Sink: NodeSink>(_ sink: inout Sink) {
        sink.beginCollection(
            CollectionNode(isMapping: true, layout: EntryLayout(kind: .row, start: reader.range.lowerBound)))
        for (index, cell) in reader.cells.enumerated() {
            sink.column(index)
            cell.withContent(in: reader.source) { content in
                sink.scalar(
                    ScalarNode(
                        nodeStart: cell.range.lowerBound, range: cell.range, style: cell.style, content: content))
            }
        }
        sink.endCollection()
    }
}

/// A column of a table, as its header has it.
struct TableColumn {
    /// Without white space around it.
    var name: [UInt8]
    var key: KeyPlacement
}

extension [UInt8] {
    /// Without the bytes at both ends that `isTrimmed` picks.
    fileprivate func trimmed(_ isTrimmed: (UInt8) -> Bool) -> [UInt8] {
        guard let first = firstIndex(where: { !isTrimmed($0) }), let last = lastIndex(where: { !isTrimmed($0) }) else {
            return []
        }
        return Array(self[first...last])
    }
}
