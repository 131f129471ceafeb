import Testing

@testable import Records

@Suite("Broken TOML")
struct TOMLFailureTests {
    @Test(
        "is a problem at its place, with a remedy",
        arguments: [
            ("a", 1, "expected '=' after the key"), ("a = ", 4, "expected a value"), ("a = # c", 4, "expected a value"),
            ("= 1", 0, "expected a key"), ("a.=1", 2, "expected a key"),
            ("a = 1 b = 2", 6, "end of the line after the value"),
            ("a = 'x' 'y'", 8, "end of the line"), ("[a] b = 1", 4, "end of the line after the header"),
            ("[a", 2, "expected ']'"), ("[[a]", 3, "expected ']]'"), ("[]", 1, "expected a key"),
            ("[a.]", 3, "expected a key"),
            ("[ [a]]", 2, "expected a key"), ("é = 1", 0, "in quotes"), ("a = yes", 4, "put text in quotes"),
            ("a = True", 4, "true or false"), ("a = .5", 4, "put text in quotes"), ("a = 5.", 4, "put it in quotes"),
            ("a = 012", 4, "no number"), ("a = 1__2", 4, "no number"), ("a = _1", 4, "put text in quotes"),
            ("a = 1_", 4, "no number"), ("a = +0x1", 4, "no number"), ("a = 0x", 4, "no number"),
            ("a = 0o8", 4, "no number"),
            ("a = 1e", 4, "no number"), ("a = 1.e5", 4, "no number"), ("a = 1._5", 4, "no number"),
            ("a = +-1", 4, "no number"),
            ("a = 2026-02-29", 4, "no number, date"), ("a = 2026-13-01", 4, "no number, date"),
            ("a = 24:00:00", 4, "date or time"),
            ("a = 2026-01-01T", 4, "date or time"), ("a = 2026-01-01 07:32", 4, "date or time"),
            ("a = 12:30:00.", 4, "date or time"),
            ("a = 2026-01-01T00:00:00+24:00", 4, "date or time"), ("a = 2026-1-1", 4, "date or time"),
            ("a = \"b", 4, "closing quote"), ("a = \"b\nc\"", 4, "closing quote"), ("a = 'b\r\n'", 4, "closing quote"),
            ("a = \"\"\"b\"\"", 4, "three closing quotes"), ("a = '''b", 4, "three closing quotes"),
            ("a = \"\\x41\"", 5, "no escape of TOML"), ("a = \"\\ud800\"", 5, "no escape"),
            ("a = \"\\U00110000\"", 5, "no escape"),
            ("a = \"\\u00e\"", 5, "no escape"), ("a = \"\\", 5, "no escape"), ("a = \"\"\"\\ x\"\"\"", 7, "no escape"),
            ("a = \"\u{1}\"", 5, "control character"), ("a = '\u{7F}'", 5, "control character"),
            ("a = \"\"\"\u{1}\"\"\"", 7, "control character"), ("a = '''x\rx'''", 8, "control character"),
            ("# \u{7}", 2, "control character"),
            ("a = 1\rb = 2", 5, "end lines with LF or CRLF"), ("# c\rb = 2", 3, "end lines with LF or CRLF"),
            ("a = [1 2]", 7, "expected ',' or ']'"), ("a = [1,,2]", 7, "expected a value"),
            ("a = [,]", 5, "expected a value"),
            ("a = [1", 6, "expected ',' or ']'"), ("a = [", 5, "expected a value"),
            ("a = {b = 1,}", 11, "remove the last comma"),
            ("a = {b = 1 c = 2}", 11, "expected ',' or '}'"), ("a = {b = 1\n}", 10, "join the lines"),
            ("a = {\nb = 1}", 5, "join the lines"), ("a = {b = 1, # c\n}", 12, "expected a key"),
            ("a = {b}", 6, "expected '='"),
            ("a = {b = 1", 10, "expected ',' or '}'"), ("a = {,}", 5, "expected a key"),
            ("\"\"\"a\"\"\" = 1", 2, "expected '='"),
            ("a = 1\n\u{FEFF}b = 2", 6, "in quotes"), ("a = \"\"\"\"\"\"\"\"\"", 12, "end of the line"),
            ("{}", 0, "expected a key"),
            ("---\na = 1", 3, "expected '='"),
        ])
    func invalid(text: String, offset: Int, message: String) throws {
        let record = try record(text, "a.toml")
        let problem = try #require(record.problems.first, "\(text)")
        #expect(problem.kind == .unread)
        #expect(problem.offset == offset, "\(text): \(problem.message)")
        #expect(problem.message.contains(message), "\(text): \(problem.message)")
        #expect(record.entries.isEmpty)
    }

