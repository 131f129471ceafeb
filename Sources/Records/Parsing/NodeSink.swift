/// What takes the nodes of a record, in their order, from a parser.
///
/// Parsers are generic over it and specialised, so that a node costs no dynamic call.
protocol NodeSink {
    /// What is written to records is proved by this sink, and so by libyaml alone.
    static var provesEdits: Bool { get }
    /// A document starts; a file of most formats is one document.
    mutating func beginDocument()
    mutating func beginCollection(_ node: CollectionNode)
    /// The collection that began last ends.
    mutating func endCollection()
    mutating func scalar(_ node: ScalarNode)
    /// Whether the next node, a scalar with that content, must come with its place, which costs time to find.
    ///
    /// Mutating, since the compiler would copy the whole sink for each call otherwise.
    mutating func needsPlace(ofScalar content: UnsafeRawBufferPointer) -> Bool
    /// Takes a pair of scalars, if neither the key nor the value nor their places matter; else false, and they come one
    /// after the other.
    mutating func passesOver(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) -> Bool
    mutating func alias(_ node: AliasNode)
    /// A table follows: a sequence of mappings, each key of which is a column.
    ///
    /// - Returns: False where its rows are of no use, and need not come.
    mutating func beginTable(_ columns: [TableColumn]) -> Bool
    /// The key of the next value, by the number of its column.
    mutating func column(_ index: Int)
    /// A construct of a body or page that names images.
    mutating func element(_ element: BodyElement)
    /// A document follows that stands in an element of a page with that name.
    mutating func beginEmbeddedData(_ name: String)
    /// Relative URLs of the page lead on from this one, which may itself be relative.
    mutating func baseURL(_ url: String)
    /// How bodies are read; nil where they are not.
    var bodies: BodySettings? { get }
    /// An item of the outermost sequence cannot be used: all its nodes that came are void.
    mutating func abandonItem(_ failure: ItemFailure)
    /// A part of the record is in a language that is not read; the rest comes all the same.
    mutating func setAside(_ reason: ParseFailure)
}

extension NodeSink {
    static var provesEdits: Bool { false }
    mutating func passesOver(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) -> Bool { false }
    mutating func baseURL(_ url: String) {}
    mutating func setAside(_ reason: ParseFailure) {}
}

/// The start of a mapping or sequence.
struct CollectionNode {
    var isMapping: Bool
    var layout: EntryLayout
    var properties = NodeProperties()
    /// Start of its anchor or tag, where an anchor gives it a name.
    var anchoredAt: Int?
}

/// A scalar; valid only during the call that brings it.
struct ScalarNode {
    /// Start of its tag or anchor, or of the dotted key of TOML that it is a part of, else of the value.
    ///
    /// This and the range may be 0 where the sink said that it needs no place.
    var nodeStart: Int
    /// The value itself, quotes included; of a block scalar its header line.
    var range: Range<Int>
    var style: Scalar.Style
    /// The decoded value; JSON escapes are still there where `hasEscapes` says so.
    var content: UnsafeRawBufferPointer
    var hasEscapes = false
    var properties = NodeProperties()
    /// It is a key that its table has more than once, which TOML never allows.
    var isRepeatedKey = false

    var text: String {
        hasEscapes
            ? String(decoding: JSONString.decoded(content), as: UTF8.self) : String(decoding: content, as: UTF8.self)
    }

    /// Whether its type is a string whatever its text.
    var isString: Bool {
        switch properties.tagMeaning {
        case .none: style != .plain && !style.isCell
        case .boolean: false
        case .other: true
        }
    }
}

extension ScalarNode {
    /// Whether `<<` is a merge key here, plain or tagged as one, which only YAML has.
    var isMergeKey: Bool {
        guard let tag = properties.tag else { return style == .plain }
        return String(cString: tag) == "tag:yaml.org,2002:merge"
    }
}

extension UnsafeRawBufferPointer {
    /// The bytes without the blanks around them; of nothing but blanks the end.
    var rangeWithoutBlanks: Range<Int> {
        guard let first = firstIndex(where: { !$0.isBlank }) else { return count..<count }
        return first..<(lastIndex { !$0.isBlank } ?? first) + 1
    }
}

/// A reference to an anchored node.
struct AliasNode {
    var range: Range<Int>
    var name: UnsafePointer<CChar>
    var target: AliasTarget
}

/// What an anchor names.
struct AliasTarget {
    /// Start of the anchored node, its anchor or tag included.
    var nodeStart: Int
    /// Decoded; empty for a collection.
    var text: String
    var isString: Bool
    var isCollection: Bool
    var isMapping = false
}

/// Tag and anchor of a node; valid only during the call that brings it.
struct NodeProperties {
    var tag: UnsafePointer<CChar>?
    var anchor: UnsafePointer<CChar>?

    var isPresent: Bool { tag != nil || anchor != nil }

    enum TagMeaning {
        case none, boolean, other
    }

    var tagMeaning: TagMeaning {
        guard let tag else { return .none }
        // The tags of the core schema; the tag of numbers and null does not make a string of a value either.
        return switch String(cString: tag) {
        case "tag:yaml.org,2002:bool": .boolean
        case "tag:yaml.org,2002:null", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float": .none
        default: .other
        }
    }
}

/// Why a record cannot be parsed.
struct ParseFailure: Error {
    /// The byte of the record where it shows.
    var offset: Int
    /// What is wrong and what to do, in one sentence.
    var message: String
    /// The bytes are no UTF-8 text.
    var isOfEncoding = false
}

/// Why one line or row of a record cannot be used while the others can; valid only during the call that brings it.
struct ItemFailure {
    /// Its number among the items, from 0.
    var index: Int
    /// All bytes of the item.
    var range: Range<Int>
    var content: UnsafeRawBufferPointer
    var failure: ParseFailure
    var kind = RecordProblem.Kind.invalid
}

/// The deepest nesting of a record that is read.
///
/// libyaml looks at every open bracket for each token, so that its time is the depth times the size of the file.
let maximumDepth = 256
