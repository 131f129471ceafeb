import Synchronization

/// What a key means to the search for entries.
struct KeyRole: Sendable {
    /// Its place among all keys of the vocabulary; nil for a key that is not in it.
    var id: Int?
    var part: EntryPartName?
    /// Its place in the list of keys with the same meaning.
    var rank = 0
    var isContainer = false
    /// It is the merge key of YAML, `<<`.
    var isMerge = false

    static let none = KeyRole()
}

/// A vocabulary made ready to look up the raw bytes of a key.
struct KeyTable: Sendable {
    private struct Item {
        var bytes: [UInt8]
        var role: KeyRole
    }

    private var items: [Item] = []
    /// The id of `<<`.
    private(set) var mergeKeyID: Int?
    /// For each length of keys, the longest ones together, where they are among the items.
    private var indices = [[Int]](repeating: [], count: 32)
    /// For each such length the first bytes that occur, by their low five bits.
    private var firstBytes = [UInt32](repeating: 0, count: 32)

    init(_ vocabulary: EntryVocabulary) {
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
        for key in vocabulary.containerKeys { add(key) { $0.isContainer = true } }
        add("<<") { $0.isMerge = true }
        mergeKeyID = items.firstIndex { $0.role.isMerge }
    }

    private mutating func add(_ key: String, _ change: (inout KeyRole) -> Void) {
        let bytes = Array(key.utf8)
        guard let first = bytes.first else { return }
        let index = items.firstIndex { $0.bytes == bytes } ?? items.count
        if index == items.count {
            items.append(Item(bytes: bytes, role: KeyRole(id: index)))
            indices[min(bytes.count, 31)].append(index)
        }
        change(&items[index].role)
        firstBytes[min(bytes.count, 31)] |= 1 << UInt32(first & 31)
    }

    /// The meaning of a key.
    @inline(__always)
    func role(of key: UnsafeRawBufferPointer) -> KeyRole {
        guard let first = key.first, firstBytes[min(key.count, 31)] & (1 << UInt32(first & 31)) != 0 else {
            return .none
        }
        return search(key)
    }

    /// The meaning of a column, whose name may differ from the key in the case of ASCII letters.
    func role(ofColumn name: [UInt8]) -> KeyRole {
        let exact = name.withUnsafeBytes { role(of: $0) }
        if exact.part != nil { return exact }
        let item = items.first { item in
            item.role.part != nil && item.bytes.elementsEqual(name) { $0.lowercasedASCII == $1.lowercasedASCII }
        }
        return item?.role ?? .none
    }

    /// The key with that id.
    func name(of id: Int) -> String { String(decoding: items[id].bytes, as: UTF8.self) }

    private func search(_ key: UnsafeRawBufferPointer) -> KeyRole {
        for index in indices[min(key.count, 31)] {
            let isEqual = items[index].bytes.withUnsafeBytes { equalBytes($0, key) }
            if isEqual { return items[index].role }
        }
        return .none
    }
}

/// The table of the vocabulary used last, since nearly always all records of a run share one.
final class KeyTableCache: Sendable {
    static let shared = KeyTableCache()

    private let last = Mutex<(vocabulary: EntryVocabulary, table: KeyTable)?>(nil)

    func table(for vocabulary: EntryVocabulary) -> KeyTable {
        last.withLock { last in
            if let last, last.vocabulary == vocabulary { return last.table }
            let table = KeyTable(vocabulary)
            last = (vocabulary, table)
            return table
        }
    }
}
