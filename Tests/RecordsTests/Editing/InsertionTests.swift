import Testing

@testable import Records

@Suite("Inserted keys")
struct InsertionTests {
    @Test(
        "look like their neighbours, in the block style",
        arguments: [
            ("image:\n  url: a\n", "image:\n  url: a\n  isCached: true\n"),
            ("image:\n    url: a", "image:\n    url: a\n    isCached: true"),
            ("images:\n- url: a\n- url: b\n", "images:\n- url: a\n  isCached: true\n- url: b\n"),
            ("images:\n  - - url: a\n", "images:\n  - - url: a\n      isCached: true\n"),
            ("images:\n-   url: a\n", "images:\n-   url: a\n    isCached: true\n"),
            ("image:\r\n  url: a\r\nb: c\r\n", "image:\r\n  url: a\r\n  isCached: true\r\nb: c\r\n"),
            ("image:\r\n  url: a", "image:\r\n  url: a\r\n  isCached: true"),
            ("image:\r  url: a\rb: c", "image:\r  url: a\r  isCached: true\rb: c"),
            ("image:\n  url: a # c\n\n# d\nb: c\n", "image:\n  url: a # c\n  isCached: true\n\n# d\nb: c\n"),
            ("image:\n  \"url\": a\n", "image:\n  \"url\": a\n  \"isCached\": true\n"),
            ("image:\n  'url': a\n", "image:\n  'url': a\n  'isCached': true\n"),
            ("url    : a.png\nwidth  : 5\n", "url    : a.png\nwidth  : 5\nisCached : true\n"),
            ("width      : 5\nurl        : a.png\n", "width      : 5\nurl        : a.png\nisCached   : true\n"),
            ("width:      5\nurl:        a.png\n", "width:      5\nurl:        a.png\nisCached:   true\n"),
            (
                "image:\n  url: a\n  title: b\n  width: 5\n  alt: c\n",
                "image:\n  url: a\n  title: b\n  width: 5\n  isCached: true\n  alt: c\n"
            ),
            ("image:\n  width: 5\n  path: a\n", "image:\n  width: 5\n  path: a\n  isCached: true\n"),
            ("image:\n  url: \"a\n    b\"\n", "image:\n  url: \"a\n    b\"\n  isCached: true\n"),
            ("image:\n  url: a\n  width: # todo\n", "image:\n  url: a\n  width: # todo\n  isCached: true\n"),
            ("image:\n  url: a\n  height: [5]\n", "image:\n  url: a\n  isCached: true\n  height: [5]\n"),
            ("image: &i\n  !!str url: &u a\n", "image: &i\n  !!str url: &u a\n  isCached: true\n"),
            ("u: &u a\nimage:\n  url: *u\n", "u: &u a\nimage:\n  url: *u\n  isCached: true\n"),
            ("---\nurl: a.png\nwidth: 1\n...\n", "---\nurl: a.png\nwidth: 1\nisCached: true\n...\n"),
        ])
    func block(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true))) == new)
    }

    @Test(
        "look like their neighbours, in braces",
        arguments: [
            ("image: {url: a}", "image: {url: a, isCached: true}"),
            ("image: { url: a }", "image: { url: a, isCached: true }"),
            ("image: {url: a, width: 5, x: y}", "image: {url: a, width: 5, isCached: true, x: y}"),
            ("image: {url: a,width: 5}", "image: {url: a,width: 5,isCached: true}"),
            ("image: {\"url\":\"a\"}", "image: {\"url\":\"a\",\"isCached\":true}"),
            ("image: {'url': a}", "image: {'url': a, 'isCached': true}"),
            (
                "image: {\n  url: a, # c\n  width: 5 # d\n}",
                "image: {\n  url: a, # c\n  width: 5,\n  isCached: true # d\n}"
            ),
            ("image: {\n  url: a,\n}", "image: {\n  url: a,\n  isCached: true,\n}"),
            ("image: {url: a, width: }", "image: {url: a, isCached: true, width: }"),
            ("u: &u a\nimage: {url: *u }", "u: &u a\nimage: {url: *u, isCached: true }"),
            ("image: {width: [1], url: a}", "image: {width: [1], url: a, isCached: true}"),
        ])
    func flow(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true))) == new)
    }

    @Test(
        "look like their neighbours, in JSON",
        arguments: [
            (#"{"image":{"url":"a"}}"#, #"{"image":{"url":"a","isCached":true}}"#),
            (#"{"image": {"url": "a"}}"#, #"{"image": {"url": "a", "isCached": true}}"#),
            (#"{"image": {"url": "a", "title": 5}}"#, #"{"image": {"url": "a", "isCached": true, "title": 5}}"#),
            ("{\"image\": {\n\t\"url\": \"a\"\n}}", "{\"image\": {\n\t\"url\": \"a\",\n\t\"isCached\": true\n}}"),
            (
                "{\"image\": {\r\n  \"url\" : \"a\",\r\n  \"width\" : 5\r\n}}",
                "{\"image\": {\r\n  \"url\" : \"a\",\r\n  \"width\" : 5,\r\n  \"isCached\" : true\r\n}}"
            ),
            ("{\"url\": \"a.png\"\n, \"width\": 5\n}", "{\"url\": \"a.png\"\n, \"width\": 5, \"isCached\": true\n}"),
        ])
    func json(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true)), named: "a.json") == new)
    }
}

