import Glibc

/// Writes down the nodes of a record so that two states of it can be compared: structure, values, styles, tags and
/// anchors, but no places.
///
/// With changes it writes what the record will hold when they are made.
struct NodeLog: NodeSink, Equatable {
    static let provesEdits = true

    private var bytes: [UInt8] = []
    private var ordinal = 0
    private let changes: [NodeChange]
    /// The longest string of JSON, in bytes, that is compared by what it says and not as it is written, so that one with
    /// escapes can be changed; longer ones are not decoded, to save time.
    private static let longestDecoded = 4_096
    private var nextChange = 0
    /// The next node is the value of a pair to be removed.
    private var isInRemovedPair = false

    let bodies: BodySettings?

    /// - Parameters:
    ///   - changes: In the order of their nodes.
    ///   - bodies: How bodies are read; nil where they are not.
    init(applying changes: [NodeChange] = [], bodies: BodySettings? = nil) {
        self.changes = changes
        self.bodies = bodies
    }

    static func == (left: NodeLog, right: NodeLog) -> Bool { left.bytes == right.bytes }

    mutating func beginDocument() { bytes.append(UInt8(ascii: "D")) }

    mutating func beginCollection(_ node: CollectionNode) {
        ordinal += 1
        bytes.append(UInt8(ascii: node.isMapping ? "{" : "["))
        append(node.properties)
    }

    mutating func endCollection() { bytes.append(UInt8(ascii: ")")) }

    func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool { false }

    mutating func scalar(_ node: ScalarNode) {
        ordinal += 1
        appendInsertions(before: true)
        if takeRemoval() { return }
        if let pair = takeSides(of: node) {
            append(pair, node.properties)
        } else if var literal = takeReplacement() {
            if node.style == .cell { literal.text = Self.text(of: node, with: literal.text) }
            append(literal, node.properties)
        } else if node.hasEscapes, node.content.count <= Self.longestDecoded {
            JSONString.decoded(node.content).withUnsafeBytes {
                append($0, node.style, hasEscapes: false, node.properties)
            }
        } else {
            append(node.content, node.style, hasEscapes: node.hasEscapes, node.properties)
        }
        appendInsertions()
    }

    mutating func alias(_ node: AliasNode) {
        ordinal += 1
        if takeRemoval() { return }
        if let literal = takeReplacement() {
            append(literal, NodeProperties())
        } else {
            bytes.append(UInt8(ascii: "*"))
            append(node.name)
        }
        appendInsertions()
    }

    mutating func element(_ element: BodyElement) {
        ordinal += 1
        bytes.append(UInt8(ascii: "E"))
        append(name: element.name)
        let insertions = takeAttributes()
        for (index, attribute) in element.attributes.enumerated() {
            for insertion in insertions where insertion.index == index { append(insertion) }
            // The name is a node, and so is the value.
            ordinal += 2
            append(name: attribute.name)
            let own = NodeLiteral(text: attribute.text, style: attribute.style)
            append(takeReplacement() ?? takeCandidates(of: own), NodeProperties())
        }
        for insertion in insertions where insertion.index >= element.attributes.count { append(insertion) }
    }

    mutating func beginEmbeddedData(_ name: String) {
        beginDocument()
        append(name: name)
    }

    private mutating func append(_ attribute: NewAttribute) {
        append(name: attribute.name)
        append(attribute.value, NodeProperties())
    }

    private mutating func append(name: String) {
        append(NodeLiteral(text: name, style: .plain), NodeProperties())
    }

    /// The attributes that the current element is to get.
    private mutating func takeAttributes() -> [NewAttribute] {
        var result: [NewAttribute] = []
        while nextChange < changes.count, changes[nextChange].ordinal == ordinal,
            case .insertAttribute(let attribute) = changes[nextChange].action
        {
            result.append(attribute)
            nextChange += 1
        }
        return result
    }

    /// The text of a cell without quotes whose blanks stay around a new value.
    private static func text(of cell: ScalarNode, with value: String) -> String {
        let core = cell.content.rangeWithoutBlanks
        let before = String(decoding: cell.content[..<core.lowerBound], as: UTF8.self)
        return before + value + String(decoding: cell.content[core.upperBound...], as: UTF8.self)
    }

    /// Writes the columns once, not in each row.
    mutating func beginTable(_ columns: [TableColumn]) -> Bool {
        bytes.append(UInt8(ascii: "T"))
        for column in columns {
            column.name.withUnsafeBytes { append($0, column.key.style, hasEscapes: false, NodeProperties()) }
        }
        return true
    }

    mutating func column(_ index: Int) { ordinal += 1 }

