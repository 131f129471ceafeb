import Testing

@testable import Records

@Suite("YAML")
struct YAMLTests {
    /// The text of the flag's value, at its place.
    private func flag(_ text: String, _ path: String = "data.yml") throws -> String {
        let record = try record(text, path)
        #expect(record.problems.isEmpty)
        let entry = try #require(record.entries.last)
        return try excerpt(#require(entry.flag).range, of: record)
    }

    @Test("places are bytes though libyaml counts code points")
    func codePoints() throws {
        #expect(try flag("title: “ä” 😀 日本語 ﻿x\nimage:\n  url: ü\n  isCached: true # é\n") == "true")
    }

    @Test("a byte order mark shifts nothing")
    func byteOrderMark() throws {
        #expect(try flag("\u{FEFF}image:\n  url: ü\n  isCached: true\n") == "true")
        #expect(try flag("\u{FEFF}---\nimage:\n  url: ü\n  isCached: true\n---\n", "a.md") == "true")
        let record = try record("\u{FEFF}url: ü.png\nwidth: 1\n", "data.yml")
        #expect(record.position(of: record.entries[0].url.range.lowerBound) == SourcePosition(line: 1, column: 6))
        #expect(
            try edited("\u{FEFF}url: ü.png\nwidth: 1\n", (.flag, .boolean(true)))
                == "\u{FEFF}url: ü.png\nwidth: 1\nisCached: true\n")
    }

    @Test("lines may end with CRLF or CR", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(end: String) throws {
        let text = ["title: é", "image:", "  url: a", "  isCached: true", "more: 1", ""].joined(separator: end)
        #expect(try flag(text) == "true")
        let matter = ["---", "image:", "  url: a", "  isCached: true", "---", "Text", ""].joined(separator: end)
        #expect(try flag(matter, "a.md") == "true")
        let record = try record(matter)
        #expect(record.position(of: record.entries[0].flagPart?.scalar.range.lowerBound ?? 0).line == 4)
    }

    @Test(
        "tags and anchors before a value are no part of it",
        arguments: [
            "!!bool true", "&a true", "&a !!bool true", "!!bool &a true", "!<tag:yaml.org,2002:bool> true",
            "!!bool\n    true", "&a # comment\n    true", "!!bool  \t&a   true",
        ])
    func properties(value: String) throws {
        #expect(try flag("image:\n  url: a\n  isCached: \(value)\n") == "true")
        #expect(
            try edited("image:\n  url: a\n  isCached: \(value)\n", (.flag, .boolean(false)))
                == "image:\n  url: a\n  isCached: \(value.replacing("true", with: "false"))\n")
    }

    @Test("tags and anchors before the entry or its keys do not matter")
    func propertiesElsewhere() throws {
        #expect(try flag("image: !img &i\n  &k url: &u a\n  !!str isCached: true\n") == "true")
        #expect(try flag("images: !list\n  - !img {url: a, isCached: true}\n") == "true")
    }

    @Test("NEL and U+2028 end a line for libyaml, and move no place", arguments: ["\u{85}", "\u{2028}", "\u{2029}"])
    func unusualLineBreaks(end: String) throws {
        #expect(try flag("title: \"a\(end)b\"\nimage:\n  url: a\n  isCached: true\n") == "true")
        #expect(try flag("# c\(end)image:\(end)  url: a\(end)  isCached: &a\(end)    true\n") == "true")
        let record = try record("title: \"a\(end)b\"\nimage:\n  url: a\n", "data.yml")
        #expect(record.position(of: record.entries[0].url.range.lowerBound) == SourcePosition(line: 3, column: 8))
    }

    @Test("a block scalar does not move what follows it", arguments: ["|", ">-", "|+", "|2-", ">1"])
    func blockScalarEnds(header: String) throws {
        let text = "text: \(header)\n  é: “\n  isCached: false\n\n\n# comment\nimage:\n  url: a\n  isCached: true\n"
        #expect(try flag(text) == "true")
    }

