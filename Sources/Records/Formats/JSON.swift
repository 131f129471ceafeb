/// A file of one JSON value, which may have comments: also a web app manifest, and JSON-LD.
enum JSON: RecordFormatDefinition {
    static let name = "JSON"
    static let fileExtensions = ["json", "jsonc", "webmanifest", "jsonld"]

    /// A file that starts with front matter is a template that a site generator makes JSON from.
    static func recognizes(_ source: SourceBytes) -> Bool {
        !FrontMatter.Kind.yaml.isFence(at: source.byteOrderMarkLength, in: source)
    }

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        var parser = JSONParser(source, range: source.byteOrderMarkLength..<source.count, allowsComments: true)
        try parser.parse(into: &sink)
    }
}