    /// Keeps the bytes of the item, which no change may touch.
    mutating func abandonItem(_ failure: ItemFailure) {
        bytes.append(UInt8(ascii: "!"))
        withUnsafeBytes(of: failure.content.count) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: failure.content)
    }

    /// Whether the current node is the key or the value of a pair to be removed.
    private mutating func takeRemoval() -> Bool {
        if isInRemovedPair {
            isInRemovedPair = false
            return true
        }
        guard nextChange < changes.count, changes[nextChange].ordinal == ordinal,
            case .removePair = changes[nextChange].action
        else { return false }
        nextChange += 1
        isInRemovedPair = true
        return true
    }

    /// The value of a `srcset` with the new URLs of its candidates.
    private mutating func takeCandidates(of literal: NodeLiteral) -> NodeLiteral {
        var literal = literal
        while nextChange < changes.count, changes[nextChange].ordinal == ordinal,
            case .replaceCandidate(let number, let url) = changes[nextChange].action
        {
            nextChange += 1
            var bytes = Array(literal.text.utf8)
            let candidates = SourceSet(bytes).candidates
            guard candidates.indices.contains(number) else { continue }
            bytes.replaceSubrange(candidates[number].url, with: Array(url.utf8))
            literal.text = String(decoding: bytes, as: UTF8.self)
        }
        return literal
    }

    /// The current node, a width and a height in one text, with another number on one side or both.
    private mutating func takeSides(of node: ScalarNode) -> NodeLiteral? {
        var result: NodeLiteral?
        while nextChange < changes.count, changes[nextChange].ordinal == ordinal,
            case .replaceSide(let side, let number) = changes[nextChange].action
        {
            nextChange += 1
            result = (result ?? NodeLiteral(text: node.text, style: node.style)).replacing(side, with: number)
        }
        return result
    }

    /// The new value of the current node.
    private mutating func takeReplacement() -> NodeLiteral? {
        guard nextChange < changes.count, changes[nextChange].ordinal == ordinal,
            case .replace(let literal) = changes[nextChange].action
        else { return nil }
        nextChange += 1
        return literal
    }

    /// The pairs that are to come before or after the current node.
    private mutating func appendInsertions(before: Bool = false) {
        while nextChange < changes.count, changes[nextChange].ordinal == ordinal {
            switch changes[nextChange].action {
            case .insertBefore(let key, let value) where before, .insertAfter(let key, let value) where !before:
                append(key, NodeProperties())
                append(value, NodeProperties())
                nextChange += 1
            default: return
            }
        }
    }

    private mutating func append(_ literal: NodeLiteral, _ properties: NodeProperties) {
        Array(literal.text.utf8).withUnsafeBytes {
            append($0, literal.style, hasEscapes: false, properties)
        }
    }

    private mutating func append(
        _ content: UnsafeRawBufferPointer, _ style: Scalar.Style, hasEscapes: Bool, _ properties: NodeProperties
    ) {
        switch style {
        case .plain: bytes.append(UInt8(ascii: "p"))
        case .singleQuoted: bytes.append(UInt8(ascii: "s"))
        case .doubleQuoted: bytes.append(UInt8(ascii: hasEscapes ? "e" : "d"))
        case .block: bytes.append(UInt8(ascii: "b"))
        case .cell: bytes.append(UInt8(ascii: "c"))
        case .quotedCell: bytes.append(UInt8(ascii: "q"))
        case .alias, .collection: bytes.append(UInt8(ascii: "?"))
        }
        withUnsafeBytes(of: content.count) { bytes.append(contentsOf: $0) }
        bytes.append(contentsOf: content)
        append(properties)
    }

    private mutating func append(_ properties: NodeProperties) {
        append(properties.tag)
        append(properties.anchor)
    }

    /// A text that holds no NUL, which ends it in the log; nothing is another thing than an empty one.
    private mutating func append(_ text: UnsafePointer<CChar>?) {
        guard let text else { return bytes.append(0) }
        bytes.append(1)
        bytes.append(contentsOf: UnsafeRawBufferPointer(start: text, count: strlen(text) + 1))
    }
}

/// A change of one node of a record.
struct NodeChange: Sendable {
    enum Action: Sendable {
        case replace(NodeLiteral)
        /// The node, a width and a height in one text, gets another number on one side.
        case replaceSide(SizePair.Side, String)
        /// The node, the value of a `srcset`, gets another URL for one of its candidates.
        case replaceCandidate(number: Int, url: String)
        /// The node, a key, goes with its value.
        case removePair
        /// A pair after the node, which is the value of another pair.
        case insertAfter(key: NodeLiteral, value: NodeLiteral)
        /// A pair before the node, which is a key.
        case insertBefore(key: NodeLiteral, value: NodeLiteral)
        /// An attribute of the node, an element.
        case insertAttribute(NewAttribute)
    }

    /// Number of the node, counted from the start of the record.
    var ordinal: Int
    var action: Action
}

/// A scalar to be written.
struct NodeLiteral: Sendable {
    var text: String
    var style: Scalar.Style
}

/// An attribute that an element is to get.
struct NewAttribute: Sendable {
    /// Its place among the attributes that are there.
    var index: Int
    var name: String
    var value: NodeLiteral
}
