import Testing

@testable import Records

@Suite("TOML front matter")
struct TOMLFrontMatterTests {
    private let entry = "[image]\nurl = 'a.jpg'\nisCached = true\n"

    @Test(
        "lies between two fences",
        arguments: [
            "+++\n@+++\nText\n", "+++\n@+++", "+++ \t\n@+++\t\nText", "\u{FEFF}+++\n@+++\n", "\n \t\n+++\n@+++\n",
            "+++\n\n@\n+++\n---\n",
        ])
    func fences(text: String) throws {
        for lineEnd in ["\n", "\r\n"] {
            let text = text.replacing("@", with: entry).replacing("\n", with: lineEnd)
            let record = try record(text)
            #expect(record.problems.isEmpty)
            #expect(record.format.name == "Markdown")
            #expect(record.entries.map(\.path) == ["image"])
            #expect(
                try edited(text, (.flag, .boolean(false)), named: "a.md") == text.replacing("true", with: "false"))
            #expect(
                try edited(text, (.width, .pixels(5)), named: "a.md")
                    == text.replacing("true", with: "true\(lineEnd)width = 5"))
        }
    }

    @Test("leaves the text below it alone")
    func body() throws {
        let text = "+++\n\(entry)+++\n[[images]]\nurl = 'x'\nisCached = true\n+++\n---\nimage:\n  url: b\n---\n"
        #expect(try record(text).entries.count == 1)
        #expect(
            try edited(text, (.flag, .boolean(false)), named: "a.md")
                == "+++\n[image]\nurl = 'a.jpg'\nisCached = false\n" + text.dropFirst(4 + entry.utf8.count))
    }

    @Test("ends at the first line that starts with the fence, as in Hugo, even within a string")
    func fenceInString() throws {
        let text = "+++\na = '''\n+++\n'''\n\(entry)+++\n"
        let problem = try #require(try record(text).problems.first)
        #expect(problem.kind == .invalid)
        #expect(problem.position == SourcePosition(line: 2, column: 5))
        #expect(problem.message == "the string has no three closing quotes; add them")
        #expect(try record("+++\n\(entry)++++ x\n[[").entries.count == 1)
        let indented = "+++\na = '''\n +++\nx+++'''\n# +++\n\(entry)+++\n"
        #expect(
            try edited(indented, (.flag, .boolean(false)), named: "a.md") == indented.replacing("true", with: "false"))
    }

    @Test("has its places in the record, and errors too")
    func positions() throws {
        let record = try record("\u{FEFF}\r\n+++\r\ntitle = \"é\" # 😀\r\nimage.url = 'a'\r\n+++\r\n")
        #expect(record.position(of: record.entries[0].url.range.lowerBound) == SourcePosition(line: 4, column: 13))
        let broken = Record(path: "a.md", bytes: Array("\n+++\nimage = 1\nb = \n+++\nc".utf8))
        #expect(broken?.problems.map(\.position) == [SourcePosition(line: 4, column: 5)])
        #expect(broken?.problems.map(\.message) == ["expected a value; the line ends here, so a part of it is missing"])
        let cut = Record(path: "a.md", bytes: Array("+++\na = [\n+++\nc".utf8))
        #expect(cut?.problems.map(\.offset) == [10])
    }

    @Test("that does not close is a problem that says so")
    func unterminated() throws {
        let problems = try record("+++\n\(entry)").problems
        #expect(problems.map(\.offset) == [0])
        #expect(
            problems.map(\.message) == [
                "the front matter that starts on line 1 has no closing '+++'; add the line, or remove the first"
            ])
        #expect(try record("\n+++\n\(entry)").problems.isEmpty)
    }

    @Test(
        "may be empty, and is not needed",
        arguments: ["+++\n+++\n", "+++\n+++", "+++\r\n\r\n+++\r\n", "++\n[", "+++ a\n+++\n", " +++\n["])
    func empty(text: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
    }

    @Test("is only in Markdown")
    func otherFormats() throws {
        #expect(try record("+++\n\(entry)+++\n", "a.toml").problems.map(\.kind) == [.invalid])
    }
}
