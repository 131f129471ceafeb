/// Markdown with front matter; without any, a record that has no entries.
enum Markdown: RecordFormatDefinition {
    static let name = "Markdown"
    static let fileExtensions = ["md", "markdown", "mdown", "mkd", "mdx"]

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        _ = try FrontMatter.parse(source, into: &sink)
    }
}
