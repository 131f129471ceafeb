/// Markdown: front matter, where there is any, and a body.
enum Markdown: RecordFormatDefinition {
    static let name = "Markdown"
    static let fileExtensions = ["md", "markdown", "mdown", "mkd"]
    static let hasFrontMatter = true

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        let start = try FrontMatter.parse(source, into: &sink) ?? source.byteOrderMarkLength
        MarkdownBody.scan(source, from: start, isMDX: false, into: &sink)
    }
}