@Suite("Refused edits")
struct RefusalTests {
    @Test(
        "name the entry and the remedy",
        arguments: [
            (
                "image:\n  url: a\n  isCached: |\n    true\n",
                "the value of 'isCached' is a block scalar; write it on the line of its key"
            ),
            (
                "image: {url: a, 'isCached': {}}",
                "the value of 'isCached' is a list or mapping; write one value in its place"
            ),
            (
                "image: {url: a, isCached: [true]}",
                "the value of 'isCached' is a list or mapping; write one value in its place"
            ),
            (
                "image: {url: a, isCached: true, isCached: false}",
                "the key 'isCached' is there twice; remove one of them"
            ),
            ("image: {url: a, url: b}", "the key 'url' is there twice; remove one of them"),
            (
                "image: {url: a, isCached: &c !!bool true}\nx: *c",
                "the value of 'isCached' has a tag, and an anchor that other places use; write it out there"
            ),
            ("image: [url: a]", "'isCached' has no plain line to follow; add it by hand"),
        ])
    func refusals(text: String, message: String) throws {
        let refusal = try refusal(text, (.flag, .boolean(false)))
        #expect(refusal.message == message)
        #expect(refusal.entryPath == (text.contains("[url") ? "image[0]" : "image"))
    }

    @Test("leave the other entries of the record editable")
    func others() throws {
        let text = "images:\n  - {url: a, width: 1, width: 2}\n  - {url: b, isCached: true}\n"
        let record = try record(text, "data.yml")
        #expect(record.problems.map(\.entryPath) == ["images[0]"])
        #expect(record.problems.map(\.kind) == [.ambiguous])
        #expect(record.problems.map(\.position) == [SourcePosition(line: 2, column: 11)])
        #expect(try edited(text, (.flag, .boolean(false)), entry: 1) == text.replacing("true", with: "false"))
        #expect(try refusal(text, (.flag, .boolean(false)), entry: 0).entryPath == "images[0]")
    }

    @Test("a list that is there twice is ambiguous as a whole")
    func repeatedContainer() throws {
        let text = "images: [{url: a}]\nlogo: {url: x}\nimages: [{url: b}]\nother: {image: {url: c}, image: {url: d}}\n"
        let record = try record(text, "data.yml")
        #expect(
            record.entries.map(\.ambiguity) == [
                "the key 'images' is there twice", nil, "the key 'images' is there twice",
                "the key 'image' is there twice", "the key 'image' is there twice",
            ])
    }

    @Test("values that do not fit, entries that are not there, and two values for one field")
    func misuse() throws {
        let text = "image: {url: a, isCached: true}"
        #expect(try refusal(text, (.flag, .pixels(3))).message == "'3' cannot be its flag; give another value")
        #expect(try refusal(text, (.width, .boolean(true))).message == "'true' cannot be its width; give another value")
        #expect(try refusal(text, (.width, .pixels(0))).message == "'0' cannot be its width; give another value")
        #expect(
            try refusal(text, (.flag, .boolean(true)), entry: 1).message == "the record has no entry 1; read it again")
        #expect(
            try refusal(text, (.flag, .boolean(true)), (.flag, .boolean(false))).message
                == "two values are asked for its flag; ask for one")
    }

    @Test("a vocabulary without a key has nothing to insert")
    func noKey() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.flagKeys = []
        let record = try record("image: {url: a}", "a.yml", vocabulary: vocabulary)
        #expect(throws: EditRefusal.self) {
            try record.edits(for: [FieldChange(entryIndex: 0, field: .flag, value: .boolean(true))])[0]
        }
    }

    @Test("an edit whose result would not be the record with that value is refused, and its entry named")
    func validation() throws {
        // The line that the flag would follow is, for libyaml, two lines.
        let text =
            "images:\n  - {url: a, isCached: true}\n  - url: b # c\u{2028}    title: d\n  - {url: c, isCached: true}\n"
        let record = try record(text, "data.yml")
        #expect(record.entries.count == 3)
        #expect(
            throws: EditRefusal(
                entryPath: "images[1]",
                message: "the result would not be the record with just that value changed; edit the entry by hand")
        ) {
            try record.applying(flagChanges(record, to: false))
        }
        // A string tag keeps the value from being the boolean that is meant.
        #expect(try refusal("image: {url: a, isCached: !!str true}", (.flag, .boolean(true))).entryPath == "image")
    }
}
