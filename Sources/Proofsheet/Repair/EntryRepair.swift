import Auditing
import Records

/// The changes that one entry needs, and by what it is known again when its record is read to be written.
struct EntryRepair: Sendable {
    /// One value of the entry, and what it is to say.
    struct Change: Sendable, Hashable {
        var field: EntryField
        var value: FieldValue
    }

    let path: String
    /// As the record has it.
    let url: String
    private let base: BaseReference?
    private let width: DeclaredLength
    private let height: DeclaredLength
    private let flag: DeclaredFlag
    /// How the flag says that the image is not cached.
    private let falseFlag: FieldValue
    private(set) var changes: [Change] = []

    init(of entry: ImageEntry, in record: Record, falseFlag: FalseFlag) {
        base = record.base(of: entry)
        self.falseFlag = entry.flagValue(isCached: false, falseFlag: falseFlag)
        path = entry.path
        url = entry.url.text
        width = entry.declaredWidth
        height = entry.declaredHeight
        flag = entry.declaredFlag
    }

    mutating func add(_ change: FieldChange) {
        let change = Change(field: change.field, value: change.value)
        // Two rules may each have a better URL: the first goes first, and the other is for the next run.
        if change.field == .url, newURL != nil { return }
        if !changes.contains(change) { changes.append(change) }
    }

    /// Leaves the flag out of an entry that has none.
    mutating func removeNewFlag() {
        if flag == .absent { changes.removeAll { $0.field == .flag } }
    }

    /// The URL that the entry is to have; nil where it keeps its own.
    var newURL: String? {
        for change in changes { if case .url(let text) = change.value { return text } }
        return nil
    }

    /// What a URL of the entry says once the `<base>` of its page has had its say.
    func reference(_ url: String) -> String { base?.resolve(url) ?? url }

    /// Leaves the URL as it is.
    mutating func keepURL() { changes.removeAll { $0.field == .url } }

    /// Has no flag say that the image is cached, since nothing is known of it under its new URL.
    mutating func loseFlag() {
        changes.removeAll { $0.field == .flag }
        switch flag {
        case .boolean(true), .legacyBoolean(true), .spelledBoolean(true):
            changes.append(Change(field: .flag, value: falseFlag))
        default: break
        }
    }

    /// Which of the changes an entry with the same path needs, and how many no longer make sense.
    ///
    /// A change makes sense for the same image and the same old value, of a size both its sides; one that somebody else
    /// has made is not needed.
    func changes(of entry: ImageEntry) -> (needed: [Change], senseless: Int) {
        guard entry.url.text == url else {
            let isMade = changes.contains { $0.field == .url && $0.value.isDeclared(by: entry, as: .url) }
            return ([], changes.count - (isMade ? 1 : 0))
        }
        let hasSameSize = entry.declaredWidth == width && entry.declaredHeight == height
        let hasSameFlag = entry.declaredFlag == flag
        var needed: [Change] = []
        var senseless = 0
        for change in changes {
            let isSame =
                switch change.field {
                case .flag: hasSameFlag
                case .width, .height: hasSameSize
                case .url: true
                }
            if isSame {
                needed.append(change)
            } else if !change.value.isDeclared(by: entry, as: change.field) {
                senseless += 1
            }
        }
        return (needed, senseless)
    }
}

/// The changes that a record which is being read still needs, found by the paths of its entries.
struct PendingChanges {
    private let entries: [EntryRepair]
    /// The first of the entries with a path that has not turned up yet.
    private var places: [String: Int] = [:]
    /// The next entry with the same path, which only a record that nobody should edit has.
    private var successors: [Int: Int] = [:]
    /// Changes that were not taken over, for what they were about is no longer the same.
    private(set) var senseless = 0

    init(_ entries: [EntryRepair]) {
        self.entries = entries
        places.reserveCapacity(entries.count)
        for index in entries.indices.reversed() {
            if let later = places.updateValue(index, forKey: entries[index].path) { successors[index] = later }
        }
    }

    /// The changes of a part of the record, which comes after those that were asked for before.
    mutating func take(for record: Record) -> [FieldChange] {
        var result: [FieldChange] = []
        for (index, entry) in record.entries.enumerated() {
            guard let place = places[entry.path] else { continue }
            places[entry.path] = successors[place]
            let changes = entries[place].changes(of: entry)
            senseless += changes.senseless
            result += changes.needed.map { FieldChange(entryIndex: index, field: $0.field, value: $0.value) }
        }
        return result
    }

    /// Counts the changes of the entries that did not turn up, once the whole record has been read.
    mutating func finish() {
        for var place in places.values {
            senseless += entries[place].changes.count
            while let next = successors[place] {
                senseless += entries[next].changes.count
                place = next
            }
        }
        places = [:]
    }
}
