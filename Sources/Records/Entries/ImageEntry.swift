/// A place in a record that names one image: a mapping, a string, or an element of a body.
package struct ImageEntry: Sendable {
    /// Where it is in the record: `images[0]`, `related[2].images[0]`, `image`.
    ///
    /// A key that is no plain identifier is quoted, `["a b"].images[0]`; the whole document is `.`; the second
    /// document of a YAML file and those after it have their number in front, `#2.images[0]`. Lines of NDJSON and rows of
    /// tables are numbered, `[0]`.
    package let path: String
    /// Why it must never be edited, as a clause; nil for nearly all.
    package internal(set) var ambiguity: String?

    private(set) var urlPart: EntryPart
    private(set) var widthPart: EntryPart?
    private(set) var heightPart: EntryPart?
    private(set) var flagPart: EntryPart?
    let layout: EntryLayout
    /// Without its flag it would still be an entry, and say that it has none.
    let canLoseFlag: Bool
    /// What it has to do with merges; nil for nearly all, which stay small so.
    var merge: EntryMerge?
    package let kind: EntryKind
    /// What an element of a body says beside the values; nil of data.
    let body: BodyPlacement?
    /// Why the program takes it for an image.
    package let reason: EntryReason
    let form: EntryForm
    private let wantsSize: Bool

    init(
        path: String, ambiguity: String?, urlPart: EntryPart, widthPart: EntryPart?, heightPart: EntryPart?,
        flagPart: EntryPart?, layout: EntryLayout, canLoseFlag: Bool, merge: EntryMerge?, kind: EntryKind,
        body: BodyPlacement? = nil, reason: EntryReason = .element, form: EntryForm = .element, takesSize: Bool = false
    ) {
        self.path = path
        self.ambiguity = ambiguity
        self.urlPart = urlPart
        self.widthPart = widthPart
        self.heightPart = heightPart
        self.flagPart = flagPart
        self.layout = layout
        self.canLoseFlag = canLoseFlag
        self.merge = merge
        self.kind = kind
        self.body = body
        self.reason = reason
        self.form = form
        wantsSize = takesSize
    }

    /// Byte of the record where it starts: its mapping or element, or its string.
    var start: Int {
        switch form {
        case .mapping, .mappingWithOtherSizes, .element: layout.start
        case .string, .stringWithSizes: urlPart.scalar.range.lowerBound
        }
    }

    /// The values as they stand in the record; nil where the entry has no such key.
    package var url: Scalar { urlPart.scalar }
    package var width: Scalar? { widthPart?.scalar }
    package var height: Scalar? { heightPart?.scalar }
    package var flag: Scalar? { flagPart?.scalar }

    /// What the values mean.
    package var declaredWidth: DeclaredLength { widthPart.map { DeclaredLength($0.value) } ?? .absent }
    package var declaredHeight: DeclaredLength { heightPart.map { DeclaredLength($0.value) } ?? .absent }
    package var declaredFlag: DeclaredFlag { flagPart.map { DeclaredFlag($0.value) } ?? .absent }

    /// What a candidate of `srcset` says of its image; nil of all others.
    package var descriptor: CandidateDescriptor? { body?.descriptor }

    /// A width and height are worth asking for where it declares none.
    package var takesSize: Bool { body.map(\.takesSize) ?? wantsSize }

    /// It may have a flag.
    package var takesFlag: Bool { kind == .data && (form == .mapping || form == .mappingWithOtherSizes) }

    func part(_ name: EntryPartName) -> EntryPart? {
        switch name {
        case .url: urlPart
        case .width: widthPart
        case .height: heightPart
        case .flag: flagPart
        }
    }

    /// Whether it stands under that path, or at it.
    func isBelow(_ other: String) -> Bool {
        guard path.hasPrefix(other) else { return false }
        let next = path.utf8.dropFirst(other.utf8.count).first
        return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
    }

    /// Notes which parts are among the nodes whose values others take over with `<<`.
    mutating func markLent(_ ordinals: Set<Int>) {
        urlPart.markLent(ordinals)
        widthPart?.markLent(ordinals)
        heightPart?.markLent(ordinals)
        flagPart?.markLent(ordinals)
    }

    /// The part, where the entry's own mapping has its key.
    func ownPart(_ name: EntryPartName) -> EntryPart? {
        guard let part = part(name), !part.isInherited else { return nil }
        return part
    }

    /// The parts of its own mapping in the order in which they stand in the record.
    var partsInOrder: [EntryPart] {
        EntryPartName.allCases.compactMap(ownPart).filter { !$0.isElsewhere }.sorted {
            $0.key.nodeStart < $1.key.nodeStart
        }
    }
}

