/// The images of a body of Markdown: CommonMark with the tables of GitHub Flavored Markdown, the HTML in it, and what
/// generators put there, tags of template languages and components.
enum MarkdownBody {
    /// Hands the elements that name images to a sink, from a place on, in the order of the source.
    ///
    /// - Parameter isMDX: Tags and expressions of JSX take the place of HTML and of indented code.
    static func scan<Sink: NodeSink>(_ source: SourceBytes, from start: Int, isMDX: Bool, into sink: inout Sink) {
        guard let settings = sink.bodies, start < source.count else { return }
        // Most texts have no image at all.
        var finder = MarkFinder(source)
        guard finder.hasMark(in: start..<source.count) else { return }
        var blocks = BlockScanner(source, from: start, isMDX: isMDX)
        blocks.scan()
        var writer = MarkdownWriter(source, isMDX: isMDX, settings: settings, imports: blocks.imports)
        for block in blocks.blocks { writer.write(block, references: blocks.references, into: &sink) }
    }
}
