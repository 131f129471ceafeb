import Testing

@testable import Records

@Suite("JSON")
struct JSONTests {
    @Test("entries of a news API are found")
    func newsAPI() throws {
        let text = """
            {"page": 2, "value": [{"path": "_news/a.md", "images": null}, {
              "images": [{"url": "https://a.example/?x=1", "width": 1920, "height": 1080, "isCached": true}],
              "provider": {"name": "A", "images": [{"url": "b", "isCached": false}]}
            }]}
            """
        let record = try record(text, "index.json")
        #expect(record.entries.map(\.path) == ["value[1].images[0]", "value[1].provider.images[0]"])
        #expect(record.entries.map(\.declaredFlag) == [.boolean(true), .boolean(false)])
        #expect(record.format.name == "JSON")
        #expect(try excerpt(#require(record.entries[1].flag).range, of: record) == "false")
    }

    @Test("with front matter is a template, and no record", arguments: ["---\n---\n{}", "\u{FEFF}---\r\n{}", "---"])
    func template(text: String) {
        #expect(Record(path: "a.json", bytes: Array(text.utf8)) == nil)
    }

    @Test("may start with a byte order mark")
    func byteOrderMark() throws {
        #expect(try record("\u{FEFF}{\"image\": {\"url\": \"a\"}}", "a.json").entries.count == 1)
    }

    @Test(
        "is read whole",
        arguments: [
            "{}", "[]", "null", " true ", "\"a\"", "-0.5e+10", "[0, 1.5, -2, 1E5, 10]", "[[], {}, \"\"]",
            #"["\"\\\/\b\f\n\r\t\u00e9\uD83D\uDE00"]"#, "\r\n\t [\n1\n,\r2]\n",
            "[\"\(String(repeating: "x", count: 40))é\"]", "{\"a\": {\"b\": []}, \"c\": [{}]}",
        ])
    func valid(text: String) throws {
        #expect(try record(text, "a.json").problems.isEmpty)
    }

    @Test(
        "that breaks the grammar is a problem at its place",
        arguments: [
            ("", 0, "expected a value"), ("{", 1, "expected a key"), ("[1, 2", 5, "expected ',' or ']'"),
            ("[1,]", 3, "remove the last comma before ']'"), ("{\"a\": 1,}", 8, "remove the last comma before '}'"),
            ("{a: 1}", 1, "a key in double quotes"), ("{'a': 1}", 1, "a key in double quotes"),
            ("{\"a\" 1}", 5, "expected ':'"), ("[1] [2]", 4, "something follows"), ("[01]", 1, "leading zero"),
            ("[1.]", 3, "expected a digit"), ("[-]", 2, "expected a digit"), ("[1e]", 3, "expected a digit"),
            ("[tru]", 1, "put words in quotes"), ("[nope]", 1, "put words in quotes"), ("[+1]", 1, "expected a value"),
            ("[/ c\n1]", 1, "never closed"), ("[\"a\nb\"]", 3, "line end"),
            ("[\"abcdefgh", 1, "closing quote"),
            ("[\"\\x\"]", 2, "no escape of JSON"), ("[\"\\u12G4\"]", 2, "no escape of JSON"), ("[\"\\", 2, "no escape"),
            ("[1}", 2, "expected ',' or ']'"), ("{\"a\": ]}", 6, "remove the last comma"), ("]", 0, "remove"),
            ("[\"aaaaaaaa\u{1}aaaaaaaa\"]", 10, "control character"),
        ])
    func invalid(text: String, offset: Int, message: String) throws {
        let record = try record(text, "a.json")
        let problem = try #require(record.problems.first)
        #expect(problem.offset == offset)
        #expect(problem.message.contains(message))
        #expect(record.entries.isEmpty)
    }

    @Test("nested too deep is a problem, whatever its size", arguments: ["[", "{\"image\":"])
    func depth(level: String) throws {
        let tooDeep = try record(String(repeating: level, count: 200_000), "a.json")
        #expect(
            tooDeep.problems.first?.message.hasSuffix("nesting is deeper than 256 levels; flatten the data") == true)
        let deepest = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect(try record(deepest, "a.json").problems.isEmpty)
    }

    @Test("of any size is read")
    func large() throws {
        let item = "{\"url\": \"https://example.org/é.jpg\", \"isCached\": true}"
        let text = "{\"images\": [" + Array(repeating: item, count: 20_000).joined(separator: ",\n") + "]}"
        #expect(try record(text, "a.json").entries.count == 20_000)
    }

    @Test("keys may be there twice, which is ambiguous in an entry")
    func duplicateKeys() throws {
        let record = try record(
            #"{"a": 1, "a": 2, "images": [{"url": "x", "width": 1, "width": 2}, {"url": "y"}]}"#, "a.json")
        #expect(record.entries.map(\.ambiguity) == ["the key 'width' is there twice", nil])
        #expect(record.problems.map(\.kind) == [.ambiguous])
    }

    @Test("lone surrogates become replacement characters")
    func surrogates() throws {
        let record = try record(#"{"image": {"url": "a\ud800b\udc00\ud83d\ude00\ud83dx"}}"#, "a.json")
        #expect(record.entries.map(\.url.text) == ["a\u{FFFD}b\u{FFFD}😀\u{FFFD}x"])
    }
}