    @Test("has its line and column")
    func position() throws {
        let record = try record("# é\r\n[image]\r\nurl = \"😀\" x\r\n", "a.toml")
        #expect(record.problems.map(\.position) == [SourcePosition(line: 3, column: 11)])
    }

    @Test("bytes that are no text are named with their place", arguments: [[0x80], [0xC3, 0x28], [0]] as [[UInt8]])
    func encoding(sequence: [UInt8]) throws {
        let bytes = Array("# é\na = \"".utf8) + sequence + Array("\"\n".utf8)
        let record = try #require(Record(path: "a.toml", bytes: bytes))
        #expect(record.problems.map(\.position) == [SourcePosition(line: 2, column: 6)])
    }
}

@Suite("TOML keys that are there twice")
struct TOMLRepetitionTests {
    @Test(
        "make the entry on the way ambiguous, and it alone",
        arguments: [
            ("[image]\nurl = 'a'\nwidth = 1\nwidth = 2\n[logo]\nurl = 'x'\n", "width"),
            ("[image]\nurl = 'a'\nalt = 1\n\"alt\" = 2\n[logo]\nurl = 'x'\n", "alt"),
            ("[post]\nimage.url = 'a'\n[logo]\nurl = 'x'\n[post]\nb = 1\n", "post"),
            ("post = 1\n[post.image]\nurl = 'a'\n[logo]\nurl = 'x'\n", "post"),
            ("[post]\nx = 1\n[[post]]\nimage = {url = 'a'}\n[logo]\nurl = 'x'\n", "post"),
            ("post = {x = 1}\n[post.image]\nurl = 'a'\n[logo]\nurl = 'x'\n", "post"),
            ("post = [{x = 1}]\n[[post]]\nimage = {url = 'a'}\n[logo]\nurl = 'x'\n", "post"),
            ("image.url = 'a'\n[image]\nalt = 'b'\n[logo]\nurl = 'x'\n", "image"),
            ("[a.image]\nurl = 'a'\n[a]\nimage.width = 5\n[logo]\nurl = 'x'\n", "image"),
            ("image = {url = 'a', m.x = 1, m.x = 2}\n[logo]\nurl = 'x'\n", "x"),
            ("image = {m = 1, m.x = 2, url = 'a'}\n[logo]\nurl = 'x'\n", "m"),
        ])
    func ambiguous(text: String, key: String) throws {
        let record = try record(text, "a.toml")
        let image = try #require(record.entries.first { $0.url.text == "a" })
        let logo = try #require(record.entries.firstIndex { $0.url.text == "x" })
        if key == "x" {
            // The keys of a table below the entry are not its own.
            #expect(image.ambiguity == nil)
            #expect(record.problems.map(\.entryPath) == [nil])
        } else {
            #expect(image.ambiguity == "the key '\(key)' is there twice")
            #expect(record.problems.map(\.entryPath) == [image.path])
        }
        #expect(record.problems.map(\.kind) == [.ambiguous])
        #expect(record.entries[logo].ambiguity == nil)
        #expect(
            try edited(text, (.flag, .boolean(true)), named: "a.toml", entry: logo)
                == text.replacing("url = 'x'", with: "url = 'x'\nisCached = true"))
    }

    @Test("elsewhere are a problem of the record")
    func elsewhere() throws {
        let record = try record("title = 1\n[image]\nurl = 'a'\n[\"é\"]\n['é']\n", "a.toml")
        let problem = try #require(record.problems.first)
        #expect(problem.kind == .ambiguous)
        #expect(problem.entryPath == nil)
        #expect(problem.position == SourcePosition(line: 5, column: 2))
        #expect(problem.message == "the key 'é' is there twice, so that no TOML parser reads the record; remove one")
    }

    @Test("are found in tables of any size")
    func large() throws {
        for count in [7, 8, 9, 10, 1000] {
            let keys = (0..<count).map { "k\($0) = 1\n" }.joined()
            #expect(try record(keys, "a.toml").problems.isEmpty)
            #expect(try record(keys + "\"k\\u0030\" = 2\n", "a.toml").problems.map(\.kind) == [.ambiguous])
            #expect(try record(keys + "k\(count - 1) = 2\n", "a.toml").problems.map(\.kind) == [.ambiguous])
        }
        let same = try record(String(repeating: "k = 1\n", count: 100_000), "a.toml")
        #expect(same.problems.count == 1)
    }

    @Test("are compared byte by byte")
    func bytes() throws {
        #expect(try record("\"é\" = 1\n\"e\u{301}\" = 2\n", "a.toml").problems.isEmpty)
    }
}
