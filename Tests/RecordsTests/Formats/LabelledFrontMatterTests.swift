import Testing

@testable import Records

private enum LabelledPosts {
    static let json = #"{"images": [{"url": "a.jpg", "width": 300, "isCached": true}]}"#
    static let toml = "[[images]]\nurl = \"a.jpg\"\nwidth = 300\nisCached = true\n"
    static let yaml = "images:\n  - url: a.jpg\n    width: 300\n    isCached: true\n"
    static let members = #""title": "x", "images": [{"url": "a.jpg", "width": 300, "isCached": true}]"#

    static let all = [
        "---json\n\(json)\n---\nText\n", "--- json \r\n\(json)\r\n---\r\n", "\u{FEFF}---JSON\n\(json)\n---",
        "---toml\n\(toml)---\n",
        "---yaml\n\(yaml)---\nText\n", "---yml\n\(yaml)---\n# {\n", ";;;\n\(members)\n;;;\nText, \"a\": 1\n",
        ";;;\n\(json)\n;;;\n", ";;;\n\n\(members)\n\n;;;",
    ]
}

@Suite("Front matter whose fence names a language")
struct LabelledFrontMatterTests {
    @Test("is read, and changed in its place", arguments: LabelledPosts.all)
    func languages(text: String) throws {
        let record = try record(text)
        #expect(record.problems.isEmpty, "\(record.problems)")
        #expect(record.entries.map(\.path) == ["images[0]"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(300)])
        #expect(
            try edited(text, (.flag, .boolean(false)), (.width, .pixels(7)), named: "a.md")
                == text.replacing("true", with: "false").replacing("300", with: "7"))
        let taller = try edited(text, (.height, .pixels(9)), named: "a.md")
        #expect(taller.count > text.count && taller.contains("9"))
        #expect(try self.height(of: taller) == .pixels(9))
    }

    @Test("is the same with or without braces around its members")
    func members() throws {
        #expect(try record(";;;\n\"image\": {\"url\": \"a\", \"width\": 1}\n;;;\n").entries.map(\.path) == ["image"])
        #expect(
            try edited(";;;\n\"image\": {\"url\": \"a\"}\n;;;\n", (.width, .pixels(5)), named: "a.md")
                == ";;;\n\"image\": {\"url\": \"a\", \"width\": 5}\n;;;\n")
    }

    @Test(
        "that breaks off is a problem, and no text behind it is taken for a part of it",
        arguments: [
            ("---json\n{\"image\": {\"url\": \"a\"}\n---\n}\n", "the front matter ends here"),
            (";;;\n\"image\": {\"url\": \"a\"}}\n;;;\n", "expected ','"),
            (";;;\n\"image\": 1,\n;;;\n", "expected a key"),
            ("---json\n{\"image\": 1}\n", "no closing '---'"), (";;;\n\"image\": 1\n", "no closing ';;;'"),
            ("---toml\nimage = \n---\n", "value"), ("---yaml\nimage: [\n---\n", "cannot be read"),
        ])
    func broken(text: String, message: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.map(\.kind) == [.invalid])
        let found = record.problems.first?.message ?? ""
        #expect(found.contains(message), "\(found)")
    }

    @Test(
        "in a language that is not read is said to be so",
        arguments: [("js", "JavaScript"), ("javascript", "JavaScript"), ("coffee", "CoffeeScript"), ("xml", "XML")])
    func unread(word: String, name: String) throws {
        let record = try record("---\(word)\n{ image: \"a.jpg\" }\n---\nText\n")
        #expect(record.entries.isEmpty && record.isUnread)
        #expect(record.problems.map(\.kind) == [.unread])
        #expect(
            record.problems.first?.message
                == "the front matter is \(name), which is not read; write it in YAML, TOML or JSON")
        #expect(record.problems.first?.position == SourcePosition(line: 2, column: 1))
    }

    @Test(
        "is not what only looks like it",
        arguments: [
            "---foo\nText\n", "---foo\nimage: x\n---\n", "\n---json\n{}\n---\n", "----\njson\n---\n", "--- a b\n---\n",
            ";;; x\n;;;\n",
            "---json\n---\n",
        ])
    func none(text: String) throws {
        let record = try record(text)
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty, "\(record.problems)")
    }

    private func height(of text: String) throws -> DeclaredLength {
        try #require(try record(text).entries.first).declaredHeight
    }
}
