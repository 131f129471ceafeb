import TestSupport
import Testing

@testable import Records

@Suite("Random TOML documents and edits")
struct TOMLPropertyTests {
    private static let seeds = TestRun.seeds(300)

    /// The document as a file, and as front matter where no line of it would end that.
    private func paths(_ document: RandomTOML) throws -> [(record: Record, prefix: String, suffix: String)] {
        var result = [(try record(document.text, "a.toml"), "", "")]
        let hasFence = document.text.split { $0.isNewline }.contains { $0.hasPrefix("+++") }
        if !hasFence, !document.text.hasPrefix("\u{FEFF}"), document.text.hasSuffix("\n") || document.text.isEmpty {
            result.append((try record("+++\n" + document.text + "+++\n[[images]]\n"), "+++\n", "+++\n[[images]]\n"))
        }
        return result
    }

    private func tree(_ bytes: [UInt8], _ prefix: String = "", _ suffix: String = "") throws -> Tree {
        let bytes = Array(bytes.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count))
        let roots = try bytes.withSource { source throws(ParseFailure) in
            var sink = TreeSink()
            try TOML.parse(source, into: &sink)
            return sink.roots
        }
        return try #require(roots.first).sorted
    }

    @Test("hold the entries that they were made with")
    func entries() throws {
        for seed in Self.seeds {
            let document = RandomTOML(seed: seed)
            for (record, prefix, suffix) in try paths(document) {
                #expect(record.problems.isEmpty, "seed \(seed): \(document.text)")
                #expect(
                    try tree(record.bytes, prefix, suffix) == document.tree.sorted, "seed \(seed): \(document.text)")
                let urls = document.entries.map { document.tree[$0 + [.key("url")]] }
                #expect(record.entries.count == urls.count, "seed \(seed)")
                let found = record.entries.map { [$0.path: Tree.scalar($0.url.text, isString: true)] }
                let expected = zip(document.entries, urls).map { [Self.pathText($0): $1] }
                #expect(Set(found.map(String.init(describing:))).count == found.count)
                for (path, url) in expected.flatMap({ $0 }) {
                    #expect(found.contains { $0[path] == url }, "seed \(seed): \(path)")
                }
            }
        }
    }

    static func pathText(_ path: [TreeStep]) -> String {
        var result = EntryPath(document: 1)
        for step in path {
            switch step {
            case .key(let key): Array(key.utf8).withUnsafeBytes { result.append(key: $0) }
            case .index(let index): result.append(index: index)
            }
        }
        return result.text
    }

    @Test("an edit changes only its range, and the tree only by its value")
    func edits() throws {
        for seed in Self.seeds {
            let document = RandomTOML(seed: seed)
            for (record, prefix, suffix) in try paths(document) {
                var random = SeededGenerator(seed: seed + 1_000_000)
                let index = Int.random(in: record.entries.indices, using: &random)
                let change = Self.randomChange(of: index, &random)
                let edit = try record.edits(for: [change])[0]
                let result = try record.applying([change])
                var expected = record.bytes
                expected.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.replacement.utf8))
                #expect(result == expected, "seed \(seed)")
                let path = try #require(document.entries.first { Self.pathText($0) == record.entries[index].path })
                let tree = Self.tree(document, at: path, after: change)
                #expect(try self.tree(result, prefix, suffix) == tree.sorted, "seed \(seed): \(document.text)")
            }
        }
    }

    @Test("an edit and its reverse give the original")
    func reverse() throws {
        for seed in Self.seeds {
            for (record, _, _) in try paths(RandomTOML(seed: seed)) {
                var there: [FieldChange] = []
                var back: [FieldChange] = []
                for (index, entry) in record.entries.enumerated() {
                    guard case .boolean(let value) = entry.declaredFlag else { continue }
                    there.append(FieldChange(entryIndex: index, field: .flag, value: .boolean(!value)))
                    back.append(FieldChange(entryIndex: index, field: .flag, value: .boolean(value)))
                }
                let flipped = try #require(try Record(path: record.path, bytes: record.applying(there)))
                #expect(try flipped.applying(back) == record.bytes, "seed \(seed)")
                #expect(flipped.bytes != record.bytes || there.isEmpty)
            }
        }
    }

    @Test("all fields of all entries can be set at once")
    func everything() throws {
        for seed in Self.seeds {
            for (record, _, _) in try paths(RandomTOML(seed: seed)) {
                let changes = fullChanges(record)
                let result = try #require(try Record(path: record.path, bytes: record.applying(changes)))
                #expect(result.entries.map(\.path) == record.entries.map(\.path), "seed \(seed)")
                #expect(result.entries.map(\.url.text) == record.entries.map(\.url.text), "seed \(seed)")
                expectFullChanges(in: result, "seed \(seed)")
            }
        }
    }

    @Test("damaged anywhere they are read or refused, and never harm the reader")
    func damage() throws {
        for seed in Self.seeds {
            var random = SeededGenerator(seed: seed + 2_000_000)
            var bytes = Array("+++\n\(RandomTOML(seed: seed).text)\n+++\n".utf8)
            if seed % 2 == 0 { bytes = Array(bytes.dropFirst(4).dropLast(5)) }
            for _ in 0..<3 where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                let syntax = Array("[]{}.=,\"'\\\n\r#+0_ \u{FEFF}".utf8)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = UInt8.random(in: .min ... .max, using: &random)
                case 2: bytes.insert(syntax.randomElement(using: &random) ?? 0, at: place)
                default: bytes.append(contentsOf: bytes[place...])
                }
            }
            let path = seed % 2 == 0 ? "a.toml" : "a.md"
            guard let record = Record(path: path, bytes: bytes) else { continue }
            #expect(record.entries.isEmpty || record.problems.allSatisfy { $0.kind == .ambiguous })
            for index in record.entries.indices {
                let change = FieldChange(entryIndex: index, field: .flag, value: .boolean(true))
                guard let result = try? record.applying([change]) else {
                    #expect(
                        !record.problems.isEmpty || record.entries[index].flag?.style == .collection, "seed \(seed)")
                    continue
                }
                let after = try #require(Record(path: path, bytes: result))
                #expect(after.entries.map(\.path) == record.entries.map(\.path), "seed \(seed)")
                #expect(after.entries[index].declaredFlag == .boolean(true), "seed \(seed)")
            }
        }
    }

    private static func randomChange(of index: Int, _ random: inout SeededGenerator) -> FieldChange {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: FieldChange(entryIndex: index, field: .flag, value: .boolean(.random(using: &random)))
        case 1: FieldChange(entryIndex: index, field: .width, value: .pixels(.random(in: 1...9999, using: &random)))
        default: FieldChange(entryIndex: index, field: .height, value: .pixels(.random(in: 1...9999, using: &random)))
        }
    }

    /// The tree that a document should have after a change.
    private static func tree(_ document: RandomTOML, at path: [TreeStep], after change: FieldChange) -> Tree {
        var tree = document.tree
        guard case .mapping(var pairs) = tree[path] else { return tree }
        let key = change.field == .flag ? "isCached" : change.field.rawValue
        if let place = pairs.firstIndex(where: { $0.key == key }) {
            var isString = false
            if case .scalar(_, let wasString) = pairs[place].value { isString = wasString }
            pairs[place].value = .scalar(change.value.literal, isString: isString)
        } else {
            pairs.append(Tree.Pair(key: key, value: .scalar(change.value.literal, isString: false)))
        }
        tree[path] = .mapping(pairs)
        return tree
    }
}
