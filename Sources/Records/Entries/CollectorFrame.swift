/// What the search for entries knows of an open collection.
struct CollectorFrame {
    var isMapping: Bool
    var layout: EntryLayout
    /// The next node is a key.
    private(set) var expectsKey: Bool
    /// Of the current key.
    private(set) var role = KeyRole.none
    private(set) var key = KeyPlacement(nodeStart: 0, range: 0..<0, style: .plain)
    /// The current key is a scalar, so that it has a name.
    private(set) var hasScalarKey = false
    /// Number of pairs or items before the current one.
    private(set) var index: Int
    /// Where the bytes of the current key start among those of all frames.
    var keyStart = 0
    /// Number of entries found before it began.
    var firstEntry = 0
    /// It is the value of a container key, or below one with nothing but sequences in between.
    var isInContainer = false
    /// It takes pairs over from another mapping (the YAML 1.1 type `merge`).
    var hasMergeKey = false
    /// A key on the way to it that its mapping has twice; those of no meaning are negative.
    @Compact var ambiguousKey: Int? = nil
    /// Such a key of its own, and the current key where it is one.
    @Compact private(set) var ownAmbiguousKey: Int? = nil
    @Compact private(set) var currentAmbiguousKey: Int? = nil
    /// Number of parts found before it began; its own come behind them.
    var firstPart = 0
    /// It is anchored, or an item of an anchored sequence, or a merge value: other mappings may take over what it has.
    var isOperand = false
    /// It is the value of a merge key, or an item of that, and so a part of the mapping around it.
    var isMergeValue = false
    /// Starts of itself and of the sequence that it is an item of, where these are anchored.
    @Compact var anchoredAt: Int? = nil
    @Compact var listAnchoredAt: Int? = nil
    /// Where what it takes over from others is kept.
    @Compact var scope: Int? = nil
    /// What the key above it says of what stands in it.
    var context = FrameContext()
    /// Keys of the vocabulary that it has, and those that it has twice, a bit each.
    private var seen: UInt64 = 0
    private var repeated: UInt64 = 0

    /// - Parameter firstIndex: Number of its first pair or item.
    init(isMapping: Bool, layout: EntryLayout, firstIndex: Int = 0) {
        self.isMapping = isMapping
        self.layout = layout
        index = firstIndex
        expectsKey = isMapping
    }

    /// Takes a scalar key, or another one as nil.
    mutating func beginValue(role: KeyRole, key: KeyPlacement?) {
        expectsKey = false
        self.role = role
        hasScalarKey = key != nil
        currentAmbiguousKey = nil
        if let key { self.key = key }
    }

    /// Takes the current key for one that the parser found twice.
    mutating func noteRepeated(_ key: Int) {
        ownAmbiguousKey = ownAmbiguousKey ?? key
        currentAmbiguousKey = key
    }

    /// The next node, where it is a mapping, would be merged into it: it follows a merge key, or is an item.
    var takesOperand: Bool { isMapping ? role.isMerge && !expectsKey : isOperand }

    /// Takes a key of its own, or one that it takes over, for one that is there twice.
    mutating func noteAmbiguous(_ key: Int) { ownAmbiguousKey = ownAmbiguousKey ?? key }

    /// A key, value or item is complete.
    mutating func finishChild() {
        if expectsKey {
            beginValue(role: .none, key: nil)
        } else {
            expectsKey = isMapping
            hasScalarKey = false
            index += 1
        }
    }

    /// A key and its value are complete that mean nothing.
    @inline(__always)
    mutating func skipPair() { index += 1 }

    /// Goes on behind the item with that number.
    mutating func skipItem(_ index: Int) {
        self.index = index
        finishChild()
    }

    /// Notes a key of the vocabulary; true at its second time.
    mutating func note(_ id: Int) -> Bool {
        // The keys of the parts come first; beyond 64 keys only containers lose the check.
        if id >= 64 { return false }
        let bit: UInt64 = 1 << UInt64(id)
        defer { seen |= bit }
        if seen & bit == 0 || repeated & bit != 0 { return false }
        repeated |= bit
        return true
    }

    func isRepeated(_ id: Int) -> Bool { id < 64 && repeated & (1 << UInt64(id)) != 0 }

    /// The first key of the vocabulary that it has twice.
    var repeatedKey: Int? { repeated == 0 ? ownAmbiguousKey : repeated.trailingZeroBitCount }
}
