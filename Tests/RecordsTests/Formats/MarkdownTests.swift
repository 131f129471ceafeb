import Testing

@testable import Records

@Suite("Front matter")
struct MarkdownTests {
    private let entry = "image:\n  url: a.jpg\n  isCached: true"

    @Test("closes at the end of the file without a line end")
    func closingFenceAtEnd() throws {
        #expect(try record("---\n\(entry)\n---").entries.count == 1)
    }

    @Test("may close with three dots", arguments: ["...", "... \t", "---", "---  "])
    func dots(fence: String) throws {
        let record = try record("---\n\(entry)\n\(fence)\nimage: {url: b}\n---\n")
        #expect(record.entries.map(\.url.text) == ["a.jpg"])
    }

    @Test("may have blank lines before it")
    func blankLineBefore() throws {
        let record = try record("\n \t\r\n---\n\(entry)\n---\n")
        #expect(record.entries.map(\.path) == ["image"])
        #expect(record.position(of: record.entries[0].url.range.lowerBound) == SourcePosition(line: 5, column: 8))
    }

    @Test("after a blank line without a closing fence is a rule in the text")
    func thematicBreak() throws {
        let record = try record("\n---\n\nText: 'of the post\n")
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
    }

    @Test("that does not close is a problem that says so")
    func unterminated() throws {
        let record = try record("---\n\(entry)\n")
        let problem = try #require(record.problems.first)
        #expect(problem.kind == .invalid)
        #expect(problem.offset == 0)
        #expect(problem.position == SourcePosition(line: 1, column: 1))
        #expect(
            problem.message
                == "the front matter that starts on line 1 has no closing '---'; add the line, or remove the first")
        #expect(record.entries.isEmpty)
    }

    @Test(
        "is not needed",
        arguments: ["", "# Title\n\nimage:\n  url: a\n", "----\na: b\n----\n", "--- a\n---\n", " ---\n---"])
    func withoutFrontMatter(text: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
        #expect(record.format.name == "Markdown")
    }

    @Test(
        "may be empty", arguments: ["---\n---\n", "---\n---", "---\n\n# only a comment\n---\nText", "---\r\n---\r\n"])
    func empty(text: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
    }

    @Test("keeps '---' that is indented within a block scalar")
    func fenceInBlockScalar() throws {
        let record = try post("css: |\n  a\n  ---\n  b\n\(entry)")
        #expect(record.entries.map(\.path) == ["image"])
        #expect(
            try edited("---\ncss: |\n  ---\n\(entry)\n---\n", (.flag, .boolean(false)), named: "a.md")
                == "---\ncss: |\n  ---\nimage:\n  url: a.jpg\n  isCached: false\n---\n")
    }

    @Test("leaves the text below it alone")
    func body() throws {
        let text = "---\n\(entry)\n---\nisCached: true\n---\nimage:\n  url: b\n---\n"
        let record = try record(text)
        #expect(record.entries.count == 1)
        #expect(
            try edited(text, (.flag, .boolean(false)), named: "a.md")
                == "---\nimage:\n  url: a.jpg\n  isCached: false\n---\nisCached: true\n---\nimage:\n  url: b\n---\n")
    }

    @Test("is one document")
    func secondDocument() throws {
        let record = try record("---\nimage: b\n--- c\n---\n")
        #expect(record.problems.map(\.kind) == [.invalid])
        #expect(record.problems.first?.position == SourcePosition(line: 3, column: 1))
    }

    @Test("is found whatever the case of the extension", arguments: ["a.md", "a.MD", "b.markdown", "dir.x/c.Mdx"])
    func extensions(path: String) throws {
        #expect(try record("---\n\(entry)\n---\n", path).entries.count == 1)
    }

    @Test("gets its new line at its last line")
    func insertion() throws {
        #expect(
            try edited("---\r\nimage:\r\n  url: a\r\n---\r\n", (.flag, .boolean(true)), named: "a.md")
                == "---\r\nimage:\r\n  url: a\r\n  isCached: true\r\n---\r\n")
    }
}
