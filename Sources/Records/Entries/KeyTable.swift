import Synchronization

/// What a key means to the search for entries.
struct KeyRole: Sendable {
    private var number: Int32 = -1
    private var place: Int32 = 0
    /// What its words say is about this.
    var subject: UInt32 = 0
    /// What its words say.
    var traits: KeyTraits = []
    var part: EntryPartName?
    var isContainer = false
    /// It is the merge key of YAML, `<<`.
    var isMerge = false

    static let none = KeyRole()

    init() {}

    /// Which of the scalars under such a key matter at all.
    enum ScalarUse {
        case none, images
        /// Those that its words tell something of.
        case told
        /// All, since the vocabulary has the key.
        case part
    }

    @inline(__always)
    var useOfScalars: ScalarUse {
        if number >= 0 || part != nil { return .part }
        if !traits.isDisjoint(with: .heeded) { return .told }
        return traits.contains(.about) ? .none : .images
    }

    init(id: Int) { number = Int32(clamping: id) }

    /// Its place among all keys of the vocabulary; nil for a key that is not in it.
    var id: Int? { number < 0 ? nil : Int(number) }
    /// Its place in the list of keys with the same meaning.
    var rank: Int {
        get { Int(place) }
        set { place = Int32(clamping: newValue) }
    }
}

/// A vocabulary made ready to look up the raw bytes of a key.
struct KeyTable: Sendable {
    private struct Item {
        var bytes: [UInt8]
        var role: KeyRole
    }

    private var items: [Item] = []
    private var places: [[UInt8]: Int] = [:]
    /// The id of `<<`.
    private(set) var mergeKeyID: Int?
    let recognizers: RecognizerSet
    private let classifier: KeyClassifier

    init(_ vocabulary: EntryVocabulary) {
        recognizers = vocabulary.usedRecognizers
        classifier = KeyClassifier(recognizers: vocabulary.usedRecognizers, presets: vocabulary.presets)
        for part in EntryPartName.allCases {
            for (rank, key) in vocabulary.keys(of: part).enumerated() {
                add(key) { role in
                    if role.part == nil {
                        role.part = part
                        role.rank = rank
                    }
                }
            }
        }
        for key in vocabulary.allContainerKeys { add(key) { $0.isContainer = true } }
        add("<<") { $0.isMerge = true }
        mergeKeyID = items.firstIndex { $0.role.isMerge }
        for index in items.indices { classify(&items[index].role, items[index].bytes) }
    }

    private mutating func add(_ key: String, _ change: (inout KeyRole) -> Void) {
        let bytes = Array(key.utf8)
        if bytes.isEmpty { return }
        let index = places[bytes] ?? items.count
        if index == items.count {
            items.append(Item(bytes: bytes, role: KeyRole(id: index)))
            places[bytes] = index
        }
        change(&items[index].role)
    }

    private func classify(_ role: inout KeyRole, _ key: [UInt8]) {
        let found = key.withUnsafeBytes { classifier.classify($0) }
        role.traits = found.traits
        role.subject = found.subject
        switch role.part {
        // What the vocabulary names is the picture of its mapping.
        case .url: role.traits.formUnion(found.traits.isDisjoint(with: .pictures) ? [.file, .main] : .main)
        case .width, .height, .flag: role.traits = []
        case nil: break
        }
    }

    /// The meaning of a key; a run should ask once for each that there is.
    func role(of key: UnsafeRawBufferPointer) -> KeyRole {
        let bytes = Array(key)
        if let index = places[bytes] { return items[index].role }
        var role = KeyRole.none
        classify(&role, bytes)
        return role
    }

    /// The meaning of a column, whose name may differ from the key in the case of ASCII letters.
    func role(ofColumn name: [UInt8]) -> KeyRole {
        let exact = name.withUnsafeBytes { role(of: $0) }
        if exact.part != nil { return exact }
        let item = items.first { item in
            item.role.part != nil && item.bytes.elementsEqual(name) { $0.lowercasedASCII == $1.lowercasedASCII }
        }
        return item?.role ?? exact
    }

