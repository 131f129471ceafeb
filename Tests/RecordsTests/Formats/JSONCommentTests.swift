import Testing

@testable import Records

@Suite("JSON with comments")
struct JSONCommentTests {
    @Test("is read, and keeps its comments and its last commas when it is changed")
    func images() throws {
        let text = """
            // The pictures, "all" of them
            {
              "images": [ /* two */
                {
                  // "url": "old.jpg",
                  "url": "https://a.example/a.jpg", // the first
                  "isCached": true, /* "isCached": true */
                },
                /**/{"url"/* : */:/*,*/"b//c.jpg", "isCached": true},
              ],
            }
            // end
            """
        let record = try record(text, "a.json")
        #expect(record.problems.isEmpty)
        #expect(record.entries.map(\.url.text) == ["https://a.example/a.jpg", "b//c.jpg"])
        #expect(
            try edited(text, (.flag, .boolean(false)), named: "a.jsonc")
                == text.replacing("  \"isCached\": true,", with: "  \"isCached\": false,"))
        let wide = try edited(text, (.width, .pixels(5)), named: "a.json")
        #expect(wide == text.replacing("true, /*", with: "true,\n      \"width\": 5, /*"))
        #expect(
            try edited(text, (.width, .pixels(5)), named: "a.json", entry: 1)
                == text.replacing("true},", with: "true, \"width\": 5},"))
    }

    @Test(
        "may be wherever white space may",
        arguments: [
            "/**/[/**/1/**/,/**/2/**/]/**/", "//\r[1//\n,2//\r\n]//", "[1,2,/* *//***/]", "[1,2,//]\n]", "[1,2,]//",
            "[1,2,]/**/",
        ])
    func places(text: String) throws {
        #expect(
            TreeSink.trees(of: Array(text.utf8), JSON.self)
                == [.sequence([.scalar("1", isString: false), .scalar("2", isString: false)])])
    }

    @Test(
        "has its faults, too",
        arguments: [
            ("{\"image\": 1,}", "remove the last comma before '}'"),
            ("[\"image\", \"//\",]", "remove the last comma before ']'"),
            ("{\"image\": 1} /* x", "something follows"), ("{\"image\": /* x", "the comment is never closed; add '*/'"),
            ("[1,,/**/]//image:", "expected a value"), ("{\"image\": 1 / 2}", "expected ','"),
            ("/**/{/**/,/**/} //image:", "expected a key"),
        ])
    func faults(text: String, message: String) throws {
        let record = try record(text, "a.json")
        let problem = try #require(record.problems.first)
        #expect(problem.message.contains(message), "\(problem.message)")
    }

    @Test("is no JSON in lines and in front matter")
    func strict() throws {
        #expect(try record("{\"url\": \"a\" /**/}\n", "a.ndjson").problems.count == 1)
        #expect(try record("{\"image\": \"a\" /**/}\n").problems.count == 1)
    }
}
