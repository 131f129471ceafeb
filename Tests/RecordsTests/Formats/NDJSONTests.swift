import TestSupport
import Testing

@testable import Records

@Suite("NDJSON")
struct NDJSONTests {
    private let line = #"{"url": "é", "width": 1, "isCached": true}"#

    @Test("entries have the number of their value, from 0, in front of their path")
    func paths() throws {
        let text = """
            {"images": [{"url": "a"}, {"url": "b", "isCached": false}]}

            [{"image": {"url": "c"}}]
            5
            {"url": "d.png", "width": 3}
            """
        let record = try record(text, "a.jsonl")
        #expect(record.format.name == "NDJSON")
        #expect(record.entries.map(\.path) == ["[0].images[0]", "[0].images[1]", "[1][0].image", "[3]"])
        #expect(try excerpt(#require(record.entries[1].flag).range, of: record) == "false")
        #expect(record.problems.isEmpty)
    }

    @Test("blank lines are no values, and the last line needs no end", arguments: ["", "\n", "\r\n", "\n \t \r\n\n"])
    func blankLines(end: String) throws {
        let record = try record("\n \r\n\(line)\n\n\(line)\(end)", "a.ndjson")
        #expect(record.entries.map(\.path) == ["[0]", "[1]"])
        #expect(record.problems.isEmpty)
    }

    @Test("a file without a value is a record without entries", arguments: ["", "\n", "\u{FEFF}", "\u{FEFF}\r\n"])
    func empty(text: String) throws {
        let record = try record(text, "a.ndjson")
        #expect(record.entries.isEmpty && record.problems.isEmpty)
    }

    @Test(
        "a bad line is a problem at its place, and the other lines keep their entries",
        arguments: [
            ("{\"image\": {\"url\": \"x\", \"isCached\": true}", 41, "the line ends here"),
            ("{\"image\": {\"url\": \"x\", \"isCached\": true}}]", 42, "keep one value in the line"),
            ("\(#"{"url": "x.png", "width": 1}"#) {}", 30, "keep one value in the line"),
            ("[{\"url\": \"x.png\", \"width\": 1}, {\"url\": \"y.png\",", 48, "expected a key"),
            ("{\"image\":", 10, "expected a value"), ("\"x", 1, "closing quote"), ("1 2", 3, "keep one value"),
            ("{", 2, "expected a key"), ("]", 1, "expected a value"), ("tru", 1, "put words in quotes"),
            ("---", 2, "expected a digit"),
        ])
    func badLine(bad: String, column: Int, message: String) throws {
        for end in ["\n", "\r\n"] {
            let record = try record([line, bad, line, ""].joined(separator: end), "a.ndjson")
            #expect(record.entries.map(\.path) == ["[0]", "[2]"])
            let problem = try #require(record.problems.first)
            #expect(record.problems.count == 1)
            #expect(problem.kind == .invalid && problem.entryPath == "[1]")
            #expect(problem.position == SourcePosition(line: 2, column: column))
            #expect(problem.message.contains(message), "\(problem.message)")
        }
    }

    @Test(
        "a line in another encoding is a problem of its own", arguments: [[0xE9], [0xC3], [0xF0, 0x9F, 0x98], [0x00]])
    func otherEncoding(bad: [UInt8]) throws {
        let bytes = Array("\(line)\n\"".utf8) + bad + Array("\"\n\(line)\n".utf8)
        let record = try #require(Record(path: "a.ndjson", bytes: bytes))
        #expect(record.entries.map(\.path) == ["[0]", "[2]"])
        #expect(record.problems.map(\.position) == [SourcePosition(line: 2, column: 2)])
        let result = try record.applying(flagChanges(record, to: false))
        #expect(Array(result.split(separator: .lineFeed)[1]) == [0x22] + bad + [0x22])
    }

    @Test("a line that is cut within a character is bad at its end, not the next one")
    func cutCharacter() throws {
        let bytes = Array("\"".utf8) + [0xC3] + Array("\n\(line)".utf8)
        let record = try #require(Record(path: "a.ndjson", bytes: bytes))
        #expect(record.entries.map(\.path) == ["[1]"])
        #expect(record.problems.map(\.offset) == [1])
    }

    @Test("UTF-16 is a problem of the whole file")
    func wide() throws {
        let record = try #require(Record(path: "a.ndjson", bytes: Array("{\0\"\0a\0\"\0".utf8)))
        #expect(record.problems.map(\.message) == ["the file is UTF-16; save it as UTF-8"])
    }

