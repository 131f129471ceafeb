import Testing

@testable import Records

@Suite("TOML")
struct TOMLTests {
    /// The way to each entry, and its URL.
    private func entries(_ text: String) throws -> [String] {
        let record = try record(text, "data.toml")
        #expect(record.problems.isEmpty, "\(record.problems)")
        #expect(record.format.name == "TOML")
        return record.entries.map { "\($0.path) \($0.url.text)" }
    }

    @Test("entries are found in arrays of tables, tables, dotted keys and braces")
    func forms() throws {
        let text = """
            title = "A" # comment
            cover.url = "a"
            related = [
              # comment
              { title = "B", images = [{ url = "b" }] }, # comment
              { images = [ { url = "c" }, { url = "d", width = 5 }, ] },
            ]
            [params]
            provider.image.url = "e"
            [[params.images]]
            url = "f"
            [[params.images]]
            url = "g"
            [image]
            url = "h"
            [[images]]
            url = "i"
            [images.thumbnail]
            url = "j"
            [[images]]
            url = "k"
            """
        #expect(
            try entries(text) == [
                "cover a", "related[0].images[0] b", "related[1].images[0] c", "related[1].images[1] d",
                "params.provider.image e", "params.images[0] f", "params.images[1] g", "image h", "images[0] i",
                "images[0].thumbnail j", "images[1] k",
            ])
    }

    @Test("tables may be scattered, and entries come in the order of the record")
    func scattered() throws {
        let text = """
            [a.image.meta]
            x = 1
            [b.image]
            url = "1"
            [a.photo]
            url = "2"
            [[images]]
            url = "3"
            [a]
            cover.width = 5
            title = "x"
            cover.url = "4"
            [[images]]
            url = "5"
            [a.image]
            url = "6"
            [b]
            logo = {a.b = 1, url = "7"}
            """
        #expect(
            try entries(text) == [
                "a.image 6", "b.image 1", "a.photo 2", "images[0] 3", "a.cover 4", "images[1] 5", "b.logo 7",
            ])
        let record = try record(text, "data.toml")
        #expect(record.entries[4].declaredWidth == .pixels(5))
    }

    @Test("the document may itself be an entry")
    func document() throws {
        #expect(try entries("url = \"a.png\"\nwidth = 5\n[image]\nurl = \"b\"\n") == [". a.png", "image b"])
        #expect(try entries("image.url = \"b\"\nurl = \"a.png\"\nwidth = 5\n") == [". a.png", "image b"])
    }

    @Test("keys may be quoted, hold dots and escapes, and have blanks around their dots")
    func keys() throws {
        #expect(
            try entries("[ \"a.b\" . 'c d' ]\nimage . \"u\\u0072l\" = \"x\"\n[\"\"]\n\"image\".\"url\"='y'\n")
                == ["[\"a.b\"][\"c d\"].image x", "[\"\"].image y"])
        #expect(
            try entries("1.2.image.url = 'x'\n-_.image = {url = 'y'}") == [
                "[\"1\"][\"2\"].image x", "[\"-_\"].image y",
            ])
    }

    @Test(
        "strings of all kinds are read",
        arguments: [
            (#""a\tb\"\\\u00e9\U0001F600""#, "a\tb\"\\é😀"), (#"'C:\new'"#, "C:\\new"),
            ("\"\"\"a\nb\"\"\"", "a\nb"), ("\"\"\"\na\n\"\"\"", "a\n"), ("\"\"\"\r\na\r\n\"\"\"", "a\r\n"),
            ("\"\"\"a \\\n\n   \t b\"\"\"", "a b"), ("\"\"\"a\\  \r\n b\"\"\"", "ab"),
            ("\"\"\"\"a\"\" \"\"\"", "\"a\"\" "), ("\"\"\"a\"\"\"\"\"", "a\"\""),
            ("\"\"\"\\\"\"\"\\\"\"\"\"", "\"\"\"\""), ("'''\n'a\\''''", "'a\\'"), ("'''a''b'''''", "a''b''"),
            ("\"# no comment\"", "# no comment"), ("'#'", "#"), ("\"tab\there\"", "tab\there"), ("\"“é” 😀\"", "“é” 😀"),
        ])
    func strings(source: String, text: String) throws {
        let record = try record("[image]\nurl = \(source) # comment\nisCached = true\n", "a.toml")
        #expect(record.problems.isEmpty, "\(record.problems)")
        #expect(record.entries.map(\.url.text) == [text])
        #expect(excerpt(record.entries[0].url.range, of: record) == source)
        #expect(try excerpt(#require(record.entries[0].flag).range, of: record) == "true")
    }

    @Test(
        "numbers are lengths in every base",
        arguments: [
            ("1280", DeclaredLength.pixels(1280)), ("1_280", .pixels(1280)), ("+12", .pixels(12)),
            ("0x5_0", .pixels(80)),
            ("0xfF", .pixels(255)), ("0o17", .pixels(15)), ("0b1_01", .pixels(5)), ("12.0", .pixels(12)),
            ("1_2.0_0", .pixels(12)), ("\"640\"", .pixels(640)), ("'640'", .pixels(640)), ("'''640'''", .pixels(640)),
            ("0", .invalid("0")), ("-5", .invalid("-5")), ("12.5", .invalid("12.5")), ("1e3", .pixels(1000)),
            ("inf", .invalid("inf")), ("-nan", .invalid("-nan")), ("true", .invalid("true")), ("''", .absent),
            ("2026-01-31", .invalid("2026-01-31")), ("[1]", .invalid("a list or mapping")),
            ("{ a = 1 }", .invalid("a list or mapping")),
            ("0b\(String(repeating: "1", count: 70))", .invalid("0b\(String(repeating: "1", count: 70))")),
            ("99999999999999999999", .invalid("99999999999999999999")),
        ])
    func lengths(source: String, expected: DeclaredLength) throws {
        let record = try record("[image]\nurl = 'a'\nwidth = \(source)\n", "a.toml")
        #expect(record.problems.isEmpty)
        #expect(record.entries.map(\.declaredWidth) == [expected])
    }

    @Test(
        "flags are booleans, and no strings or numbers",
        arguments: [
            ("true", DeclaredFlag.boolean(true)), ("false", .boolean(false)), ("\"true\"", .invalid("true")),
            ("1", .invalid("1")), ("''", .absent), ("'yes'", .invalid("yes")),
        ])
    func flags(source: String, expected: DeclaredFlag) throws {
        let record = try record("[image]\nurl = 'a'\nisCached = \(source)\n", "a.toml")
        #expect(record.entries.map(\.declaredFlag) == [expected])
    }

    @Test(
        "is read whole",
        arguments: [
            "", "\u{FEFF}", "\n\r\n \t\n", "# comment", "a = 1", "a = 1 # c", "a=[]",
            "a = [ # c\n\n 1, # c\n 2 # c\n,]\n",
            "a = [[1, 2], ['a', {b = [3]}]]", "a = {}", "a = { b.c = 1, b.d = 2, \"e\" = { } }", "[a]",
            "[a] # c\r\n[b]\r\n",
            "a = 1979-05-27T07:32:00Z\nb = 1979-05-27 07:32:00.999-07:00\nc = 1979-05-27t07:32:00z\nd = 07:32:00\n"
                + "e = 1979-05-27\nf = 1979-05-27T07:32:00\ng = 2024-02-29 # c\nh = 1979-05-27 # c\ni = [1979-05-27 , 2]",
            "a = +1.5e-10\nb = 1E5\nc = -0.0\nd = +0\ne = 1_0.0_1e1_0\nf = +inf\ng = nan\nh = 0xDEAD_beef",
            "[a.b.c]\n[a]\n[a.b]", "[a]\nb.c = 1\nb.d = 2\n[a.b.e]\n", "[[a.b]]\n[a]\nc = 1\n",
            "[[a]]\n[a.b]\n[[a]]\n[a.b]\n",
            "a.b = 1\na.c.d = 2\na.c.e = 3\n[a.f]\n", "true = 1\n1-2 = 2\n\"é\" = 3",
        ])
    func valid(text: String) throws {
        #expect(try record(text, "a.toml").problems.isEmpty)
    }

    @Test("nested too deep is a problem, whatever its size")
    func depth() throws {
        let message = "nesting is deeper than 256 levels; flatten the data"
        for level in ["[", "{a=", "[{a="] {
            let tooDeep = try record("image = " + String(repeating: level, count: 100_000), "a.toml")
            #expect(tooDeep.problems.map(\.message) == [message])
        }
        let names = Array(repeating: "a", count: 100_000).joined(separator: ".")
        #expect(try record("image = 1\n[\(names)]", "a.toml").problems.map(\.message) == [message])
        #expect(try record("image = 1\n\(names) = 1", "a.toml").problems.map(\.message) == [message])
        let deepest = String(repeating: "[", count: 255) + String(repeating: "]", count: 255)
        #expect(try record("a = \(deepest)", "a.toml").problems.isEmpty)
        #expect(try record("image = [\(deepest)]", "a.toml").problems.map(\.message) == [message])
        let deepName = Array(repeating: "a", count: 254).joined(separator: ".")
        #expect(try entries("[\(deepName).image]\nurl = 'x'").count == 1)
    }

    @Test("a hundred thousand entries are read, whatever their form")
    func manyEntries() throws {
        let tables = String(repeating: "[[images]]\nurl = 'a'\nisCached = true\n", count: 100_000)
        #expect(try record(tables, "a.toml").entries.last?.path == "images[99999]")
        let braces = String(repeating: "{url = 'a', isCached = true},\n", count: 100_000)
        #expect(try record("images = [\n\(braces)]", "a.toml").entries.last?.path == "images[99999]")
        let named = (0..<30_000).map { "[n\($0).image]\nurl = 'a'\n" }.joined()
        #expect(try record(named, "a.toml").entries.last?.path == "n29999.image")
        let dotted = (0..<30_000).map { "n\($0).image.url = 'a'\n" }.joined()
        #expect(try record(dotted, "a.toml").entries.last?.path == "n29999.image")
    }
}
