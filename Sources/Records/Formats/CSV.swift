/// A table with commas or semicolons between its cells and a header row (RFC 4180, whose `header=present` is taken for
/// granted).
enum CSV: RecordFormatDefinition {
    static let name = "CSV"
    static let fileExtensions = ["csv"]
    static let hasIndependentItems = true

    static func rows(of source: SourceBytes) -> TableReader? { reader(of: source) }

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        var parser = TableParser(reader(of: source))
        try parser.parse(into: &sink)
    }

    private static func reader(of source: SourceBytes) -> TableReader {
        // Readers do not agree on `5" disk`: some take the quote for itself, others for the start of a quoted part.
        let separator = TableSeparator(of: source)
        return TableReader(
            source, separator: separator.byte, allowsQuotesWithin: false, start: separator.headerStart)
    }
}
