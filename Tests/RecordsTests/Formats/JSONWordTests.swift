import Testing

@testable import Records

/// The parser takes eight bytes at a time, so that what matters must be found at each place in these, and at the end.
@Suite("JSON is read in words")
struct JSONWordTests {
    @Test("Strings end where their quotes are, with and without escapes", arguments: 0...40)
    func strings(length: Int) throws {
        for filler in ["x", "é", "\u{7F}", "[", "!", "#"] {
            let text = String(repeating: filler, count: length)
            for (escape, meaning) in [("", ""), (#"\""#, "\""), (#"\\"#, "\\"), (#"\u0022"#, "\"")] {
                let string = text + escape + text
                let record = try record("{\"image\": {\"alt\": \"\(string)\", \"url\": \"a\", \"width\": 7}}", "a.json")
                let entry = try #require(record.entries.first)
                #expect(entry.url.range.lowerBound == 29 + string.utf8.count)
                #expect(try excerpt(#require(entry.width).range, of: record) == "7")
                let tree = TreeSink.trees(of: Array("[\"\(string)\"]".utf8), isJSON: true)
                #expect(tree == [.sequence([.scalar(text + meaning + text, isString: true)])])
            }
        }
    }

    @Test("A control character in a string is found at its place", arguments: 0...40)
    func controls(length: Int) throws {
        for control in ["\n", "\t", "\u{1F}", "\u{1}"] {
            let text = String(repeating: "x", count: length)
            for end in ["", "\"]", "é\"\u{1}"] {
                let problem = try #require(try record("[\"\(text)\(control)\(end)", "a.json").problems.first)
                #expect(problem.offset == 2 + length)
                #expect(problem.message.contains("control character"))
            }
        }
    }

    @Test("A string that never ends is told at its start", arguments: 0...40)
    func open(length: Int) throws {
        let problem = try #require(try record("[ \"" + String(repeating: "x", count: length), "a.json").problems.first)
        #expect(problem.offset == 2)
        #expect(problem.message.contains("closing quote"))
    }

    @Test("White space of any length is passed over", arguments: 0...40)
    func space(length: Int) throws {
        for start in ["", "\n", "\r\n", "\t", " \t ", "\n\n"] {
            let space = start + String(repeating: " ", count: length)
            let text =
                "\(space){\(space)\"image\"\(space):\(space){\(space)\"url\":\(space)\"a\"\(space)}\(space)}\(space)"
            let record = try record(text, "a.json")
            #expect(record.problems.isEmpty)
            #expect(record.entries.first?.url.range.lowerBound == 16 + 6 * space.utf8.count)
            let problem = try #require(Record(path: "a.json", bytes: Array("\(text)]".utf8))?.problems.first)
            #expect(problem.offset == text.utf8.count)
        }
    }
}
