/// A file of TOML 1.0.
enum TOML: RecordFormatDefinition {
    static let name = "TOML"
    static let fileExtensions = ["toml"]

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        var parser = TOMLParser(source, range: source.byteOrderMarkLength..<source.count)
        try parser.parse(into: &sink)
    }
}
