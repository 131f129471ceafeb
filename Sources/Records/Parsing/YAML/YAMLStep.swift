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
    /// It is a scalar key, whose value follows, and has no escapes.
    let isKey: Bool
    private let lowerBound: UInt32
    private let upperBound: UInt32

    /// - Parameter range: Below 4 GiB.
    init(_ kind: Kind, _ range: Range<Int>, isKey: Bool = false) {
        self.kind = kind
        self.isKey = isKey
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
    mutating func append(_ kind: YAMLStep.Kind, _ range: Range<Int>, isKey: Bool = false) {
        steps.append(YAMLStep(kind, range, isKey: isKey))
    }

    /// Takes a scalar whose content has been put behind `decoded`.
    mutating func appendDecoded(_ kind: YAMLStep.Kind, _ range: Range<Int>) {
        steps.append(YAMLStep(kind, range))
        ends.append(decoded.count)
    }

    /// Hands the nodes to a sink as `YAMLParser` does, and with the same places, but for pairs that it has no use for.
    func replay<Sink: NodeSink>(from source: SourceBytes, into sink: inout Sink) {
        sink.beginDocument()
        decoded.withUnsafeBytes { decoded in
            steps.withUnsafeBufferPointer { steps in
                var contents = ScalarContents(source: source, decoded: decoded, ends: ends)
                var index = 0
                while index < steps.count {
                    let step = steps[index]
                    index += 1
                    switch step.kind {
                    case .blockMapping, .blockSequence, .flowMapping, .flowSequence:
                        let isFlow = step.kind == .flowMapping || step.kind == .flowSequence
                        sink.beginCollection(
                            CollectionNode(
                                isMapping: step.kind == .blockMapping || step.kind == .flowMapping,
                                layout: EntryLayout(kind: isFlow ? .flow : .block, start: step.range.lowerBound)))
                    case .end: sink.endCollection()
                    default:
                        let content = contents.next(step)
                        if step.isKey, index < steps.count, steps[index].kind.isScalar {
                            let value = contents.next(steps[index])
                            if !sink.passesOver(key: content, value: value) {
                                Self.scalar(step, content, &sink)
                                Self.scalar(steps[index], value, &sink)
                            }
                            index += 1
                        } else {
                            Self.scalar(step, content, &sink)
                        }
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func scalar<Sink: NodeSink>(
        _ step: YAMLStep, _ content: UnsafeRawBufferPointer, _ sink: inout Sink
    ) {
        let range = step.range
        sink.scalar(ScalarNode(nodeStart: range.lowerBound, range: range, style: step.kind.style, content: content))
    }
}

/// Goes through the contents of the scalars of a document.
private struct ScalarContents {
    let source: SourceBytes
    let decoded: UnsafeRawBufferPointer
    let ends: [Int]
    /// Number of decoded contents so far, and where the last of them ends.
    private var count = 0
    private var end = 0

    init(source: SourceBytes, decoded: UnsafeRawBufferPointer, ends: [Int]) {
        self.source = source
        self.decoded = decoded
        self.ends = ends
    }

    /// The content of the next scalar.
    @inline(__always)
    mutating func next(_ step: YAMLStep) -> UnsafeRawBufferPointer {
        let range = step.range
        switch step.kind {
        case .singleQuoted, .doubleQuoted: return source.slice(range.lowerBound + 1..<range.upperBound - 1)
        case .escapedSingleQuoted, .escapedDoubleQuoted, .block:
            let start = end
            end = ends[count]
            count += 1
            return UnsafeRawBufferPointer(rebasing: decoded[start..<end])
        default: return source.slice(range)
        }
    }
}

extension YAMLStep.Kind {
    fileprivate var isScalar: Bool { rawValue <= YAMLStep.Kind.empty.rawValue }

    /// Of a scalar.
    fileprivate var style: Scalar.Style {
        switch self {
        case .singleQuoted, .escapedSingleQuoted: .singleQuoted
        case .doubleQuoted, .escapedDoubleQuoted: .doubleQuoted
        case .block: .block
        default: .plain
        }
    }
}
