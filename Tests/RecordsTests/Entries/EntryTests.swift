import Testing

@testable import Records

@Suite("Image entries")
struct EntryTests {
    @Test("are found at every depth, with their paths")
    func paths() throws {
        let record = try post(
            """
            title: A
            images:
              - url: a.jpg
            provider:
              name: AOL
              images:
                - url: b.jpg
            related:
              - title: B
              - title: C
                images:
                  - url: c.jpg
                  - url: d.jpg
            image:
              path: e.jpg
            """)
        #expect(
            record.entries.map(\.path) == [
                "images[0]", "provider.images[0]", "related[1].images[0]", "related[1].images[1]", "image",
            ])
        #expect(record.entries.map(\.url.text) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"])
        #expect(record.problems.isEmpty)
    }

    @Test("have the byte ranges of their values, emoji or not before them")
    func ranges() throws {
        let record = try post("title: 😀 “x”\nimages:\n  - url: \"ä.jpg\" # c\n    width: 12\n    isCached: true")
        let entry = try #require(record.entries.first)
        #expect(excerpt(entry.url.range, of: record) == "\"ä.jpg\"")
        #expect(try excerpt(#require(entry.width).range, of: record) == "12")
        #expect(try excerpt(#require(entry.flag).range, of: record) == "true")
        #expect(entry.url.style == .doubleQuoted)
        #expect(entry.height == nil)
    }

    @Test(
        "are mappings with a URL that are below a container, or have a size or a flag",
        arguments: [
            ("images: [{url: a}]", ["images[0]"]),
            ("images: [[{url: a}]]", ["images[0][0]"]),
            ("thumbnail: {src: a}", ["thumbnail"]),
            ("other: {url: a.png, width: 1}", ["other"]),
            ("other: {url: a, isCached:  }", ["other"]),
            ("other: {url: a}", []),
            ("image: a.jpg", ["image"]),
            ("images: [a.jpg, b.jpg]", ["images[0]", "images[1]"]),
            ("{width: 1, height: 2}", []),
            ("images: [{width: 1}]", []),
            ("images: [{url: null}]", []),
            ("images: [{url: [a]}]", []),
            ("images: {first: {url: a}}", []),
            ("{url: a.png, width: 1}", ["."]),
            ("[{url: a.png, width: 1}]", ["[0]"]),
            ("value: [{path: a, images: [{url: b}]}]", ["value[0].images[0]"]),
        ])
    func membership(text: String, paths: [String]) throws {
        #expect(try record(text, "data.yml").entries.map(\.path) == paths)
    }

    @Test("take the first URL key of the vocabulary, wherever it stands")
    func urlOrder() throws {
        let entries = try record("images: [{image: c, path: b, url: a}, {image: c, url: null}]", "data.yml").entries
        #expect(entries.map(\.url.text) == ["a", "c"])
    }

    @Test("come in the order of the record, also where one holds others")
    func order() throws {
        let entries = try record("url: a.png\nwidth: 1\nimage:\n  url: b.png\nimages:\n  - url: c.png\n", "data.yml")
            .entries
        #expect(entries.map(\.path) == [".", "image", "images[0]"])
    }

    @Test("quote keys in their path that are no plain identifiers")
    func quotedPath() throws {
        let text = "\"a b\": {images: [{url: x}]}\n\"c\\\"\\n\": {image: {url: y}}\n? [k]\n: {image: {url: z}}\n"
        #expect(
            try record(text, "data.yml").entries.map(\.path) == [
                "[\"a b\"].images[0]", "[\"c\\\"\\u000a\"].image", "[?2].image",
            ])
    }

    @Test("of the second YAML document have its number in their path")
    func documents() throws {
        let record = try record("images: [{url: a}]\n---\nimages: [{url: b}]\n--- {url: c.png, width: 1}\n", "data.yml")
        #expect(record.entries.map(\.path) == ["images[0]", "#2.images[0]", "#3"])
    }

    @Test("follow a vocabulary of one's own")
    func vocabulary() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.urlKeys = ["coco_url", "file_name"]
        vocabulary.flagKeys = ["cached"]
        let text = #"{"images": [{"file_name": "a", "coco_url": "b", "height": 3, "cached": true}], "url": 1}"#
        let record = try record(text, "a.json", vocabulary: vocabulary)
        let entry = try #require(record.entries.first)
        #expect(record.entries.count == 1)
        #expect(entry.url.text == "b")
        #expect(entry.declaredFlag == .boolean(true))
    }

    @Test(
        "have their URL under any key of the vocabulary, below a container or beside a size",
        arguments: ["url", "src", "path", "image"])
    func urlKeys(key: String) throws {
        let text = "images: [{\(key): a.jpg}]\nother: {\(key): b.jpg, height: 2}\nlink: {\(key): c.html}\n"
        let record = try record(text, "data.yml")
        #expect(record.entries.map(\.path) == ["images[0]", "other"])
        #expect(record.entries.map(\.url.text) == ["a.jpg", "b.jpg"])
        #expect(try edited(text, (.flag, .boolean(true))).contains("[{\(key): a.jpg, isCached: true}]"))
    }

    @Test("of a list as COCO has it go by configured keys; the file's name serves where there is no URL")
    func coco() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.urlKeys = ["coco_url", "file_name"]
        let text = """
            {"info": {"url": "http://e.example", "width": 1}, "licenses": [{"url": "http://l.example", "id": 1}],
             "images": [
              {"id": 1, "file_name": "a.jpg", "coco_url": "http://e.example/a.jpg", "width": 640, "height": 480},
              {"id": 2, "file_name": "b.jpg", "width": "640", "height": 480}
             ],
             "annotations": [{"image_id": 1, "bbox": [1, 2, 3, 4]}]}
            """
        let record = try record(text, "instances.json", vocabulary: vocabulary)
        #expect(record.entries.map(\.path) == ["images[0]", "images[1]"])
        #expect(record.entries.map(\.url.text) == ["http://e.example/a.jpg", "b.jpg"])
        #expect(record.entries.map(\.declaredWidth) == [.pixels(640), .pixels(640)])
        let result = try record.applying([
            FieldChange(entryIndex: 0, field: .flag, value: .boolean(true)),
            FieldChange(entryIndex: 1, field: .width, value: .pixels(5)),
        ])
        let expected = text.replacing("\"height\": 480},", with: "\"height\": 480, \"isCached\": true},")
            .replacing("\"640\"", with: "\"5\"")
        #expect(String(decoding: result, as: UTF8.self) == expected)
    }

    @Test("keep the quotes around their numbers", arguments: ["a.yml", "a.json", "a.ndjson", "a.csv"])
    func quotedNumbers(path: String) throws {
        let texts = [
            "a.yml": "image:\n  url: a\n  width: \"1280\"\n", "a.csv": "url,width\na.png,\"1280\"\n",
            "a.json": "{\"image\": {\"url\": \"a\", \"width\": \"1280\"}}",
            "a.ndjson": "{\"image\": {\"url\": \"a\", \"width\": \"1280\"}}\n",
        ]
        let text = try #require(texts[path])
        #expect(try record(text, path).entries.map(\.declaredWidth) == [.pixels(1280)])
        #expect(try edited(text, (.width, .pixels(640)), named: path) == text.replacing("1280", with: "640"))
    }

    @Test("follow vocabularies of any size")
    func largeVocabulary() throws {
        var vocabulary = EntryVocabulary()
        vocabulary.containerKeys = (0..<100).map { "\(String(repeating: "k", count: $0 % 50))\($0)" }
        let text = vocabulary.containerKeys.map { "\($0): {url: a}\n" }.joined()
        let record = try record(text, "a.yml", vocabulary: vocabulary)
        #expect(record.entries.count == 100)
        #expect(record.problems.isEmpty)
    }

    @Test("compare keys after their escapes are resolved")
    func escapedKeys() throws {
        let json = try record(#"{"im\u0061ges": [{"u\u0072l": "a\/\ud83d\ude00", "width": 5}]}"#, "a.json")
        #expect(json.entries.map(\.url.text) == ["a/😀"])
        #expect(json.entries.map(\.path) == ["images[0]"])
        let yaml = try record(#""im\x61ges": [{'url': "a"}]"#, "a.yml")
        #expect(yaml.entries.map(\.path) == ["images[0]"])
    }
}

@Suite("Declared values")
struct DeclaredValueTests {
    @Test(
        "lengths are whole numbers that every reader takes for the same",
        arguments: [
            ("1280", DeclaredLength.pixels(1280)), ("\"1280\"", .pixels(1280)), ("'1280'", .pixels(1280)),
            ("+5", .pixels(5)), ("1280.0", .pixels(1280)), ("0x500", .pixels(1280)), ("!!int 7", .pixels(7)),
            ("", .absent), ("~", .absent), ("null", .absent), ("\"\"", .absent), ("# todo", .absent),
            ("0", .invalid("0")), ("-3", .invalid("-3")), ("12.5", .invalid("12.5")), ("0px", .invalid("0px")),
            ("0600", .invalid("0600")), ("0o17", .invalid("0o17")), ("1_", .invalid("1_")), ("_1", .invalid("_1")),
            ("1__0", .invalid("1__0")), ("-5px", .invalid("-5px")), ("12 px", .invalid("12 px")),
            ("99999999999999999999", .invalid("99999999999999999999")), ("true", .invalid("true")),
            ("\"null\"", .invalid("null")), ("[1]", .invalid("a list or mapping")), ("0x", .invalid("0x")),
            ("{a: 1}", .invalid("a list or mapping")), ("e3", .invalid("e3")), (".", .invalid(".")),
            ("1_200", .pixels(1_200)), ("1.2e3", .pixels(1_200)), ("1e3", .pixels(1_000)), ("12000E-1", .pixels(1_200)),
            ("0.6e+3", .pixels(600)), ("1.25e1", .invalid("1.25e1")), ("1e99", .invalid("1e99")),
            ("1e-1", .invalid("1e-1")), ("1e100", .invalid("1e100")), ("1e", .invalid("1e")),
            ("600px", .pixels(600)), ("\"600PX\"", .pixels(600)), ("600.0px", .pixels(600)), ("px", .invalid("px")),
        ])
    func lengths(value: String, expected: DeclaredLength) throws {
        let record = try record("images:\n  - url: a\n    width: \(value)\n", "data.yml")
        #expect(record.entries.map(\.declaredWidth) == [expected])
        #expect(record.entries.map(\.declaredHeight) == [.absent])
    }

    @Test(
        "other lengths of CSS are somebody's choice",
        arguments: [
            "100%", "auto", "Auto", "50vw", "20em", "1.5rem", ".5em", "calc(100% - 20px)", "min(50vw, 600px)",
            "clamp(1px, 2vw, 3px)", "min-content", "fit-content", "var(--width)", "600.5px", "100dvh", "2in",
        ])
    func styles(value: String) throws {
        let record = try record("images:\n  - url: a\n    width: \"\(value)\"\n", "data.yml")
        #expect(record.entries.map(\.declaredWidth) == [.style(value)])
    }

    @Test(
        "what only looks like a length of CSS is none",
        arguments: [
            "%", "em", "wide", "12 %", "1.2.3em", "5.em", ".em", "(a)", "rgb(1)", "calc(1px", "12parsec", "1e3em",
        ])
    func noStyles(value: String) throws {
        let record = try record("images:\n  - url: a\n    width: \"\(value)\"\n", "data.yml")
        #expect(record.entries.map(\.declaredWidth) == [.invalid(value)])
    }

    @Test("a number of pixels that is replaced keeps its unit and its quotes")
    func unit() throws {
        for (path, text) in [
            ("data.yml", "images:\n  - url: a\n    width: 600px\n"),
            ("data.json", #"{"image": {"url": "a", "width": "600PX"}}"#),
            ("data.toml", "[image]\nurl = \"a\"\nwidth = '600px'\n"), ("data.csv", "url,width\na.png,600px\n"),
        ] {
            #expect(try edited(text, (.width, .pixels(640)), named: path) == text.replacing("600", with: "640"))
        }
    }

    @Test(
        "flags are booleans of YAML 1.2, those of YAML 1.1 apart",
        arguments: [
            ("true", DeclaredFlag.boolean(true)), ("False", .boolean(false)), ("TRUE", .boolean(true)),
            ("yes", .legacyBoolean(true)), ("Off", .legacyBoolean(false)), ("y", .legacyBoolean(true)),
            ("N", .legacyBoolean(false)), ("on", .legacyBoolean(true)), ("no", .legacyBoolean(false)),
            ("", .absent), ("null", .absent), ("''", .absent), ("# todo", .absent),
            ("\"true\"", .invalid("true")), ("'yes'", .invalid("yes")), ("1", .invalid("1")), ("yEs", .invalid("yEs")),
            ("!!str true", .invalid("true")), ("!!bool \"true\"", .boolean(true)), ("!own true", .invalid("true")),
            ("|\n      true", .invalid("true\n")), ("[true]", .invalid("a list or mapping")),
        ])
    func flags(value: String, expected: DeclaredFlag) throws {
        let record = try record("images:\n  - url: a\n    isCached: \(value)\n", "data.yml")
        #expect(record.entries.map(\.declaredFlag) == [expected])
    }

    @Test("strings of JSON count as numbers, not as booleans")
    func jsonStrings() throws {
        let record = try record(
            #"{"image": {"url": "a", "width": "1280", "height": null, "isCached": "true"}}"#, "a.json")
        let entry = try #require(record.entries.first)
        #expect(entry.declaredWidth == .pixels(1280))
        #expect(entry.declaredHeight == .absent)
        #expect(entry.declaredFlag == .invalid("true"))
    }
}
