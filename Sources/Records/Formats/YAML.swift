/// A file of one or more YAML documents.
enum YAML: RecordFormatDefinition {
    static let name = "YAML"
    static let fileExtensions = ["yml", "yaml"]

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        var parser = try YAMLParser(source, range: source.byteOrderMarkLength..<source.count)
        try parser.parse(into: &sink)
    }
}