    @Test("a URL may be a block scalar, and the flag goes after another line")
    func blockScalarURL() throws {
        let text = "image:\n  width: 5\n  url: >-\n    a.jpg\n\n\nmore: 1\n"
        let record = try record(text, "data.yml")
        #expect(record.entries.map(\.url.text) == ["a.jpg"])
        #expect(Self.header(of: record) == ">-")
        #expect(
            try edited(text, (.flag, .boolean(true)))
                == "image:\n  width: 5\n  isCached: true\n  url: >-\n    a.jpg\n\n\nmore: 1\n")
    }

    private static func header(of record: Record) -> String {
        String(decoding: record.bytes[record.entries[0].url.range], as: UTF8.self)
    }

    @Test("a tab may follow the colon")
    func tabAfterColon() throws {
        #expect(try flag("image:\n  url: a\n  isCached:\ttrue\n") == "true")
        #expect(
            try edited("image:\n  url:\ta\n", (.width, .pixels(5))) == "image:\n  url:\ta\n  width:\t5\n")
    }

    @Test("an alias stands for its target and is itself the value")
    func alias() throws {
        let record = try record(
            "defaults: {w: &w 12, u: &u \"a.jpg\"}\nimage:\n  url: *u\n  width: *w\n", "data.yml")
        let entry = try #require(record.entries.first)
        #expect(entry.url.text == "a.jpg")
        #expect(entry.declaredWidth == .pixels(12))
        #expect(try #require(entry.width).style == .alias)
        #expect(try excerpt(#require(entry.width).range, of: record) == "*w")
    }

    @Test("an alias to nothing makes the record invalid", arguments: ["image: *x", "a: &x 1\n---\nimage: *x"])
    func undefinedAlias(text: String) throws {
        let record = try record(text, "data.yml")
        #expect(
            record.problems.map(\.message) == ["nothing above is anchored as '&x'; add the anchor, or write the value"])
    }

    @Test("aliases are never expanded")
    func aliasBomb() throws {
        var text = "l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"
        for level in 1...60 {
            text += "l\(level): &l\(level) [\(Array(repeating: "*l\(level - 1)", count: 10).joined(separator: ", "))]\n"
        }
        text += "images: *l60\nimage: {url: a, isCached: true}\n"
        #expect(try flag(text) == "true")
        #expect(try edited(text, (.flag, .boolean(false))) == text.replacing("true", with: "false"))
    }

    @Test("a syntax error has its place, and no entry of the record is used")
    func syntaxError() throws {
        let record = try record("image:\n  url: é\n  isCached: true\ntitle: a: b\n", "data.yml")
        let problem = try #require(record.problems.first)
        #expect(record.entries.isEmpty)
        #expect(problem.kind == .invalid)
        #expect(problem.position == SourcePosition(line: 4, column: 9))
        #expect(
            problem.message
                == "the YAML cannot be read: mapping values are not allowed in this context; "
                + "put the value in quotes if it holds ': '")
    }

    @Test("nesting beyond the limit makes the record invalid", arguments: ["[", "- ", "{a: ", "? "])
    func deepNesting(level: String) throws {
        let record = try record(String(repeating: level, count: 100_000), "data.yml")
        #expect(record.problems.count == 1)
        #expect(record.problems.first?.message.hasSuffix("; flatten the data") == true)
    }

    @Test("nesting up to the limit is read, and no further")
    func nestingLimit() throws {
        let deepest = String(repeating: "- ", count: maximumDepth - 2) + "image: {url: a}"
        #expect(try record(deepest, "data.yml").entries.first?.path.hasSuffix("[0].image") == true)
        #expect(
            try record("- " + deepest, "data.yml").problems.map(\.message)
                == ["nesting is deeper than 256 levels; flatten the data"])
    }

    @Test("a flood of directives is refused")
    func directives() throws {
        let record = try record(String(repeating: "%TAG !a! b\n", count: 2_000) + "--- {image: a}\n", "data.yml")
        #expect(record.problems.first?.message.hasPrefix("there are more than 1000 directives") == true)
    }

    @Test("a hundred thousand entries are read")
    func manyEntries() throws {
        let text = "images:\n" + String(repeating: "- {url: a, isCached: true}\n", count: 100_000)
        let record = try record(text, "data.yml")
        #expect(record.entries.count == 100_000)
        #expect(record.entries.last?.path == "images[99999]")
    }

    @Test("ten megabytes are read")
    func largeFile() throws {
        let line = "- é \(String(repeating: "x", count: 10_000))\n"
        let record = try record(String(repeating: line, count: 1_000) + "- {url: a, isCached: true}\n", "data.yml")
        let entry = try #require(record.entries.first)
        #expect(try excerpt(#require(entry.flag).range, of: record) == "true")
    }

    @Test("files that hold nothing are records", arguments: ["", "\u{FEFF}", "# comment\n", "---\n", "a"])
    func empty(text: String) throws {
        let record = try record(text, "data.yml")
        #expect(record.entries.isEmpty)
        #expect(record.problems.isEmpty)
    }
}
