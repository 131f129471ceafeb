/// A file with one JSON value a line, also called JSON Lines: read as a list of these values.
///
/// Blank lines are no values. A line that is no JSON is abandoned, and counts as a value: mending it renumbers nothing.
enum NDJSON: RecordFormatDefinition {
    static let name = "NDJSON"
    static let fileExtensions = ["ndjson", "jsonl"]
    static let hasIndependentItems = true
    static let hasIndependentLines = true

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        // Nearly all files are UTF-8 throughout, and their lines need no look of their own.
        let isText = TextEncoding.firstInvalidByte(in: source) == nil
        var start = source.byteOrderMarkLength
        var index = 0
        sink.beginDocument()
        sink.beginCollection(CollectionNode(isMapping: false, layout: EntryLayout(kind: .block, start: start)))
        while start < source.count {
            let lineFeed = source.firstIndex(of: .lineFeed, in: start..<source.count) ?? source.count
            let hasCarriageReturn = lineFeed > start && source[lineFeed - 1] == .carriageReturn
            let line = start..<(hasCarriageReturn ? lineFeed - 1 : lineFeed)
            start = lineFeed + 1
            if line.allSatisfy({ source[$0].isBlank }) { continue }
            do throws(ParseFailure) {
                let text = source.prefix(upTo: line.upperBound)
                if !isText { try TextEncoding.checkCharacters(text, from: line.lowerBound) }
                var parser = JSONParser(text, range: line, container: "line")
                try parser.parseValue(into: &sink)
            } catch {
                sink.abandonItem(
                    ItemFailure(index: index, range: line, content: source.slice(line), failure: error))
            }
            index += 1
        }
        sink.endCollection()
    }
}
