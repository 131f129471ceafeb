/// The HTML of a page or of a template that pages are made from.
enum HTMLPage {
    /// Hands the elements that name images to a sink, from a place on.
    static func scan<Sink: NodeSink>(_ source: SourceBytes, from start: Int, into sink: inout Sink) {
        if sink.bodies == nil { return }
        var scanner = HTMLScanner(source, hasTemplates: source.mayHaveTemplateTags)
        scanner.scan(start..<max(start, source.count), into: &sink)
    }
}
