import CYaml

/// Reads YAML with libyaml and hands its nodes, with their places in bytes, to a sink.
struct YAMLParser: ~Copyable {
    private let source: SourceBytes
    private let range: Range<Int>
    private var events: YAMLEvents
    private var cursor: CodePointCursor
    private var anchors: [String: AliasTarget] = [:]
    private var depth = 0
    private var documents = 0
    private let maximumDocuments: Int

    /// - Parameter range: The bytes of the record that are YAML, without a byte order mark.
    init(_ source: SourceBytes, range: Range<Int>, maximumDocuments: Int = .max) throws(ParseFailure) {
        self.source = source
        self.range = range
        self.maximumDocuments = maximumDocuments
        cursor = CodePointCursor(source, range: range)
        events = YAMLEvents(source.slice(range))
        // Where there is one document it starts with its marker, and directives would stand before that.
        if maximumDocuments > 1, let directive = YAMLDirectives.firstBeyondLimit(in: source, range) {
            throw ParseFailure(
                offset: directive,
                message: "there are more than \(YAMLDirectives.limit) directives; remove those that are not needed")
        }
    }

    mutating func parse<Sink: NodeSink>(into sink: inout Sink) throws(ParseFailure) {
        while true {
            guard events.next() else { throw YAMLFailure.describe(events, range: range, cursor: &cursor) }
            switch events.kind {
            case YAML_SCALAR_EVENT: scalar(&sink)
            case YAML_MAPPING_START_EVENT, YAML_SEQUENCE_START_EVENT: try beginCollection(&sink)
            case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT:
                depth -= 1
                sink.endCollection()
            case YAML_ALIAS_EVENT: try alias(&sink)
            case YAML_DOCUMENT_START_EVENT: try beginDocument(&sink)
            case YAML_STREAM_END_EVENT: return
            default: break
            }
        }
    }

    private mutating func beginDocument<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        documents += 1
        if documents > maximumDocuments {
            throw ParseFailure(
                offset: cursor.byteOffset(of: events.startIndex),
                message: "a second YAML document starts within the front matter; remove the '---' in front of its text")
        }
        // An anchor holds for its document only (YAML 1.2 §3.2.2.2).
        anchors.removeAll()
        sink.beginDocument()
    }

    @inline(__always)
    private mutating func scalar<Sink: NodeSink>(_ sink: inout Sink) {
        let scalar = events.scalar
        let content = UnsafeRawBufferPointer(start: scalar.pointee.value, count: scalar.pointee.length)
        let properties = NodeProperties(tag: scalar.pointee.tag, anchor: scalar.pointee.anchor)
        let style = Scalar.Style(scalar.pointee.style)
        guard properties.anchor != nil || sink.needsPlace(ofScalar: content) else {
            return sink.scalar(
                ScalarNode(nodeStart: 0, range: 0..<0, style: style, content: content, properties: properties))
        }
        let start = cursor.byteOffset(of: events.startIndex)
        let node = ScalarNode(
            nodeStart: start,
            range: place(from: start, style, isEmpty: content.isEmpty, hasProperties: properties.isPresent),
            style: style, content: content, properties: properties)
        if let anchor = properties.anchor {
            anchors[String(cString: anchor)] = AliasTarget(
                nodeStart: start, text: node.text, isString: node.isString, isCollection: false)
        }
        sink.scalar(node)
    }

    /// The place of the current node's value.
    private mutating func place(
        from nodeStart: Int, _ style: Scalar.Style, isEmpty: Bool, hasProperties: Bool
    ) -> Range<Int> {
        var end = cursor.byteOffset(of: events.endIndex)
        var start = nodeStart
        if hasProperties { start = min(YAMLProperties.end(from: start, in: source), end) }
        if style == .block { end = endOfLine(from: start) }
        if style == .plain, isEmpty { start = end }
        return start..<max(start, end)
    }

    private func endOfLine(from start: Int) -> Int {
        var end = start
        while end < range.upperBound, !source[end].isLineEnd { end += 1 }
        return end
    }

    private mutating func beginCollection<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        let nodeStart = cursor.byteOffset(of: events.startIndex)
        if depth == maximumDepth {
            throw ParseFailure(
                offset: nodeStart, message: "nesting is deeper than \(maximumDepth) levels; flatten the data")
        }
        depth += 1
        let isMapping = events.kind == YAML_MAPPING_START_EVENT
        let isFlow: Bool
        let properties: NodeProperties
        if isMapping {
            let data = events.mapping
            isFlow = data.pointee.style == YAML_FLOW_MAPPING_STYLE
            properties = NodeProperties(tag: data.pointee.tag, anchor: data.pointee.anchor)
        } else {
            let data = events.sequence
            isFlow = data.pointee.style == YAML_FLOW_SEQUENCE_STYLE
            properties = NodeProperties(tag: data.pointee.tag, anchor: data.pointee.anchor)
        }
        if let anchor = properties.anchor {
            anchors[String(cString: anchor)] = AliasTarget(
                nodeStart: nodeStart, text: "", isString: false, isCollection: true, isMapping: isMapping)
        }
        // The end mark of the event is that of its first token: a bracket, or nothing in the block style.
        let end = cursor.byteOffset(of: events.endIndex)
        var layout = EntryLayout(kind: .block, start: end)
        if isFlow {
            let hasBracket = end > nodeStart && source[end - 1] == UInt8(ascii: isMapping ? "{" : "[")
            layout = EntryLayout(
                kind: hasBracket ? .flow : .pairInSequence, start: hasBracket ? end - 1 : nodeStart)
        }
        sink.beginCollection(
            CollectionNode(
                isMapping: isMapping, layout: layout, properties: properties,
                anchoredAt: properties.anchor == nil ? nil : nodeStart))
    }

    private mutating func alias<Sink: NodeSink>(_ sink: inout Sink) throws(ParseFailure) {
        guard let bytes = events.alias.pointee.anchor else { return }
        let start = cursor.byteOffset(of: events.startIndex)
        let range = start..<max(start, cursor.byteOffset(of: events.endIndex))
        try bytes.withMemoryRebound(to: CChar.self, capacity: 1) { name throws(ParseFailure) in
            let text = String(cString: name)
            guard let target = anchors[text] else {
                throw ParseFailure(
                    offset: start,
                    message: "nothing above is anchored as '&\(text)'; add the anchor, or write the value")
            }
            sink.alias(AliasNode(range: range, name: name, target: target))
        }
    }
}

extension Scalar.Style {
    init(_ style: yaml_scalar_style_t) {
        self =
            switch style {
            case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
            case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
            case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
            default: .plain
            }
    }
}

extension NodeProperties {
    init(tag: UnsafeMutablePointer<yaml_char_t>?, anchor: UnsafeMutablePointer<yaml_char_t>?) {
        self.init(
            tag: tag.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) },
            anchor: anchor.map { UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self) })
    }
}
