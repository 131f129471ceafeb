import Testing

@testable import Records

@Suite("JSON front matter")
struct JSONFrontMatterTests {
    private let entry = #"{"a": [{}], "image": {"url": "a.jpg", "isCached": true}}"#

    @Test(
        "goes from the first brace to the one that matches it",
        arguments: [
            "@\n\nText\n", "@", "@Text }", "\u{FEFF}@\r\n{\"image\": {\"url\": \"x\"}}",
            "\n \r\n@\n---\nimage: {url: x}\n---\n",
            "@\n}}}}", "@\n\"", "@ \\",
        ])
    func braces(text: String) throws {
        let text = text.replacing("@", with: entry)
        let record = try record(text)
        #expect(record.problems.isEmpty)
        #expect(record.format.name == "Markdown")
        #expect(record.entries.map(\.path) == ["image"])
        #expect(try edited(text, (.flag, .boolean(false)), named: "a.md") == text.replacing("true", with: "false"))
        #expect(
            try edited(text, (.width, .pixels(5)), named: "a.md") == text.replacing("true", with: "true, \"width\": 5"))
    }

    @Test("may have braces, fences and quotes within strings")
    func strings() throws {
        let text = #"{"}": "}{\"}", "b": "\\", "c": "+++ ---", "image": {"url": "{", "isCached": true}}"# + "\n}\n"
        #expect(try record(text).entries.map(\.url.text) == ["{"])
        #expect(try edited(text, (.flag, .boolean(false)), named: "a.md") == text.replacing("true", with: "false"))
    }

    @Test("gets a new line where its pairs have lines")
    func insertion() throws {
        #expect(
            try edited(
                "{\r\n\t\"image\": {\r\n\t\t\"url\": \"a\"\r\n\t}\r\n}\r\nText", (.flag, .boolean(true)), named: "a.md")
                == "{\r\n\t\"image\": {\r\n\t\t\"url\": \"a\",\r\n\t\t\"isCached\": true\r\n\t}\r\n}\r\nText")
    }

    @Test(
        "that breaks the grammar is a problem at its place",
        arguments: [
            ("{\"a\": 1,}\nText", 8, "remove the last comma before '}'"),
            ("{\"a\": {}\n\nText", 10, "expected ',' or '}'"),
            ("{\"a\": \"b}\n\nText", 9, "line end"), ("{\"a\" 1}", 5, "expected ':'"),
            ("{\n \"a\": tru}", 8, "in quotes"),
            ("{\"a\": \"b", 6, "closing quote"),
        ])
    func invalid(text: String, offset: Int, message: String) throws {
        let problem = try #require(try record(text).problems.first)
        #expect(problem.kind == .unread)
        #expect(problem.offset == offset)
        #expect(problem.message.contains(message), "\(problem.message)")
    }

    @Test(
        "is not what starts with a brace otherwise",
        arguments: [
            "{% include image.html url=\"a\" %}\n", "{{< figure src=\"a\" >}}\n", "{: .class}\n", "{#id}\n", "{",
            "{ a }", "Text {\"a\": 1}",
            " {\"a\": 1,}", "{}\nText", "{ }", "{'a': 1}",
        ])
    func otherBraces(text: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
    }

    @Test("nested too deep is a problem, whatever its size")
    func depth() throws {
        let text = String(repeating: "{\"image\":", count: 100_000)
        #expect(try record(text).problems.map(\.message) == ["nesting is deeper than 256 levels; flatten the data"])
    }
}
