/// A page of a site, or a template of one, which may start with front matter.
enum HTML: RecordFormatDefinition {
    static let name = "HTML"
    static let fileExtensions = ["html", "htm"]
    static let hasFrontMatter = true

    /// A proof sheet shows images of records, and names none of its own.
    static func recognizes(_ source: SourceBytes) -> Bool {
        !ProofSheetPage.isProofSheet(source.slice(0..<ProofSheetPage.headLength))
    }

    static func parse<Sink: NodeSink>(_ source: SourceBytes, into sink: inout Sink) throws(ParseFailure) {
        let start = try FrontMatter.parse(source, into: &sink) ?? source.byteOrderMarkLength
        HTMLPage.scan(source, from: start, into: &sink)
    }
}
