import TestSupport
import Testing

@testable import Records

@Suite("Removed flags")
struct RemovalTests {
    @Test("takes a TOML flag with its line, or with its comma in braces")
    func toml() throws {
        let table = "[[images]]\nurl = \"a\"\nisCached = true # once\nwidth = 5\n"
        #expect(
            try edited(table, (.flag, .absent), named: "a.toml") == "[[images]]\nurl = \"a\"\nwidth = 5\n")
        let braces = "images = [{ url = \"a\", isCached = true, width = 5 }]\n"
        #expect(
            try edited(braces, (.flag, .absent), named: "a.toml") == "images = [{ url = \"a\", width = 5 }]\n")
        let last = "image = { url = \"a\", isCached = true }\n"
        #expect(try edited(last, (.flag, .absent), named: "a.toml") == "image = { url = \"a\" }\n")
    }

    @Test(
        "go with their line, in the block style",
        arguments: [
            ("image:\n  url: a\n  isCached: true\nb: c\n", "image:\n  url: a\nb: c\n"),
            ("image:\n  isCached: true\n  url: a\n", "image:\n  url: a\n"),
            ("image:\n  url: a\n  isCached: true # c\n  width: 5 # d\n", "image:\n  url: a\n  width: 5 # d\n"),
            ("image:\n  url: a\n  # b\n  isCached: true\n  # c\n", "image:\n  url: a\n  # b\n  # c\n"),
            ("image:\r\n  url: a\r\n  isCached: true\r\nb: c", "image:\r\n  url: a\r\nb: c"),
            ("image:\r  url: a\r  isCached: true\rb: c", "image:\r  url: a\rb: c"),
            ("image:\n  url: a\n  isCached: true", "image:\n  url: a"),
            ("image:\r\n  url: a\r\n  isCached: true # c", "image:\r\n  url: a"),
            ("images:\n- isCached: true\n  url: a\n", "images:\n- url: a\n"),
            ("images:\n  -   isCached: true # c\n      url: a\n", "images:\n  -   url: a\n"),
            ("images:\n  - - isCached: true\n      url: a\n", "images:\n  - - url: a\n"),
            ("images:\n- isCached: true # c\n  # d\n  url: a\n", "images:\n-\n  # d\n  url: a\n"),
            ("images:\n- isCached: true\n\n  url: a\n", "images:\n-\n\n  url: a\n"),
            ("images:\n- url: a\n  isCached: true\n- url: b\n", "images:\n- url: a\n- url: b\n"),
            ("images:\n- url: a\n  isCached:\n    true\n- url: b\n", "images:\n- url: a\n- url: b\n"),
            ("image:\n  url: a\n  'isCached' : \"true\"\n", "image:\n  url: a\n"),
            ("image:\n  url: a\n  isCached: !!bool &c true\n", "image:\n  url: a\n"),
            ("c: &c true\nimage:\n  url: a\n  isCached: *c\n", "c: &c true\nimage:\n  url: a\n"),
            ("\u{FEFF}isCached: true\nurl: a.png\nwidth: 1\n", "\u{FEFF}url: a.png\nwidth: 1\n"),
            ("---\nurl: a.png\nwidth: 1\nisCached: true\n...\n", "---\nurl: a.png\nwidth: 1\n...\n"),
        ])
    func block(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .absent)) == new)
    }

    @Test(
        "go with one comma, in braces",
        arguments: [
            ("{url: a, isCached: true}", "{url: a}"), ("{ url: a, isCached: true }", "{ url: a }"),
            ("{url: a, isCached: true, x: y}", "{url: a, x: y}"), ("{isCached: true, url: a}", "{url: a}"),
            ("{ isCached: true , url: a}", "{ url: a}"), ("{url: a,isCached: true,x: y}", "{url: a,x: y}"),
            ("{url: a, isCached: true,}", "{url: a,}"), ("{\"url\":\"a\",\"isCached\":true}", "{\"url\":\"a\"}"),
            ("{\n  url: a,\n  isCached: true\n}", "{\n  url: a\n}"),
            ("{\n  url: a,\n  isCached: true,\n  x: y\n}", "{\n  url: a,\n  x: y\n}"),
            ("{\n  isCached: true, # c\n  url: a\n}", "{\n  url: a\n}"),
            ("{isCached: true,\n  url: a}", "{url: a}"),
            ("{\n  url: a\n  , isCached: true\n  , x: y\n}", "{\n  url: a\n  , x: y\n}"),
            ("{\n  url: a\n  , isCached: true\n}", "{\n  url: a\n}"),
            ("{\n  url: a,\n  isCached: true # c\n}", "{\n  url: a\n}"),
            ("{\n  url: a, # c, \n  isCached: true # d\n}", "{\n  url: a, # c, \n}"),
            ("{\n  url: a, # c\n  isCached: true }", "{\n  url: a, # c\n   }"),
            ("{\n  url: a, x: \"#,\",\n  isCached: true }", "{\n  url: a, x: \"#,\" }"),
            ("{url: a,\n  isCached: true, x: y}", "{url: a,\n  x: y}"),
            ("{url: a, isCached: true # c\n  , x: y}", "{url: a # c\n  , x: y}"),
        ])
    func flow(old: String, new: String) throws {
        #expect(try edited("images: [\(old)]\n", (.flag, .absent)) == "images: [\(new)]\n")
    }

    @Test(
        "go with one comma, in JSON and its lines", arguments: ["a.json", "a.ndjson"])
    func json(path: String) throws {
        let cases = [
            (#"{"image":{"url":"a","isCached":true}}"#, #"{"image":{"url":"a"}}"#),
            (#"{"image": {"isCached": true, "url": "a #b"}}"#, #"{"image": {"url": "a #b"}}"#),
            (#"{"image": {"url": "a # ,", "isCached": true, "x": 1}}"#, #"{"image": {"url": "a # ,", "x": 1}}"#),
            (
                "{\"image\": {\r\n  \"url\": \"a \\\" #\",\r\n  \"isCached\": true\r\n}}",
                "{\"image\": {\r\n  \"url\": \"a \\\" #\"\r\n}}"
            ),
            (
                "{\"image\": {\n\t\"url\": \"a\",\n\t\"isCached\": true,\n\t\"x\": 1\n}}",
                "{\"image\": {\n\t\"url\": \"a\",\n\t\"x\": 1\n}}"
            ),
        ]
        for (old, new) in cases where path == "a.json" || !old.utf8.contains(.lineFeed) {
            #expect(try edited(old, (.flag, .absent), named: path) == new)
        }
    }

    @Test("of tables leave an empty cell", arguments: [("true", ""), ("\"true\"", "\"\""), (" TRUE ", "  ")])
    func table(old: String, new: String) throws {
        let text = "url,isCached,title\r\na,CELL,b\r\n"
        #expect(
            try edited(text.replacing("CELL", with: old), (.flag, .absent), named: "a.csv")
                == text.replacing("CELL", with: new))
    }

    @Test(
        "that are not there change nothing",
        arguments: ["image: {url: a}", "image: {url: a, isCached: null}", "image:\n  url: a\n  isCached: # todo\n"])
    func absent(text: String) throws {
        #expect(try edited(text, (.flag, .absent)) == text)
    }

    @Test("leave the place to other fields that come at the same time")
    func together() throws {
        #expect(
            try edited(
                "image:\n  url: a\n  isCached: true", (.flag, .absent), (.width, .pixels(5)), (.height, .pixels(6)))
                == "image:\n  url: a\n  width: 5\n  height: 6")
        #expect(
            try edited("images: [{url: a, isCached: true}]", (.width, .pixels(5)), (.flag, .absent))
                == "images: [{url: a, width: 5}]")
        #expect(
            try edited("images: [{isCached: true, url: a}]", (.width, .pixels(5)), (.flag, .absent))
                == "images: [{url: a, width: 5}]")
        #expect(
            try edited("images: [{url: a, width: , isCached: true}]", (.width, .pixels(5)), (.flag, .absent))
                == "images: [{url: a, width: 5 }]")
    }

    @Test(
        "are refused where more than the flag would go",
        arguments: [
            (
                "image:\n  url: a\n  ?\n    isCached\n  : true\n",
                "the result would not be the record with just that value changed; edit the entry by hand"
            ),
            (
                "other: {url: a, isCached: true}",
                "without its flag the mapping would be no image entry, or inherit one; write false"
            ),
            (
                "b: &b {isCached: true}\nimage:\n  <<: *b\n  url: a\n  isCached: true\n",
                "without its flag the mapping would be no image entry, or inherit one; write false"
            ),
            (
                "image:\n  url: a\n  isCached: |\n    true\n",
                "the value of 'isCached' is a block scalar; write it on the line of its key"
            ),
            (
                "image: {url: a, isCached: true, isCached: false}",
                "the key 'isCached' is there twice; remove one of them"
            ),
        ])
    func refusals(text: String, message: String) throws {
        #expect(try refusal(text, (.flag, .absent)).message == message)
    }

    @Test("are refused where another flag would come to light")
    func secondFlag() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.flagKeys = ["isCached", "cached"]
        let record = try record("image: {url: a, isCached: true, cached: true}", "a.yml", vocabulary: vocabulary)
        #expect(throws: EditRefusal.self) {
            try record.applying([FieldChange(entryIndex: 0, field: .flag, value: .absent)])
        }
    }

    @Test("width and height cannot be")
    func otherFields() throws {
        #expect(try refusal("image: {url: a, width: 5}", (.width, .absent)).entryPath == "image")
    }

    @Test("a false flag is written where its absence would say something else")
    func falseFlag() throws {
        let record = try record(
            "images: [{url: a}]\nb: {url: b, isCached: true}\nc: {url: c.png, width: 1}\nd: &d {url: d.png, width: 1}\n"
                + "e: {<<: *d, url: e.png, width: 1}\n", "a.yml")
        #expect(
            record.entries.map { $0.flagValue(isCached: false, falseFlag: .remove) } == [
                .absent, .boolean(false), .absent, .absent, .boolean(false),
            ])
        #expect(record.entries.allSatisfy { $0.flagValue(isCached: false, falseFlag: .write) == .boolean(false) })
        #expect(record.entries.allSatisfy { $0.flagValue(isCached: true, falseFlag: .remove) == .boolean(true) })
    }

    @Test("of random documents take nothing else with them, other edits at the same time or not")
    func random() throws {
        for seed in TestRun.seeds(400) {
            let document = RandomDocument(seed: seed)
            let record = try record(document.text, document.isJSON ? "a.json" : "a.yml")
            let removals = record.entries.indices.map { FieldChange(entryIndex: $0, field: .flag, value: .absent) }
            let result = try record.applying(removals)
            var tree = document.tree
            for (index, path) in document.entries.enumerated() {
                guard record.entries[index].declaredFlag != .absent, case .mapping(let pairs)? = tree[path] else {
                    continue
                }
                tree[path] = .mapping(pairs.filter { $0.key != "isCached" })
            }
            #expect(TreeSink.trees(of: result, isJSON: document.isJSON) == [tree], "seed \(seed)")
            let lines = document.text.utf8.split { $0.isLineEnd }.map { Array($0) }
            if document.style == .blockYAML {
                // The comment of a line goes with it, and no other line changes but one that starts with a dash.
                let left = result.split { $0.isLineEnd }.map { Array($0) }
                #expect(left.allSatisfy { lines.contains($0) || $0.contains(UInt8(ascii: "-")) }, "seed \(seed)")
            }
            let sizes = record.entries.indices.map { FieldChange(entryIndex: $0, field: .width, value: .pixels(7)) }
            let both = try #require(Record(path: record.path, bytes: record.applying(removals + sizes)))
            #expect(both.entries.allSatisfy { $0.declaredFlag == .absent && $0.declaredWidth == .pixels(7) })
            let again = try #require(Record(path: record.path, bytes: both.applying(flagChanges(both, to: true))))
            #expect(again.entries.allSatisfy { $0.declaredFlag == .boolean(true) }, "seed \(seed)")
        }
    }
}
