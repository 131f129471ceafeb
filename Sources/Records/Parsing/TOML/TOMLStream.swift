/// Hands the nodes of a TOML document that has been checked to a sink.
struct TOMLStream {
    private struct Frame {
        var node: Int
        /// The next child, 0 for none.
        var next: Int
        /// It is in braces, or made by a dotted key that is.
        var isInBraces: Bool
        /// In an array, the place behind the last item.
        var position: Int
    }

    private var scanner: TOMLScanner
    private let tree: TOMLTree
    private var frames: [Frame] = []

    init(_ scanner: TOMLScanner, _ tree: TOMLTree) {
        self.scanner = scanner
        self.tree = tree
    }

    mutating func send<Sink: NodeSink>(to sink: inout Sink) throws(ParseFailure) {
        sink.beginDocument()
        begin(TOMLTree.document, &sink)
        while let frame = frames.last {
            if tree[frame.node].kind == .array {
                try sendItem(frame, &sink)
            } else if frame.next == 0 {
                end(&sink)
            } else {
                try sendChild(frame.next, &sink)
            }
        }
    }

    private mutating func begin<Sink: NodeSink>(_ node: Int, _ sink: inout Sink) {
        let kind = tree[node].kind
        let isInBraces = kind == .inlineTable || frames.last?.isInBraces == true
        sink.beginCollection(
            CollectionNode(
                isMapping: kind != .array && kind != .tableArray,
                layout: EntryLayout(kind: isInBraces ? .inlineTable : .table, start: tree[node].start)))
        frames.append(
            Frame(
                node: node, next: tree[node].firstChild, isInBraces: isInBraces, position: tree[node].start + 1))
    }

    private mutating func end<Sink: NodeSink>(_ sink: inout Sink) {
        sink.endCollection()
        frames.removeLast()
    }

    /// Sends the next child of the innermost frame, or begins it.
    private mutating func sendChild<Sink: NodeSink>(_ child: Int, _ sink: inout Sink) throws(ParseFailure) {
        let node = tree[child]
        frames[frames.count - 1].next = node.next
        frames[frames.count - 1].position = node.end
        if let key = node.key {
            scanner.withName(of: key) { name in
                sink.scalar(
                    ScalarNode(
                        nodeStart: node.pathStart, range: key.range, style: key.style, content: name,
                        isRepeatedKey: node.isRepeated))
            }
        }
        if node.kind == .scalar {
            scanner.position = node.start
            try sendScalar(&sink)
        } else {
            begin(child, &sink)
        }
    }

    /// Sends the next item of an array in brackets, which is a child or a scalar, or ends the array.
    private mutating func sendItem<Sink: NodeSink>(_ frame: Frame, _ sink: inout Sink) throws(ParseFailure) {
        scanner.position = frame.position
        try scanner.skipSpace()
        if scanner.current == UInt8(ascii: ",") {
            scanner.position += 1
            try scanner.skipSpace()
        }
        if scanner.current == UInt8(ascii: "]") { return end(&sink) }
        if frame.next != 0, tree[frame.next].start == scanner.position { return try sendChild(frame.next, &sink) }
        try sendScalar(&sink)
        frames[frames.count - 1].position = scanner.position
    }

    private mutating func sendScalar<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        let scalar = try scanner.scalar()
        let content = scanner.source.slice(scalar.content)
        switch scalar.form {
        case .asWritten: Self.send(scalar, content, to: &sink)
        case .escaped: TOMLString.decoded(content).withUnsafeBytes { Self.send(scalar, $0, to: &sink) }
        case .number: TOMLWord.decoded(content).withUnsafeBytes { Self.send(scalar, $0, to: &sink) }
        }
    }

    private static func send<Sink: NodeSink>(
        _ scalar: TOMLScalar, _ content: UnsafeRawBufferPointer, to sink: inout Sink
    ) {
        sink.scalar(
            ScalarNode(
                nodeStart: scalar.range.lowerBound, range: scalar.range, style: scalar.style, content: content))
    }
}
