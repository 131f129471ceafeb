/// Markdown with front matter; without any, a record that has no entries.
enum Markdown: RecordFormatDefinition {
    static let name = "Markdown"
    static let fileExtensions = ["md", "markdown", "mdown", "mkd", "mdx"]

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        guard let matter = try FrontMatter.find(in: source) else { return }
        switch matter.kind {
        case .yaml:
            var parser = try YAMLParser(source, range: matter.range, maximumDocuments: 1)
            try parser.parse(into: &sink)
        case .toml:
            var parser = TOMLParser(source, range: matter.range)
            try parser.parse(into: &sink)
        case .json:
            var parser = JSONParser(source, range: matter.range)
            try parser.parse(into: &sink)
        }
    }
}
