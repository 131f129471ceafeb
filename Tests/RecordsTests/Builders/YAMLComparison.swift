@testable import Records

/// What libyaml and `YAMLScanner` say of the same document.
struct YAMLComparison {
    /// The scanner leaves the document to libyaml; nil where there is no YAML.
    private(set) var isLeft: Bool?
    /// What they say differently; nil where they agree.
    private(set) var difference: String?

    /// Compares what both say of a file of YAML, or of the front matter of a Markdown file.
    init(_ bytes: [UInt8], isMarkdown: Bool = false, vocabulary: EntryVocabulary = EntryVocabulary()) {
        bytes.withSource { source in
            guard (try? TextEncoding.check(source)) != nil else { return }
            var range = source.byteOrderMarkLength..<source.count
            if isMarkdown {
                guard let matter = try? FrontMatter.find(in: source), matter.language == .yaml else { return }
                range = matter.range
            }
            compare(source, range, vocabulary)
        }
    }

    private mutating func compare(_ source: SourceBytes, _ range: Range<Int>, _ vocabulary: EntryVocabulary) {
        let steps = YAMLScanner.steps(source, range: range)
        isLeft = steps == nil
        guard let steps else { return }
        var (ours, theirs) = (NodeRecorder(), NodeRecorder())
        steps.replay(from: source, into: &ours)
        var (found, expected) = (collector(source, vocabulary), collector(source, vocabulary))
        steps.replay(from: source, into: &found)
        do throws(ParseFailure) {
            try Self.parse(source, range, into: &theirs)
            try Self.parse(source, range, into: &expected)
        } catch {
            difference = "libyaml refuses it: \(error.message)"
            return
        }
        if ours != theirs {
            let place = zip(ours.nodes, theirs.nodes).enumerated().first { $1.0 != $1.1 }?.offset
            let index = place ?? min(ours.nodes.count, theirs.nodes.count)
            difference =
                "node \(index) is \(ours.nodes.dropFirst(index).prefix(1)), "
                + "and to libyaml \(theirs.nodes.dropFirst(index).prefix(1))"
        } else {
            let (entries, expectedEntries) = (found.finish(), expected.finish())
            let (own, other) = (
                "\(entries) \(Self.description(of: found.passed))",
                "\(expectedEntries) \(Self.description(of: expected.passed))"
            )
            if own != other { difference = "the entries are \(own), and with libyaml \(other)" }
        }
    }

    /// Dictionaries with the same in them may name it in different orders.
    private static func description(of passed: PassedValues) -> String {
        let counts = passed.counts.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
        return "\(counts) \(passed.values)"
    }

    private func collector(_ source: SourceBytes, _ vocabulary: EntryVocabulary) -> EntryCollector {
        EntryCollector(lookup: KeyLookup(KeyTable(vocabulary)), source: source, vocabulary: vocabulary)
    }

    private static func parse<Sink: NodeSink>(
        _ source: SourceBytes, _ range: Range<Int>, into sink: inout Sink
    ) throws(ParseFailure) {
        var parser = try YAMLParser(source, range: range, maximumDocuments: 1)
        try parser.parse(into: &sink)
    }
}

/// Writes down every node with its places.
private struct NodeRecorder: NodeSink, Equatable {
    enum Node: Equatable {
        case document
        case collection(isMapping: Bool, EntryLayout.Kind, start: Int, anchoredAt: Int?)
        case end
        case scalar([UInt8], Scalar.Style, start: Int, Range<Int>, isString: Bool)
        case alias(Range<Int>)
    }

    private(set) var nodes: [Node] = []

    var bodies: BodySettings? { nil }

    mutating func beginDocument() { nodes.append(.document) }
    mutating func beginCollection(_ node: CollectionNode) {
        nodes.append(
            .collection(
                isMapping: node.isMapping, node.layout.kind, start: node.layout.start, anchoredAt: node.anchoredAt))
    }
    mutating func endCollection() { nodes.append(.end) }
    func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { true }
    mutating func scalar(_ node: ScalarNode) {
        nodes.append(
            .scalar(Array(node.content), node.style, start: node.nodeStart, node.range, isString: node.isString))
    }
    mutating func alias(_ node: AliasNode) { nodes.append(.alias(node.range)) }
    mutating func beginTable(_ columns: [TableColumn]) -> Bool { false }
    mutating func column(_ index: Int) {}
    mutating func element(_ element: BodyElement) {}
    mutating func beginEmbeddedData(_ name: String) {}
    mutating func abandonItem(_ failure: ItemFailure) {}
}
