import Testing

@testable import Records

@Suite("Edits of TOML")
struct TOMLEditTests {
    @Test(
        "replace a value in the style that it has",
        arguments: [
            ("width = 5", "width = 7"), ("width=5 # c", "width=7 # c"), ("width = \"5\"", "width = \"7\""),
            ("width = '5'", "width = '7'"), ("width = '''5'''", "width = '''7'''"),
            ("width = \"\"\"5\"\"\"", "width = \"\"\"7\"\"\""),
            ("width = \"\"\"\n5\"\"\"", "width = \"\"\"7\"\"\""), ("width = \"\"", "width = \"7\""),
            ("width = ''", "width = '7'"),
            ("width = 1_280", "width = 7"), ("\"width\"\t=\t0xff", "\"width\"\t=\t7"),
            ("width = 2026-01-31 12:00:00Z", "width = 7"),
            ("width = \"\\u0035\"", "width = \"7\""), ("width = -inf", "width = 7"),
        ])
    func replace(old: String, new: String) throws {
        for end in ["", "\n", "\nalt = \"é\"\n", "\n\n# c\n[more]\n"] {
            let before = "title = 'é'\n[[images]]\nurl = \"😀\"\n"
            #expect(try edited(before + old + end, (.width, .pixels(7)), named: "a.toml") == before + new + end)
        }
    }

