import Testing

@testable import Records

@Suite("Edits")
struct EditTests {
    @Test(
        "replace a value in the style that it has",
        arguments: [
            ("width: 5", "width: 7"), ("width: \"5\"", "width: \"7\""), ("width: '5'", "width: '7'"),
            ("width: 5 # c", "width: 7 # c"), ("width: !!int 5", "width: !!int 7"), ("width: &x 5", "width: &x 7"),
            ("width  :   5", "width  :   7"), ("width: wide", "width: 7"), ("width: 12\n    80", "width: 7"),
            ("\"width\": 5", "\"width\": 7"), ("width: null", "width: 7"), ("width: \"\"", "width: \"7\""),
            ("? width\n  : 5", "? width\n  : 7"), ("width: 5   ", "width: 7   "),
        ])
    func replace(old: String, new: String) throws {
        let before = "title: é\nimage:\n  url: a\n  "
        let after = "\n  isCached: true\nmore: 1\n"
        #expect(try edited(before + old + after, (.width, .pixels(7))) == before + new + after)
    }

    @Test("unquote a flag, which as a string is none")
    func quotedFlag() throws {
        #expect(
            try edited("image: {url: a, isCached: \"true\"}", (.flag, .boolean(true)))
                == "image: {url: a, isCached: true}")
        #expect(
            try edited(#"{"image": {"url": "a", "isCached": "no"}}"#, (.flag, .boolean(false)), named: "a.json")
                == #"{"image": {"url": "a", "isCached": false}}"#)
    }

    @Test("replace booleans of YAML 1.1")
    func legacy() throws {
        #expect(
            try edited("image: {url: a, isCached: yes}", (.flag, .boolean(true))) == "image: {url: a, isCached: true}")
    }

    @Test(
        "fill in an empty value",
        arguments: [
            ("isCached:", "isCached: true"), ("isCached: ", "isCached: true "),
            ("isCached: # todo", "isCached: true # todo"),
            ("isCached:   # todo", "isCached: true   # todo"), ("isCached: !!bool", "isCached: !!bool true"),
            ("isCached: &x # todo", "isCached: &x true # todo"), ("'isCached':", "'isCached': true"),
            ("isCached :", "isCached : true"), ("? isCached\n  :", "? isCached\n  : true"),
        ])
    func fill(old: String, new: String) throws {
        for end in ["\n", "\nmore: 1\n", "", "\n  # comment\n\nmore: 1\n", "\n  height: 5\n"] {
            let before = "image:\n  url: é\n  "
            #expect(try edited(before + old + end, (.flag, .boolean(true))) == before + new + end)
        }
    }

    @Test(
        "fill in an empty value in braces",
        arguments: [
            ("{url: é, isCached: }", "{url: é, isCached: true }"),
            ("{isCached: , url: é}", "{isCached: true , url: é}"),
            ("{url: é, isCached}", "{url: é, isCached: true}"),
            ("{\"url\": é, \"isCached\":}", "{\"url\": é, \"isCached\": true}"),
            ("{url: é, isCached: # todo\n  }", "{url: é, isCached: true # todo\n  }"),
            ("{url: é, isCached: !!bool }", "{url: é, isCached: !!bool true }"),
        ])
    func fillInBraces(old: String, new: String) throws {
        #expect(try edited("images: [\(old)]", (.flag, .boolean(true))) == "images: [\(new)]")
    }

    @Test("replace an alias by the value, and leave its anchor")
    func alias() throws {
        #expect(
            try edited("w: &w 5\nimage: {url: a, width: *w, height: *w}\n", (.width, .pixels(7)))
                == "w: &w 5\nimage: {url: a, width: 7, height: *w}\n")
    }

    @Test("in one go keep a sensible order at one place")
    func together() throws {
        let changes: [(EntryField, FieldValue)] = [
            (.flag, .boolean(true)), (.height, .pixels(6)), (.width, .pixels(5)),
        ]
        #expect(
            try edited("image:\n  url: a\nmore: 1\n", changes[0], changes[1], changes[2])
                == "image:\n  url: a\n  width: 5\n  height: 6\n  isCached: true\nmore: 1\n")
        #expect(
            try edited("image:\n  url: a\n  width:", changes[0], changes[1], changes[2])
                == "image:\n  url: a\n  width: 5\n  height: 6\n  isCached: true")
        #expect(
            try edited(#"{"image":{"url":"a"}}"#, changes[0], changes[1], changes[2], named: "a.json")
                == #"{"image":{"url":"a","width":5,"height":6,"isCached":true}}"#)
        #expect(
            try edited("image: {url: a, width: 1}", changes[0], changes[1], changes[2])
                == "image: {url: a, width: 5, height: 6, isCached: true}")
    }

    @Test("are plain values: offset, length and replacement")
    func edit() throws {
        let record = try record("image:\n  url: é\n  isCached: true\n", "data.yml")
        let replace = try record.edits(for: [FieldChange(entryIndex: 0, field: .flag, value: .boolean(false))])[0]
        #expect(replace == Edit(offset: 29, length: 4, replacement: "false"))
        let insert = try record.edits(for: [FieldChange(entryIndex: 0, field: .width, value: .pixels(9))])[0]
        #expect(insert == Edit(offset: 33, length: 0, replacement: "\n  width: 9"))
    }

    @Test(
        "that change nothing give the same bytes",
        arguments: [
            "image: {url: a, isCached: True, width: '5'}",
            "image: {url: a, isCached: &x !!bool \"true\", width: 0x5}",
            "x: {c: &c true, w: &w 5}\nimage: {url: a, isCached: *c, width: *w}",
            "image: {url: a, isCached: &c true, width: &w 5}\nx: [*c, *w]",
            "image:\n  url: a\n  isCached: true\n  width: |-\n    5\n",
            "{\"image\": {\"url\": \"a\", \"isCached\": true, \"width\": \"\\u0035\"}}",
        ])
    func noChange(text: String) throws {
        for path in ["a.yml", text.hasPrefix("{") ? "a.json" : "a.yaml"] {
            #expect(try edited(text, (.flag, .boolean(true)), (.width, .pixels(5)), named: path) == text)
            #expect(try edited(text, named: path) == text)
        }
    }

    @Test("of all entries at once")
    func allEntries() throws {
        let text = "images:\n" + String(repeating: "- {url: a, isCached: true}\n- url: é\n  width: 3\n", count: 500)
        let record = try record(text, "data.yml")
        let result = try record.applying(flagChanges(record, to: false))
        let expected = text.replacing("true", with: "false").replacing("width: 3", with: "width: 3\n  isCached: false")
        #expect(String(decoding: result, as: UTF8.self) == expected)
    }
}