    /// The key with that id, and its meaning.
    func name(of id: Int) -> String { String(decoding: items[id].bytes, as: UTF8.self) }
    func role(of id: Int) -> KeyRole { items[id].role }
}

/// A table with the keys that it was asked for last, of which most records have the same few.
struct KeyLookup: Sendable {
    private struct Slot {
        var ends = Ends()
        var count = 0
        /// A long key.
        var name: [UInt8] = []
        var role = KeyRole.none
    }

    /// The first and the last bytes of a key, which are all of a short one.
    private struct Ends: Equatable {
        var first: UInt64 = 0
        var last: UInt64 = 0
    }

    let table: KeyTable
    private var slots = [Slot](repeating: Slot(), count: 512)

    init(_ table: KeyTable) { self.table = table }

    @inline(__always)
    mutating func role(of key: UnsafeRawBufferPointer) -> KeyRole {
        let ends = Self.ends(of: key)
        let hash =
            (ends.first ^ ends.last &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(truncatingIfNeeded: key.count))
            &* 0xD6E8_FEB8_6659_FD93
        let index = Int(truncatingIfNeeded: hash >> 55)
        if holds(key, ends, at: index) { return slots[index].role }
        return search(key, ends, from: index)
    }

    @inline(__always)
    private func holds(_ key: UnsafeRawBufferPointer, _ ends: Ends, at index: Int) -> Bool {
        slots[index].count == key.count && slots[index].ends == ends
            && (key.count <= 16 || slots[index].name.withUnsafeBytes { equalBytes($0, key) })
    }

    /// Looks at the slots behind the one that a key should have, and asks the table.
    private mutating func search(_ key: UnsafeRawBufferPointer, _ ends: Ends, from index: Int) -> KeyRole {
        if key.isEmpty { return .none }
        var place = index
        for step in 1..<4 {
            let next = (index + step) & (slots.count - 1)
            if holds(key, ends, at: next) { return slots[next].role }
            if slots[place].count > 0 { place = next }
        }
        if slots[place].count > 0 { place = index }
        let role = table.role(of: key)
        slots[place] = Slot(ends: ends, count: key.count, name: key.count > 16 ? Array(key) : [], role: role)
        return role
    }

    @inline(__always)
    private static func ends(of key: UnsafeRawBufferPointer) -> Ends {
        let count = key.count
        if count >= 8 {
            return Ends(
                first: key.loadUnaligned(as: UInt64.self),
                last: key.loadUnaligned(fromByteOffset: count &- 8, as: UInt64.self))
        }
        if count >= 4 {
            let low = key.loadUnaligned(as: UInt32.self)
            return Ends(
                first: UInt64(low), last: UInt64(key.loadUnaligned(fromByteOffset: count &- 4, as: UInt32.self)))
        }
        if count == 0 { return Ends() }
        return Ends(first: UInt64(key[0]) | UInt64(key[count >> 1]) << 8 | UInt64(key[count &- 1]) << 16)
    }
}

/// The lookups of the vocabulary used last, since nearly always all records of a run share one.
final class KeyLookupPool: Sendable {
    static let shared = KeyLookupPool()

    private let last = Mutex<(vocabulary: EntryVocabulary, table: KeyTable, idle: [KeyLookup])?>(nil)

    /// A lookup for nobody else's use.
    func take(for vocabulary: EntryVocabulary) -> KeyLookup {
        last.withLock { last in
            guard last?.vocabulary == vocabulary, let table = last?.table else {
                let table = KeyTable(vocabulary)
                last = (vocabulary, table, [])
                return KeyLookup(table)
            }
            return last?.idle.popLast() ?? KeyLookup(table)
        }
    }

    /// Gives one back, with what it has learned.
    func putBack(_ lookup: consuming KeyLookup, of vocabulary: EntryVocabulary) {
        let lookup = lookup
        last.withLock { last in
            if last?.vocabulary == vocabulary, last.map({ $0.idle.count < 64 }) == true { last?.idle.append(lookup) }
        }
    }
}
