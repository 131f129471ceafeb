import Testing

@testable import Records

@Suite("Images of Markdown")
struct MarkdownImageTests {
    @Test(
        "are found wherever text is",
        arguments: [
            "![a](i.png)", "text ![a](i.png) text", "# Heading ![a](i.png) #", "![a](i.png)\n===", "> ![a](i.png)",
            "> quote\n![a](i.png)", "- item\n\n  ![a](i.png)", "- item\n![a](i.png)", "1. > - ![a](i.png)",
            "| a | ![a](i.png) |\n|---|---|\n| b | c |", "a | b\n-|-\n![a](i.png) | c", "[![a](i.png)](page)",
            "*![a](i.png)*", "text\n    ![a](i.png)",
            "***\n![a](i.png)\r\ntext", "[^1]: note ![a](i.png)", "[^1]: ![a](i.png)", "a\\\n![a](i.png)",
        ])
    func places(body: String) throws {
        #expect(try bodyURLs(body) == ["i.png"])
    }

    @Test(
        "are none in code, in comments, and where a mark is escaped",
        arguments: [
            "`![a](i.png)`", "`` ` ![a](i.png) ` ``", "```\n![a](i.png)\n```", "~~~ html\n![a](i.png)",
            "    ![a](i.png)",
            "\t![a](i.png)", "- a\n\n      ![a](i.png)", "> ```\n> ![a](i.png)\n> ```", "<!-- ![a](i.png) -->",
            "<!--\n\n![a](i.png)\n\n-->", "text <!-- ![a](i.png) --> text", "\\![a](i.png)", "!\\[a](i.png)",
            "![a\\](i.png)", "![a] (i.png)", "![a](i.png", "![a](i .png)", "![a](<i.png)", "<b title='![a](i.png)'>",
            "<https://example.com/![a](i.png)>", "<script>\n![a](i.png)\n</script>", "<div>\n![a](i.png)\n</div>",
            "`\n![a](i.png)\n`", "![a]()", "![a](<>)",
        ])
    func none(body: String) throws {
        #expect(try bodyURLs(body) == [])
    }

    @Test(
        "have their URL without brackets, escapes, references and title",
        arguments: [
            ("![a](<i 1.png>)", "i 1.png"), ("![a]( i.png )", "i.png"), ("![a](i.png \"a title\")", "i.png"),
            ("![a](i.png 'a \\' title')", "i.png"), ("![a](i.png (title))", "i.png"), ("![a](\ni.png\n\"t\")", "i.png"),
            ("![a](i\\_1.png)", "i_1.png"), ("![a](i\\1.png)", "i\\1.png"), ("![a](a(b(c)).png)", "a(b(c)).png"),
            ("![a](a\\).png)", "a).png"), ("![a](i.png?a=1&amp;b=2)", "i.png?a=1&b=2"), ("![a](&#105;.png)", "i.png"),
            ("![a](i&copy.png)", "i&copy.png"), ("![a](i&#x20;1.png)", "i 1.png"), ("![a](é.png)", "é.png"),
            ("![a](<i\\>.png>)", "i>.png"), ("![a `]` b](i.png)", "i.png"), ("![a [b] c](i.png)", "i.png"),
            ("![a [b](c) d](i.png)", "i.png"), ("![a ![b](c.png) d](i.png)", "i.png"),
            ("![<img src=\"c.png\">](i.png)", "i.png"),
        ])
    func destinations(body: String, url: String) throws {
        #expect(try bodyURLs(body) == [url])
    }

    @Test("say where their URL is written")
    func written() throws {
        let body =
            "> ![a](<a b.png>) ![b](i\\_1.png \"t\")\n> ![c](c&amp;d.png)\n\n| ![d \\| e](d.png) |\n|-|\n\n![f]\n\n[f]: f.png\n"
        #expect(try writtenURLs(body) == ["a b.png", "i\\_1.png", "c&amp;d.png", "d.png", "f.png"])
        let record = try bodyRecord(body)
        let position = record.position(of: record.entries[2].url.range.lowerBound)
        #expect(position == SourcePosition(line: 5, column: 8))
        #expect(record.entries.map(\.path) == (0...4).map { "body:img[\($0)]" })
    }

    @Test(
        "take their URL from a definition",
        arguments: [
            "![a][x]\n\n[x]: i.png", "![x][]\n\n[x]: i.png", "![x]\n\n[x]: i.png", "[x]: i.png\n\n![a][x]",
            "![a][X  y]\n\n[x\ny]: <i.png> 'title'", "> [x]: i.png\n\n![x]", "- [x]: i.png\n\n![x]",
            "[x]:\ni.png\n'a\ntitle'\n![x]", "[y]: z\n[x]: i.png\n[x]: other.png\n![x]", "![ẞ]\n\n[SS]: i.png",
            "[x]: i.png\n===\n![x]", "![x][nothing]![x]\n\n[x]: i.png", "![ΑΓΩ]\n\n[αγω]: i.png",
        ])
    func references(body: String) throws {
        #expect(try bodyURLs(body) == ["i.png"])
    }

    @Test(
        "are none without a definition",
        arguments: [
            "![a][x]", "![x]\n\n    [x]: i.png", "![x]\n\n```\n[x]: i.png\n```", "![x]\ntext\n[x]: i.png",
            "![x]\n\n[x]: i.png text", "![x]\n\n[x] : i.png", "![x]\n\n[x]:\n", "![[x]]\n\n[[x]]: i.png",
            "![a][y]\n\n[x]: i.png", "![]\n\n[]: i.png",
        ])
    func undefined(body: String) throws {
        #expect(try bodyURLs(body) == [])
    }

    @Test("are not looked for where bodies are left out")
    func leftOut() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.images = .data
        #expect(try record("![a](i.png)", vocabulary: vocabulary).entries.isEmpty)
    }

    @Test("stand in the columns of a table alone")
    func columns() throws {
        let body =
            "| ![a](1.png) | b |\n|---|---|\n| ![c](2.png) | ![d \\| `\\|`](3.png) | ![e](4.png) |\n\n![f](5.png)"
        #expect(try bodyURLs(body) == ["1.png", "2.png", "3.png", "5.png"])
    }

    @Test("come with the front matter's own images before them", arguments: ["yaml", "toml", "json"])
    func frontMatter(kind: String) throws {
        let matter = [
            "yaml": "---\nimage: {url: a.png}\n---\n", "toml": "+++\n[image]\nurl = 'a.png'\n+++\n",
            "json": "{\"image\": {\"url\": \"a.png\"}}\n",
        ]
        let record = try record(try #require(matter[kind]) + "[x]: b.png\n\n![x]")
        #expect(record.entries.map(\.url.text) == ["a.png", "b.png"])
        #expect(record.entries.map(\.kind) == [.data, .body])
    }
}
