/// Reads YAML, and hands its nodes, with their places in bytes, to a sink.
enum YAMLDocument {
    /// - Parameter range: The bytes of the record that are YAML, without a byte order mark.
    static func parse<Sink: NodeSink>(
        _ source: SourceBytes, range: Range<Int>, maximumDocuments: Int = .max, into sink: inout Sink
    ) throws(ParseFailure) {
        if !Sink.provesEdits, let steps = YAMLScanner.steps(source, range: range) {
            return steps.replay(from: source, into: &sink)
        }
        var parser = try YAMLParser(source, range: range, maximumDocuments: maximumDocuments)
        try parser.parse(into: &sink)
    }
}
