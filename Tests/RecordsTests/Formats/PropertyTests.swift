import TestSupport
import Testing

@testable import Records

@Suite("Random documents and edits")
struct PropertyTests {
    private static let seeds = TestRun.seeds(400)

    private func parsed(_ document: RandomDocument) throws -> Record {
        try record(document.text, document.isJSON ? "a.json" : "a.yml")
    }

    @Test("hold the entries that they were made with")
    func entries() throws {
        for seed in Self.seeds {
            let document = RandomDocument(seed: seed)
            let record = try parsed(document)
            #expect(record.problems.isEmpty, "seed \(seed)")
            #expect(TreeSink.trees(of: record.bytes, isJSON: document.isJSON) == [document.tree], "seed \(seed)")
            #expect(record.entries.map(\.path) == document.entries.map(Self.pathText), "seed \(seed)")
            for (entry, path) in zip(record.entries, document.entries) {
                #expect(document.tree[path + [.key("url")]] == .scalar(entry.url.text, isString: true), "seed \(seed)")
            }
        }
    }

    static func pathText(_ path: [TreeStep]) -> String {
        path.reduce(into: "") { text, step in
            switch step {
            case .key(let key): text += text.isEmpty ? key : ".\(key)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }

    @Test("an edit changes only its range, and the tree only by its value")
    func edits() throws {
        for seed in Self.seeds {
            let document = RandomDocument(seed: seed)
            let record = try parsed(document)
            var random = SeededGenerator(seed: seed + 1_000_000)
            let change = Self.randomChange(of: record, &random)
            let edit = try record.edits(for: [change])[0]
            let result = try record.applying([change])
            var expectedBytes = record.bytes
            expectedBytes.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.replacement.utf8))
            #expect(result == expectedBytes, "seed \(seed)")
            let tree = Self.tree(document, after: change)
            #expect(TreeSink.trees(of: result, isJSON: document.isJSON) == [tree], "seed \(seed): \(document.text)")
        }
    }

    @Test("an edit and its reverse give the original")
    func reverse() throws {
        for seed in Self.seeds {
            let document = RandomDocument(seed: seed)
            let record = try parsed(document)
            let changes = record.entries.enumerated().compactMap {
                index, entry -> (there: FieldChange, back: FieldChange)? in
                guard case .boolean(let value) = entry.declaredFlag else { return nil }
                return (
                    FieldChange(entryIndex: index, field: .flag, value: .boolean(!value)),
                    FieldChange(entryIndex: index, field: .flag, value: .boolean(value))
                )
            }
            let flipped = try Record(path: record.path, bytes: record.applying(changes.map(\.there)))
            #expect(try flipped?.applying(changes.map(\.back)) == record.bytes, "seed \(seed)")
        }
    }

    @Test("all fields of all entries can be set at once")
    func everything() throws {
        for seed in Self.seeds {
            let document = RandomDocument(seed: seed)
            let record = try parsed(document)
            let changes = fullChanges(record)
            let result = try #require(Record(path: record.path, bytes: record.applying(changes)))
            #expect(result.entries.map(\.url.text) == record.entries.map(\.url.text), "seed \(seed)")
            expectFullChanges(in: result, "seed \(seed)")
        }
    }

    @Test("damaged anywhere they are read or refused, and never harm the reader")
    func damage() throws {
        for seed in Self.seeds {
            let document = RandomDocument(seed: seed)
            var random = SeededGenerator(seed: seed + 2_000_000)
            var bytes = Array(document.text.utf8)
            for _ in 0..<3 where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                default: bytes.removeLast(bytes.count - place)
                }
            }
            for path in ["a.json", "a.yml", "a.md"] {
                guard let record = Record(path: path, bytes: bytes) else { continue }
                #expect(record.entries.isEmpty || record.problems.allSatisfy { $0.kind == .ambiguous })
                for index in record.entries.indices {
                    let change = FieldChange(entryIndex: index, field: .flag, value: .boolean(true))
                    guard let result = try? record.applying([change]) else { continue }
                    let after = try #require(Record(path: path, bytes: result))
                    #expect(after.entries[index].declaredFlag == .boolean(true), "seed \(seed)")
                    #expect(after.entries.count == record.entries.count, "seed \(seed)")
                }
            }
        }
    }

    private static func randomChange(of record: Record, _ random: inout SeededGenerator) -> FieldChange {
        let index = Int.random(in: record.entries.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: return FieldChange(entryIndex: index, field: .flag, value: .boolean(.random(using: &random)))
        case 1:
            return FieldChange(entryIndex: index, field: .width, value: .pixels(.random(in: 1...9999, using: &random)))
        default:
            return FieldChange(entryIndex: index, field: .height, value: .pixels(.random(in: 1...9999, using: &random)))
        }
    }

    /// The tree that a document should have after a change: the value replaced, or a pair after the last field.
    private static func tree(_ document: RandomDocument, after change: FieldChange) -> Tree {
        let path = document.entries[change.entryIndex]
        var tree = document.tree
        guard case .mapping(var pairs) = tree[path] else { return tree }
        let key = change.field == .flag ? "isCached" : change.field.rawValue
        if let place = pairs.firstIndex(where: { $0.key == key }) {
            var isString = false
            if case .scalar(_, let wasString) = pairs[place].value { isString = wasString }
            pairs[place].value = .scalar(change.value.literal, isString: isString)
        } else {
            let last = pairs.lastIndex { ["url", "width", "height", "isCached"].contains($0.key) } ?? 0
            pairs.insert(Tree.Pair(key: key, value: .scalar(change.value.literal, isString: false)), at: last + 1)
        }
        tree[path] = .mapping(pairs)
        return tree
    }
}