/// What stands for the image in the record.
enum EntryForm: Sendable {
    /// A mapping with the keys of the vocabulary.
    case mapping
    /// A mapping whose width and height have other names, or stand deeper.
    case mappingWithOtherSizes
    /// A string, to which nothing can be added.
    case string
    /// A string beside sizes of the same name.
    case stringWithSizes
    /// A construct of a body or page.
    case element
}

/// What an entry takes over from other mappings with `<<`, and they from it.
final class EntryMerge: Sendable {
    /// The first `<<` pair of its mapping.
    let pair: EntryPart?
    /// Starts of its mapping and of the sequence that it is an item of, where these are anchored.
    let anchors: [Int]
    /// Fields that other mappings take over where this one comes to have them.
    let lentFields: FieldSet

    init(pair: EntryPart?, anchors: [Int], lentFields: FieldSet = []) {
        self.pair = pair
        self.anchors = anchors
        self.lentFields = lentFields
    }
}

/// A key of an entry and its value.
struct EntryPart: Sendable {
    var key: KeyPlacement
    var scalar: Scalar
    /// Quoted, a block scalar, or tagged as something other than a boolean; of an alias, its target.
    var isString: Bool
    /// Number of the value's node, counted from the start of the record.
    var ordinal: Int
    /// Place of the key in the vocabulary's list.
    var rank: Int
    /// Where the node starts that an anchor gives a name to; nil without an anchor.
    @Compact var anchoredAt: Int?
    /// It comes from another mapping with `<<`; then its scalar stands where the alias does that brings it.
    var isInherited = false
    /// Another entry takes this value over with `<<`, and would change with it.
    var isLent = false
    /// It stands in a mapping below that of the entry.
    var isElsewhere = false
    /// It is the number of a mapping that is the value of its key, so that no other key can follow it there.
    var isQuantity = false
    /// It is one side of a text that has both, `192x192`.
    var side: SizePair.Side?

    mutating func markLent(_ ordinals: Set<Int>) {
        if !isInherited, ordinals.contains(ordinal) { isLent = true }
    }

    var value: ScalarValue {
        ScalarValue(
            text: scalar.text, isString: isString, isCollection: scalar.style == .collection,
            isCell: scalar.style.isCell)
    }
}

/// Where a key stands.
struct KeyPlacement: Sendable {
    /// Start of its tag or anchor, or of the dotted key of TOML that it is the last part of, else of the key.
    var nodeStart: Int
    /// The key itself, quotes included.
    var range: Range<Int>
    var style: Scalar.Style
}

/// How the mapping of an entry is written.
struct EntryLayout: Sendable {
    enum Kind: Sendable {
        /// A line a key, by indentation.
        case block
        /// In braces: JSON, and YAML's flow style.
        case flow
        /// A row of a table.
        case row
        /// A lone pair within brackets, `[url: a]`, which cannot hold a second one.
        case pairInSequence
        /// A line a key, in TOML.
        case table
        /// In the braces of TOML.
        case inlineTable
        /// No mapping, but the URL alone, so that nothing can be added.
        case bare
        /// A construct of a body or page.
        case element

        var isTOML: Bool { self == .table || self == .inlineTable }
    }

    var kind: Kind
    /// Start of the mapping.
    var start: Int
}