    @Test("edits are those of JSON, and leave bad lines as they are")
    func edits() throws {
        let bad = "{\"image\": {\"url\": \"x\", \"isCached\": true}"
        let text = "\u{FEFF}\(line)\r\n\(bad)\r\n\(line)\r\n\r\n{\"image\":{\"url\":\"b\"}}"
        let changed = text.replacing(line, with: line.replacing("true", with: "false"))
        let record = try record(text, "a.ndjson")
        #expect(
            String(decoding: try record.applying(flagChanges(record, to: false)), as: UTF8.self)
                == changed.replacing("\"b\"}", with: "\"b\",\"isCached\":false}"))
    }

    @Test("an edit of one line looks at all others")
    func validation() throws {
        let record = try record("\(line)\n\(line)\n", "a.ndjson")
        let edit = try record.edits(for: [FieldChange(entryIndex: 1, field: .flag, value: .boolean(false))])[0]
        #expect(edit.offset == line.utf8.count + 1 + line.utf8.count - 5)
        #expect(
            try refusal("{\"url\": \"a.png\", \"width\": []}", (.width, .pixels(1)), named: "a.ndjson").entryPath
                == "[0]")
    }

    @Test("keys that are there twice are ambiguous in their line")
    func duplicateKeys() throws {
        let record = try record("{\"url\": \"a.png\", \"url\": \"b.png\", \"width\": 1}\n\(line)", "a.jsonl")
        #expect(record.problems.map(\.kind) == [.ambiguous])
        #expect(record.entries.map(\.ambiguity) == ["the key 'url' is there twice", nil])
    }

    @Test("problems come in the order of the file")
    func order() throws {
        let twice = "{\"url\": \"a.png\", \"url\": \"b.png\", \"width\": 1}"
        let record = try record("\(twice)\nx\n\(twice)\n", "a.ndjson")
        #expect(record.problems.map(\.kind) == [.ambiguous, .invalid, .ambiguous])
        #expect(record.problems.map(\.position?.line) == [1, 2, 3])
    }

    @Test("a file of bad lines has a limited number of problems, the last of which counts the rest")
    func manyBadLines() throws {
        let hundredAndOne = try record(String(repeating: "x\n", count: 101), "a.ndjson")
        #expect(hundredAndOne.problems.count == 101)
        #expect(hundredAndOne.problems.last?.entryPath == "[100]")
        let many = try record(String(repeating: "x\n", count: 5_000) + line, "a.ndjson")
        #expect(many.problems.count == 101)
        #expect(many.problems.last?.message.hasPrefix("4900 more lines or rows from here on") == true)
        #expect(many.problems.last?.position == SourcePosition(line: 101, column: 1))
        #expect(many.entries.map(\.path) == ["[5000]"])
    }

    @Test("nesting too deep spoils one line only")
    func depth() throws {
        let record = try record("\(String(repeating: "[", count: 100_000))\n\(line)", "a.ndjson")
        #expect(record.entries.map(\.path) == ["[1]"])
        #expect(record.problems.map(\.message) == ["nesting is deeper than 256 levels; flatten the data"])
    }

    @Test("of any size is read")
    func large() throws {
        let record = try record(String(repeating: line + "\n", count: 20_000), "a.ndjson")
        #expect(record.entries.count == 20_000)
        #expect(record.entries.last?.path == "[19999]")
    }

    @Test("random lines hold the entries and problems that they were made with")
    func random() throws {
        for seed in TestRun.seeds(300) {
            let lines = RandomLines(seed: seed)
            let record = try #require(Record(path: "a.ndjson", bytes: lines.bytes))
            #expect(record.entries.map(\.path) == lines.paths, "seed \(seed)")
            #expect(record.problems.map(\.position?.line) == lines.badLines, "seed \(seed)")
            #expect(TreeSink.trees(of: lines.bytes, NDJSON.self) == [.sequence(lines.trees)], "seed \(seed)")
        }
    }

    @Test("random lines change by the edited value alone, and back")
    func randomEdits() throws {
        for seed in TestRun.seeds(300) {
            let record = try #require(Record(path: "a.ndjson", bytes: RandomLines(seed: seed).bytes))
            #expect(try record.applying([]) == record.bytes)
            for (index, entry) in record.entries.enumerated() {
                guard case .boolean(let value) = entry.declaredFlag else { continue }
                let there = FieldChange(entryIndex: index, field: .flag, value: .boolean(!value))
                let edit = try record.edits(for: [there])[0]
                let result = try record.applying([there])
                var expected = record.bytes
                expected.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.replacement.utf8))
                #expect(result == expected, "seed \(seed)")
                let back = FieldChange(entryIndex: index, field: .flag, value: .boolean(value))
                #expect(try Record(path: record.path, bytes: result)?.applying([back]) == record.bytes, "seed \(seed)")
            }
            let all = flagChanges(record, to: true)
            let after = try #require(Record(path: record.path, bytes: record.applying(all)))
            #expect(after.entries.allSatisfy { $0.declaredFlag == .boolean(true) }, "seed \(seed)")
            #expect(after.problems.count == record.problems.count, "seed \(seed)")
        }
    }
}
