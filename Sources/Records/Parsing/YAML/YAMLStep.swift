/// What `YAMLScanner` finds next in a document.
struct YAMLStep {
    enum Kind: UInt8 {
        case plain, singleQuoted, doubleQuoted
        /// The same with escapes, so that its content is not what stands between the quotes.
        case escapedSingleQuoted, escapedDoubleQuoted
        case block
        /// A value that is missing.
        case empty
        case blockMapping, blockSequence, flowMapping, flowSequence
        /// The collection that began last ends.
        case end
    }

    var kind: Kind
    private let lowerBound: UInt32
    private let upperBound: UInt32

    /// - Parameter range: Below 4 GiB.
    init(_ kind: Kind, _ range: Range<Int>) {
        self.kind = kind
        lowerBound = UInt32(truncatingIfNeeded: range.lowerBound)
        upperBound = UInt32(truncatingIfNeeded: range.upperBound)
    }

    /// Of a scalar its place, quotes included, of a block scalar its header line; of a collection where it starts.
    var range: Range<Int> { Int(lowerBound)..<Int(upperBound) }
}

/// The steps of a document.
struct YAMLSteps {
    private(set) var steps: [YAMLStep] = []
    /// The contents of scalars that do not stand in the record like this, one behind the other.
    var decoded: [UInt8] = []
    /// Where each of these ends.
    private var ends: [Int] = []

    /// - Parameter size: Bytes of the document.
    init(size: Int) { steps.reserveCapacity(size / 16 + 16) }

    @inline(__always)
    mutating func append(_ kind: YAMLStep.Kind, _ range: Range<Int>) {
        steps.append(YAMLStep(kind, range))
    }

    /// Takes a scalar whose content has been put behind `decoded`.
    mutating func appendDecoded(_ kind: YAMLStep.Kind, _ range: Range<Int>) {
        steps.append(YAMLStep(kind, range))
        ends.append(decoded.count)
    }

    /// Hands the nodes to a sink as `YAMLParser` does, and with the same places.
    func replay<Sink: NodeSink>(from source: SourceBytes, into sink: inout Sink) {
        sink.beginDocument()
        decoded.withUnsafeBytes { decoded in
            var next = 0
            for step in steps {
                let range = step.range
                switch step.kind {
                case .plain: Self.scalar(.plain, source.slice(range), range, &sink)
                case .singleQuoted, .doubleQuoted:
                    Self.scalar(
                        step.kind == .singleQuoted ? .singleQuoted : .doubleQuoted,
                        source.slice(range.lowerBound + 1..<range.upperBound - 1), range, &sink)
                case .escapedSingleQuoted, .escapedDoubleQuoted, .block:
                    let content = (next > 0 ? ends[next - 1] : 0)..<ends[next]
                    next += 1
                    Self.scalar(
                        step.kind == .block
                            ? .block : step.kind == .escapedSingleQuoted ? .singleQuoted : .doubleQuoted,
                        UnsafeRawBufferPointer(rebasing: decoded[content]), range, &sink)
                case .empty: Self.scalar(.plain, source.slice(range), range, &sink)
                case .blockMapping, .blockSequence, .flowMapping, .flowSequence:
                    let isFlow = step.kind == .flowMapping || step.kind == .flowSequence
                    sink.beginCollection(
                        CollectionNode(
                            isMapping: step.kind == .blockMapping || step.kind == .flowMapping,
                            layout: EntryLayout(kind: isFlow ? .flow : .block, start: range.lowerBound)))
                case .end: sink.endCollection()
                }
            }
        }
    }

    @inline(__always)
    private static func scalar<Sink: NodeSink>(
        _ style: Scalar.Style, _ content: UnsafeRawBufferPointer, _ range: Range<Int>, _ sink: inout Sink
    ) {
        let place = sink.needsPlace(ofScalar: content) ? range : 0..<0
        sink.scalar(ScalarNode(nodeStart: place.lowerBound, range: place, style: style, content: content))
    }
}
