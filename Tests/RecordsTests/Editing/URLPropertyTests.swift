import TestSupport
import Testing

@testable import Records

@Suite("A URL changed in a random document")
struct URLPropertyTests {
    /// Expects that one URL of a record becomes another one and nothing else changes; false where it is refused.
    private func expectOneChange(in record: Record, seed: Int, trees: ([UInt8]) throws -> [String: Tree]) throws -> Bool
    {
        var random = SeededGenerator(seed: seed + 7_000_000)
        guard let index = record.entries.indices.randomElement(using: &random) else { return false }
        let url = RandomURL.text(&random)
        let change = FieldChange(entryIndex: index, field: .url, value: .url(url))
        guard let result = try? record.applying([change]) else { return false }
        let old = record.entries[index].url
        #expect(result.starts(with: record.bytes[..<old.range.lowerBound]), "seed \(seed)")
        #expect(result.reversed().starts(with: record.bytes[old.range.upperBound...].reversed()), "seed \(seed)")
        let edited = try #require(Record(path: record.path, bytes: result))
        #expect(edited.entries.map(\.path) == record.entries.map(\.path), "seed \(seed)")
        #expect(edited.entries[index].url.text == url, "seed \(seed)")
        var expected = try trees(record.bytes)
        expected[record.entries[index].path] = .scalar(url, isString: true)
        #expect(try trees(result) == expected, "seed \(seed): \(url)")
        // The old text in the old style gives the old bytes, wherever the style could stay.
        let back = FieldChange(entryIndex: index, field: .url, value: .url(old.text))
        let restored = try edited.applying([back])
        let again = try #require(Record(path: record.path, bytes: restored))
        #expect(try trees(again.bytes) == trees(record.bytes), "seed \(seed)")
        return true
    }

    /// The tree of each entry's URL by the entry's path, and the rest of the document under no name.
    private func split(_ tree: Tree, _ entries: [[TreeStep]], _ name: ([TreeStep]) -> String) -> [String: Tree] {
        var rest = tree
        var result: [String: Tree] = [:]
        for path in entries {
            result[name(path)] = tree[path + [.key("url")]]
            rest[path + [.key("url")]] = .scalar("", isString: true)
        }
        result[""] = rest
        return result
    }

    @Test("of YAML or JSON changes no other byte and no other value")
    func documents() throws {
        var changed = 0
        let seeds = TestRun.seeds(6_000)
        for seed in seeds {
            let document = RandomDocument(seed: seed)
            let record = try record(document.text, document.isJSON ? "a.json" : "a.yml")
            let isChanged = try expectOneChange(in: record, seed: seed) { bytes in
                let tree = try #require(TreeSink.trees(of: bytes, isJSON: document.isJSON)?.first)
                return split(tree, document.entries, PropertyTests.pathText)
            }
            if isChanged { changed += 1 }
        }
        // Else the new text is a pattern of names, so that the entry would be none.
        #expect(changed > seeds.count * 4 / 5)
    }

    @Test("of TOML changes no other byte and no other value")
    func toml() throws {
        var changed = 0
        let seeds = TestRun.seeds(2_500)
        for seed in seeds {
            let document = RandomTOML(seed: seed)
            let isChanged = try expectOneChange(in: try record(document.text, "a.toml"), seed: seed) { bytes in
                let tree = try #require(TreeSink.trees(of: bytes, TOML.self)?.first).sorted
                return split(tree, document.entries, TOMLPropertyTests.pathText)
            }
            if isChanged { changed += 1 }
        }
        // Else the new text is a pattern of names, so that the entry would be none.
        #expect(changed > seeds.count * 4 / 5)
    }

    @Test("of a table changes no other byte and no other cell")
    func tables() throws {
        var changed = 0
        var possible = 0
        for seed in TestRun.seeds(2_500) {
            let document = RandomTable(seed: seed)
            let record = try record(document.text, document.path)
            if record.entries.isEmpty { continue }
            possible += 1
            let isChanged = try expectOneChange(in: record, seed: seed) { bytes in
                var rows = document.rows(bytes)
                var result: [String: Tree] = [:]
                for row in rows.indices {
                    guard let url = rows[row]?.removeValue(forKey: "url") else { continue }
                    if record.entries.contains(where: { $0.path == "[\(row)]" }) {
                        result["[\(row)]"] = .scalar(url, isString: true)
                    } else {
                        rows[row]?["url"] = url
                    }
                }
                result[""] = .scalar(
                    "\(rows.map { $0?.sorted { $0.key < $1.key }.map { "\($0): \($1)" } ?? [] })", isString: true)
                return result
            }
            if isChanged { changed += 1 }
        }
        #expect(changed == possible)
        #expect(possible > 0)
    }
}
