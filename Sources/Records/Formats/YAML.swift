/// A file of one or more YAML documents.
enum YAML: RecordFormatDefinition {
    static let name = "YAML"
    static let fileExtensions = ["yml", "yaml"]

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        try YAMLDocument.parse(source, range: source.byteOrderMarkLength..<source.count, into: &sink)
    }
}