    @Test("replace flags, quoted or not, wherever they are")
    func flags() throws {
        for (old, new) in [("true", "false"), ("\"true\"", "false"), ("''", "false"), ("1", "false")] {
            for text in [
                "[image]\nisCached = @\nurl = 'a'\n", "image = { url = 'a', isCached = @ }",
                "image.isCached = @\nimage.url = 'a'",
                "x = [1, { image.isCached = @, image.url = 'a' } ]\n",
            ] {
                #expect(
                    try edited(text.replacing("@", with: old), (.flag, .boolean(false)), named: "a.toml")
                        == text.replacing("@", with: new))
            }
        }
    }

    @Test("that change nothing give the same bytes")
    func noChange() throws {
        let text = "\u{FEFF}[image]\r\nurl = 'a'\r\nwidth = 0x5\r\nheight = 1_0\r\nisCached = true # c\r\n"
        #expect(
            try edited(text, (.flag, .boolean(true)), (.width, .pixels(5)), (.height, .pixels(10)), named: "a.toml")
                == text)
    }

    @Test(
        "insert a line in the way of its neighbours",
        arguments: [
            ("[image]\nurl = 'a'\n", "[image]\nurl = 'a'\nisCached = true\n"),
            ("[image]\nurl = 'a'", "[image]\nurl = 'a'\nisCached = true"),
            ("[image]\r\nurl = 'a'", "[image]\r\nurl = 'a'\r\nisCached = true"),
            ("image.url = 'a'", "image.url = 'a'\nimage.isCached = true"),
            ("\u{FEFF}image.url = 'a'", "\u{FEFF}image.url = 'a'\nimage.isCached = true"),
            ("[image]\r\nurl='a'\r\n\r\n[b]\r\n", "[image]\r\nurl='a'\r\nisCached=true\r\n\r\n[b]\r\n"),
            (
                "[[images]]\n  url = 'a' # c\n\n# d\n[[x]]\n",
                "[[images]]\n  url = 'a' # c\n  isCached = true\n\n# d\n[[x]]\n"
            ),
            ("[image]\n\turl\t=\t'a'\n", "[image]\n\turl\t=\t'a'\n\tisCached\t=\ttrue\n"),
            ("[image]\n\"url\" = 'a'\n", "[image]\n\"url\" = 'a'\n\"isCached\" = true\n"),
            ("[image]\n'url' = 'a'\n", "[image]\n'url' = 'a'\n'isCached' = true\n"),
            (
                "[image]\nurl = 'a'\nwidth = 5\nalt = 'b'\n",
                "[image]\nurl = 'a'\nwidth = 5\nisCached = true\nalt = 'b'\n"
            ),
            (
                "[image]\nurl        = 'a'\nwidth      = 5\n",
                "[image]\nurl        = 'a'\nwidth      = 5\nisCached   = true\n"
            ),
            ("[image]\nurl = '''\na\n'''\n[b]\n", "[image]\nurl = '''\na\n'''\nisCached = true\n[b]\n"),
            ("[image]\nurl = 'a'\nwidth = [\n5\n]\n", "[image]\nurl = 'a'\nisCached = true\nwidth = [\n5\n]\n"),
            (
                "[image]\nurl = 'a'\n[image.width]\nx = 1\n",
                "[image]\nurl = 'a'\nisCached = true\n[image.width]\nx = 1\n"
            ),
            ("[image.meta]\nx = 1\n[image]\nurl = 'a'\n", "[image.meta]\nx = 1\n[image]\nurl = 'a'\nisCached = true\n"),
            (
                "[post]\n  a.image . url = 'a'\nb = 1\na.image.width = 5 # c\n",
                "[post]\n  a.image . url = 'a'\nb = 1\na.image.width = 5 # c\na.image.isCached = true\n"
            ),
            ("url = 'a.png'\nwidth = 5\n[image]\n", "url = 'a.png'\nwidth = 5\nisCached = true\n[image]\n"),
        ])
    func insertLine(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true)), named: "a.toml") == new)
    }

    @Test("align with other keys where the last one is the longest")
    func alignment() throws {
        let text = "[image]\nurl      = 'a'\nisCached = true\n"
        #expect(
            try edited(text, (.width, .pixels(5)), named: "a.toml")
                == "[image]\nurl      = 'a'\nisCached = true\nwidth    = 5\n")
        #expect(
            try edited("[image]\nurl = 'a'\nisCached = true\n", (.width, .pixels(5)), named: "a.toml")
                == "[image]\nurl = 'a'\nisCached = true\nwidth = 5\n")
    }

    @Test(
        "insert in braces in the way of the neighbours",
        arguments: [
            ("image = {url = 'a'}", "image = {url = 'a', isCached = true}"),
            ("image = { url = 'a' }", "image = { url = 'a', isCached = true }"),
            ("image={url='a'}", "image={url='a',isCached=true}"),
            ("image={url='a', width=5, x=1}", "image={url='a', width=5, isCached=true, x=1}"),
            ("image = { url = 'a' ,  width = 5 }", "image = { url = 'a' ,  width = 5,  isCached = true }"),
            ("x = {image.url = 'a'}", "x = {image.url = 'a', image.isCached = true}"),
            ("x = {image = { 'url' = 'a' } }", "x = {image = { 'url' = 'a', 'isCached' = true } }"),
            ("images = [\n  {url = 'a'}, # c\n]", "images = [\n  {url = 'a', isCached = true}, # c\n]"),
            ("image = {width = [1], url = 'a'}", "image = {width = [1], url = 'a', isCached = true}"),
        ])
    func insertInBraces(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true)), named: "a.toml") == new)
    }

    @Test("in one go keep a sensible order at one place")
    func together() throws {
        let changes: [(EntryField, FieldValue)] = [
            (.flag, .boolean(true)), (.height, .pixels(6)), (.width, .pixels(5)),
        ]
        #expect(
            try edited("[image]\nurl = 'a'", changes[0], changes[1], changes[2], named: "a.toml")
                == "[image]\nurl = 'a'\nwidth = 5\nheight = 6\nisCached = true")
        #expect(
            try edited("image = {url = 'a', width = 1}", changes[0], changes[1], changes[2], named: "a.toml")
                == "image = {url = 'a', width = 5, height = 6, isCached = true}")
    }

    @Test("are not led astray by strings that look like tables, fences and flags")
    func traps() throws {
        let text = """
            a = \"\"\"
            [[images]]
            url = "x"
            isCached = true
            +++
            \"\"\"
            b = '''
            [[images]] # '' \\
            isCached = true'''
            c = "# [[images]]" # isCached = true
            # [[images]]
            "isCached = true" = 1
            [["images"]]
            url = "http://x/#a=b" # isCached = true
            isCached = true

            """
        let record = try record(text, "a.toml")
        #expect(record.entries.map(\.path) == ["images[0]"])
        #expect(
            try edited(text, (.flag, .boolean(false)), named: "a.toml")
                == text.replacing(
                    "a=b\" # isCached = true\nisCached = true", with: "a=b\" # isCached = true\nisCached = false"))
    }

    @Test("write keys that need quotes with them")
    func quotedKeys() throws {
        for (key, neighbour, expected) in [
            ("is cached", "url", "\"is cached\""), ("it's", "'url'", "\"it's\""), ("é", "url", "\"é\""),
            ("a", "'url'", "'a'"),
        ] {
            var vocabulary = EntryVocabulary()
            vocabulary.flagKeys = [key]
            let record = try record("[image]\n\(neighbour) = 'a'\n", "a.toml", vocabulary: vocabulary)
            let change = FieldChange(entryIndex: 0, field: .flag, value: .boolean(true))
            #expect(
                String(decoding: try record.applying([change]), as: UTF8.self)
                    == "[image]\n\(neighbour) = 'a'\n\(expected) = true\n")
        }
    }

    @Test(
        "are refused where they would not be sure",
        arguments: [
            (
                "[image]\nurl = 'a'\nisCached = [true]\n",
                "the value of 'isCached' is a list or mapping; write one value in its place"
            ),
            (
                "[image]\nurl = 'a'\nisCached.x = 1\n",
                "the value of 'isCached' is a list or mapping; write one value in its place"
            ),
            (
                "[image]\nurl = 'a'\nisCached = true\nisCached = true\n",
                "the key 'isCached' is there twice; remove one of them"
            ),
            ("[image]\nurl = 'a'\n[image]\n", "the key 'image' is there twice; remove one of them"),
        ])
    func refused(text: String, message: String) throws {
        #expect(try refusal(text, (.flag, .boolean(false)), named: "a.toml").message == message)
    }

    @Test("of all entries at once")
    func allEntries() throws {
        let text = String(repeating: "[[images]]\nurl = 'é'\nisCached = true\n[[images]]\nurl = 'b'\n", count: 500)
        let record = try record(text, "a.toml")
        let expected = text.replacing("true", with: "false").replacing("url = 'b'", with: "url = 'b'\nisCached = false")
        #expect(String(decoding: try record.applying(flagChanges(record, to: false)), as: UTF8.self) == expected)
    }
}
