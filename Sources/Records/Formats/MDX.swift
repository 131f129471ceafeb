/// Markdown with JSX in its body.
enum MDX: RecordFormatDefinition {
    static let name = "MDX"
    static let fileExtensions = ["mdx"]
    static let hasFrontMatter = true

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        let start = try FrontMatter.parse(source, into: &sink) ?? source.byteOrderMarkLength
        MarkdownBody.scan(source, from: start, isMDX: true, into: &sink)
    }
}
