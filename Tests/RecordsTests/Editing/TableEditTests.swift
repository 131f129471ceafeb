import TestSupport
import Testing

@testable import Records

@Suite("Edits of tables")
struct TableEditTests {
    @Test(
        "change the cell alone, and its quotes and blanks stay",
        arguments: [
            ("a,5,false", "a,7,true"), ("a,\"5\",\"false\"", "a,\"7\",\"true\""), ("a, 5 , false ", "a, 7 , true "),
            ("a,,", "a,7,true"), ("a,\"\",\"\"", "a,\"7\",\"true\""), ("a, ,\t", "a, 7,\ttrue"),
            ("\"a\"\"\nb\",wide,FALSE", "\"a\"\"\nb\",7,true"), ("a,5,0", "a,7,true"), ("a,5,no", "a,7,true"),
            ("a,NULL,\" false \"", "a,7,\"true\""),
        ])
    func replace(old: String, new: String) throws {
        for end in ["\n", "\r\n", ""] {
            for mark in ["", "\u{FEFF}"] {
                let before = "\(mark)url,width,isCached\r\n\"x, y\",1,true\r\n"
                #expect(
                    try edited(
                        before + old + end, (.width, .pixels(7)), (.flag, .boolean(true)), named: "a.csv", entry: 1)
                        == before + new + end)
            }
        }
    }

    @Test("of TSV are the same")
    func tabs() throws {
        #expect(
            try edited(
                "url\tisCached\twidth\na\tfalse\t5\n", (.flag, .boolean(true)), (.width, .pixels(6)), named: "a.tsv")
                == "url\tisCached\twidth\na\ttrue\t6\n")
        #expect(
            try edited("url\tisCached\tx\na\t\t\n", (.flag, .boolean(true)), named: "a.tsv")
                == "url\tisCached\tx\na\ttrue\t\n")
    }

    @Test("that change nothing give the same bytes", arguments: ["TRUE", "true", "\"True\"", " tRUE", "\" true \""])
    func noChange(flag: String) throws {
        let text = "url,width,isCached\na, 5.0,\(flag)\n"
        #expect(try edited(text, (.flag, .boolean(true)), (.width, .pixels(5)), named: "a.csv") == text)
    }

    @Test("leave bad rows as they are, and the rows around them change")
    func badRows() throws {
        let text = "url,isCached\na,true\nb,true,\nc\"d,true\n\ne,true\n\"f,true\n"
        let record = try record(text, "a.csv")
        let result = try record.applying(flagChanges(record, to: false))
        #expect(
            String(decoding: result, as: UTF8.self)
                == "url,isCached\na,false\nb,true,\nc\"d,true\n\ne,false\n\"f,true\n")
    }

    @Test(
        "are refused where they could destroy something, with the remedy",
        arguments: [
            (
                "url,width\na.png,5\n", EntryField.flag,
                "the table has no column 'isCached'; add it to the header, and a cell to each row"
            ),
            (
                "url,isCached\na,true\n", .height,
                "the table has no column 'height'; add it to the header, and a cell to each row"
            ),
            (
                "url,Height\na.png,=B2*2\n", .height,
                "'=B2*2' in the column 'Height' may be a formula; write a value there"
            ),
            (
                "url,height\na.png,\"=1,5\"\n", .height,
                "'=1,5' in the column 'height' may be a formula; write a value there"
            ),
            ("url,height\na.png,-5\n", .height, "'-5' in the column 'height' may be a formula; write a value there"),
            ("url,height\na.png,+9\n", .height, "'+9' in the column 'height' may be a formula; write a value there"),
            ("url,height\na.png,@x\n", .height, "'@x' in the column 'height' may be a formula; write a value there"),
            (
                "url,\" isCached\"\na,maybe\n", .flag,
                "'maybe' in the column ' isCached' may mean more than a flag; write true or false there"
            ),
            ("url,url,isCached\na,b,true\n", .flag, "the column 'url' is there twice; remove one of them"),
        ])
    func refusals(text: String, field: EntryField, message: String) throws {
        let refusal = try refusal(text, (field, field == .flag ? .boolean(false) : .pixels(7)), named: "a.csv")
        #expect(refusal == EditRefusal(entryPath: "[0]", message: message))
    }

    @Test("values that begin like formulas stay as they are")
    func formulas() throws {
        let text = "url,title,height,isCached\n@a,=1+1,+5,true\n-b,\"+x\",=2,true\n"
        let record = try record(text, "a.csv")
        #expect(record.entries.map(\.url.text) == ["@a", "-b"])
        #expect(
            String(decoding: try record.applying(flagChanges(record, to: false)), as: UTF8.self)
                == text.replacing("true", with: "false"))
        #expect(try edited(text, (.height, .pixels(5)), named: "a.csv") == text)
    }

    @Test("random tables hold the cells that they were made with")
    func random() throws {
        for seed in TestRun.seeds(300) {
            let table = RandomTable(seed: seed)
            let record = try #require(Record(path: table.path, bytes: Array(table.text.utf8)))
            #expect(record.problems.map(\.kind) == table.problems, "seed \(seed)")
            #expect(record.entries.map(\.path) == table.entries.map { "[\($0.row)]" }, "seed \(seed)")
            #expect(record.entries.map(\.url.text) == table.entries.map(\.url), "seed \(seed)")
            #expect(try record.applying([]) == record.bytes, "seed \(seed)")
        }
    }

    @Test("random tables change by the edited cells alone")
    func randomEdits() throws {
        for seed in TestRun.seeds(300) {
            let table = RandomTable(seed: seed)
            let record = try #require(Record(path: table.path, bytes: Array(table.text.utf8)))
            var random = SeededGenerator(seed: seed + 3_000_000)
            let changes = record.entries.indices.map { index in
                Bool.random(using: &random)
                    ? FieldChange(entryIndex: index, field: .flag, value: .boolean(.random(using: &random)))
                    : FieldChange(
                        entryIndex: index, field: .width, value: .pixels(.random(in: 1...9999, using: &random)))
            }
            var expected = record.bytes
            for change in changes.reversed() {
                let edit = try record.edits(for: [change])[0]
                expected.replaceSubrange(edit.offset..<edit.offset + edit.length, with: Array(edit.replacement.utf8))
            }
            let result = try record.applying(changes)
            #expect(result == expected, "seed \(seed)")
            let after = try #require(Record(path: table.path, bytes: result))
            #expect(after.problems.map(\.kind) == record.problems.map(\.kind), "seed \(seed)")
            #expect(changes.allSatisfy { $0.value.isDeclared(by: after.entries[$0.entryIndex], as: $0.field) })
            var rows = table.rows(record.bytes)
            for change in changes {
                let column = change.field == .flag ? "isCached" : change.field.rawValue
                let row = table.entries[change.entryIndex].row
                // What the cell says was looked at above.
                rows[row]?[column] = table.rows(result)[row]?[column]
            }
            #expect(table.rows(result) == rows, "seed \(seed)")
        }
    }

    @Test("random tables damaged anywhere are read or refused, and never harm the reader")
    func damage() throws {
        for seed in TestRun.seeds(300) {
            var random = SeededGenerator(seed: seed + 4_000_000)
            let table = RandomTable(seed: seed)
            var bytes = Array(table.text.utf8)
            for _ in 0..<3 where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes.remove(at: place)
                case 1: bytes[place] = [0x22, 0x0A, 0x2C, 0x09, 0xFF, 0x00][Int.random(in: 0..<6, using: &random)]
                default: bytes.removeLast(bytes.count - place)
                }
            }
            let record = try #require(Record(path: table.path, bytes: bytes))
            for index in record.entries.indices {
                let change = FieldChange(entryIndex: index, field: .flag, value: .boolean(true))
                guard let result = try? record.applying([change]) else { continue }
                let after = try #require(Record(path: table.path, bytes: result))
                #expect(after.entries[index].declaredFlag == .boolean(true), "seed \(seed)")
                #expect(after.entries.map(\.url.text) == record.entries.map(\.url.text), "seed \(seed)")
            }
        }
    }
}
