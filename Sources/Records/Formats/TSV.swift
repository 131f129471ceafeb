/// A table with tabs between its cells and a header row, its cells quoted like those of CSV.
///
/// The media type text/tab-separated-values knows no quotes, so that one within an unquoted cell stands for itself.
enum TSV: RecordFormatDefinition {
    static let name = "TSV"
    static let fileExtensions = ["tsv"]
    static let hasIndependentItems = true

    static func rows(of source: SourceBytes) -> TableReader? { reader(of: source) }

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        var parser = TableParser(reader(of: source))
        try parser.parse(into: &sink)
    }

    private static func reader(of source: SourceBytes) -> TableReader {
        TableReader(source, separator: .tab, allowsQuotesWithin: true)
    }
}
