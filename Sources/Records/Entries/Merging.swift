/// What a mapping takes over from others (the YAML 1.1 type `merge`, https://yaml.org/type/merge.html), or what a
/// sequence of mappings would give.
struct MergeScope {
    /// The first `<<` pair; nil for a sequence.
    private(set) var pair: EntryPart?
    /// The keys of the vocabulary that come in; of one key the value that counts.
    private(set) var parts: [CollectedPart] = []
    /// Anchored collections that it refers to, by where they start.
    fileprivate(set) var referents: [Int] = []
    /// Nothing but mappings so far, so that it may be merged.
    fileprivate(set) var isUsable = true
    /// A key that one of the merged mappings has twice.
    private(set) var repeatedKey: Int?
    /// Two `<<` pairs bring the same key, and readers differ on which counts.
    private(set) var hasConflict = false
    /// Parts of the pairs before the current one.
    private var earlierParts = 0

    fileprivate init() {}

    /// The key that makes what it brings ambiguous.
    func ambiguousKey(in table: KeyTable) -> Int? { hasConflict ? table.mergeKeyID : repeatedKey }

    mutating func beginPair(_ part: EntryPart) {
        if pair == nil { pair = part }
        earlierParts = parts.count
    }

    /// Takes the keys that it does not have yet; through an alias they stand where that stands.
    fileprivate mutating func add(_ source: MergeSource, through alias: Range<Int>?) {
        repeatedKey = repeatedKey ?? source.repeatedKey
        for var new in source.parts {
            if let index = parts.firstIndex(where: { $0.keyID == new.keyID }) {
                if index < earlierParts { hasConflict = true }
                continue
            }
            new.part.isInherited = true
            if let alias {
                new.part.scalar.range = alias
                if new.part.scalar.style != .collection { new.part.scalar.style = .alias }
            }
            parts.append(new)
        }
    }
}

/// The keys of the vocabulary that a mapping has, its merges included.
struct MergeSource {
    var parts: [CollectedPart]
    var repeatedKey: Int?
    /// Anchored mappings among the items of a sequence.
    var items: [Int] = []
}

extension MergeSource {
    /// The keys of a mapping; of one that is there twice, the first.
    init(parts: ArraySlice<CollectedPart>, repeatedKey: Int?) {
        self.init(parts: [], repeatedKey: repeatedKey)
        for part in parts where !self.parts.contains(where: { $0.keyID == part.keyID }) { self.parts.append(part) }
    }
}

/// A key of the vocabulary with its value.
struct CollectedPart {
    var part: EntryPart
    var name: EntryPartName
    /// Of the key in the vocabulary.
    var keyID: Int
}

/// Fields of an entry.
struct FieldSet: OptionSet, Sendable {
    var rawValue: UInt8

    init(rawValue: UInt8) { self.rawValue = rawValue }
    init(_ name: EntryPartName) { rawValue = 1 << UInt8(name.rawValue) }

    static let all = FieldSet(rawValue: 0xF)
}

/// Follows the merges of a document without expanding one: a reference costs as many steps as the vocabulary has keys.
///
/// An anchored mapping is known once it has ended, so that one which refers to itself takes nothing over.
struct Merging {
    /// Of the open collections that need one, the outermost first.
    private var scopes: [MergeScope] = []
    /// The anchored mappings, and sequences of them, by where they start.
    private var sources: [Int: MergeSource] = [:]
    /// The fields that others take over where these collections come to have them.
    private var lentFields: [Int: FieldSet] = [:]
    /// The values that entries take over, by the numbers of their nodes.
    private var lentValues: Set<Int> = []

    /// Whether anything takes something over from another.
    var hasLoans: Bool { !lentFields.isEmpty || !lentValues.isEmpty }

    subscript(scope: Int) -> MergeScope { scopes[scope] }

    /// The scope of a collection, made at its first use.
    private mutating func scope(of frame: inout CollectorFrame) -> Int {
        if let scope = frame.scope { return scope }
        frame.scope = scopes.count
        scopes.append(MergeScope())
        return scopes.count - 1
    }

    mutating func beginPair(_ part: EntryPart, in frame: inout CollectorFrame) {
        let scope = scope(of: &frame)
        scopes[scope].beginPair(part)
    }

    /// Takes an alias that is the value of a merge key, or an item of a sequence that may be one.
    mutating func add(_ alias: AliasNode, to frame: inout CollectorFrame) {
        let scope = scope(of: &frame)
        if alias.target.isMapping || (frame.isMapping && alias.target.isCollection) {
            guard let source = sources[alias.target.nodeStart] else { return }
            scopes[scope].referents.append(alias.target.nodeStart)
            scopes[scope].add(source, through: alias.range)
        } else if !frame.isMapping {
            scopes[scope].isUsable = false
        }
    }

    mutating func add(_ source: MergeSource, to frame: inout CollectorFrame) {
        let scope = scope(of: &frame)
        scopes[scope].add(source, through: nil)
        scopes[scope].referents += source.items
    }

    /// Takes note of an item that is no mapping.
    mutating func spoil(_ frame: inout CollectorFrame) {
        let scope = scope(of: &frame)
        scopes[scope].isUsable = false
    }

    /// Ends the scope of a mapping whose own keys have a value for some fields.
    mutating func endMapping(_ frame: CollectorFrame, closedFields: FieldSet) {
        guard frame.scope != nil, let scope = scopes.popLast() else { return }
        for referent in scope.referents { lend(FieldSet.all.subtracting(closedFields), of: referent) }
    }

    /// Ends the scope of a sequence; nil where it cannot be merged.
    mutating func endSequence(_ frame: CollectorFrame) -> MergeSource? {
        guard frame.scope != nil, let scope = scopes.popLast(), scope.isUsable else { return nil }
        return MergeSource(parts: scope.parts, repeatedKey: scope.repeatedKey, items: scope.referents)
    }

    mutating func keep(_ source: MergeSource, anchoredAt start: Int) { sources[start] = source }

    mutating func noteTaken(_ part: EntryPart?) {
        if let part, part.isInherited { lentValues.insert(part.ordinal) }
    }

    private mutating func lend(_ fields: FieldSet, of start: Int) {
        let known = lentFields[start] ?? []
        if fields.isSubset(of: known) { return }
        lentFields[start] = known.union(fields)
        // At most as often for one sequence as there are fields.
        for item in sources[start]?.items ?? [] { lend(fields, of: item) }
    }

    /// Notes in an entry what others take over from it.
    func mark(_ entry: inout ImageEntry) {
        entry.markLent(lentValues)
        guard let merge = entry.merge else { return }
        let fields = merge.anchors.reduce(into: FieldSet()) { $0.formUnion(lentFields[$1] ?? []) }
        entry.merge = EntryMerge(pair: merge.pair, anchors: merge.anchors, lentFields: fields)
    }

    /// Forgets all anchors, which hold for one document.
    mutating func removeAll() {
        scopes.removeAll()
        sources.removeAll()
        lentFields.removeAll()
        lentValues.removeAll()
    }
}
