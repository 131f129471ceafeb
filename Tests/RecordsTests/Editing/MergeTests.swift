import Testing

@testable import Records

/// What an entry says, in one line: URL, size and flag, `-` for what is absent.
private func summary(_ entry: ImageEntry) -> String {
    let flag =
        switch entry.declaredFlag {
        case .boolean(let value): String(value)
        case .absent: "-"
        default: "?"
        }
    return "\(entry.path): \(entry.url.text) \(length(entry.declaredWidth))x\(length(entry.declaredHeight)) \(flag)"
}

private func length(_ length: DeclaredLength) -> String {
    switch length {
    case .pixels(let value): String(value)
    case .absent: "-"
    case .style, .invalid: "?"
    }
}

private func summaries(_ text: String, _ path: String = "data.yml") throws -> [String] {
    let record = try record(text, path)
    #expect(record.problems.isEmpty)
    return record.entries.map(summary)
}

@Suite("YAML merge keys")
struct MergeTests {
    private static let base = "a: &a {url: a.jpg, width: 1}\nb: &b {src: b.jpg, width: 2, height: 3, isCached: true}\n"
    private static let baseSummaries = ["a: a.jpg 1x- -", "b: b.jpg 2x3 true"]

    @Test(
        "bring values: an entry's own count most, of a list those of the first mapping",
        arguments: [
            ("{<<: *a}", "a.jpg 1x- -"),
            ("{<<: *b, isCached: false}", "b.jpg 2x3 false"),
            ("{width: 7, <<: *b}", "b.jpg 7x3 true"),
            ("{width: , <<: *b}", "b.jpg -x3 true"),
            ("{<<: [*a, *b]}", "a.jpg 1x3 true"),
            ("{<<: [*b, *a]}", "a.jpg 2x3 true"),
            ("{<<: {url: c, width: 9}}", "c 9x- -"),
            ("{<<: [{width: 9}, *b]}", "b.jpg 9x3 true"),
            ("{<<: {<<: *b, width: 9}, height: 8}", "b.jpg 9x8 true"),
            ("{<<: [{<<: [*a, *b], height: 6}]}", "a.jpg 1x6 true"),
            ("{!!merge \"<<\": *a}", "a.jpg 1x- -"),
            ("{src: d, <<: *a}", "a.jpg 1x- -"),
            ("{url: null, <<: *b}", "b.jpg 2x3 true"),
            ("{url: [x], <<: *b}", "b.jpg 2x3 true"),
            ("\n  <<:\n    - *a\n    - *b\n  height: 4\n", "a.jpg 1x4 true"),
            ("\n  <<:\n    <<: *b\n    url: c.png\n", "c.png 2x3 true"),
        ])
    func values(mapping: String, expected: String) throws {
        let result = try summaries(Self.base + "image: \(mapping)\n")
        #expect(result == Self.baseSummaries + ["image: \(expected)"])
    }

    @Test("come through chains of anchors, and through an anchored list")
    func chains() throws {
        let text =
            "a: &a {url: a.png, width: 1}\nb: &b {<<: *a, height: 2}\nc: &c {<<: *b, isCached: true}\nl: &l [*c, *a]\n"
        #expect(
            try summaries(text + "x: {<<: *c}\ny: {<<: *l, width: 5}\n") == [
                "a: a.png 1x- -", "b: a.png 1x2 -", "c: a.png 1x2 true", "x: a.png 1x2 true", "y: a.png 5x2 true",
            ])
    }

    @Test("make an entry of a mapping with no more than a merge and a flag, and of one below a container")
    func membership() throws {
        let text = "x: &u {url: a}\ny: &f {isCached: true}\n"
        #expect(
            try summaries(text + "z: {<<: *u, isCached: true}\nimages: [{<<: *u}]\nw: {<<: *f, url: b}\nv: {<<: *u}\n")
                == ["z: a -x- true", "images[0]: a -x- -", "w: b -x- true"])
    }

    @Test("stand where the alias does that brings them")
    func places() throws {
        let record = try record("x: &u {url: a}\nimage:\n  <<: [{width: 1}, *u]\n", "data.yml")
        let entry = try #require(record.entries.first)
        #expect(excerpt(entry.url.range, of: record) == "*u")
        #expect(entry.url.style == .alias)
        #expect(try excerpt(#require(entry.width).range, of: record) == "1")
    }

    @Test(
        "bring nothing where they have no mapping or list of mappings",
        arguments: [
            "5", "", "*s", "[*a, 5]", "[5, *a]", "[[*a]]", "[*a, *l]", "[*a, *s]", "*m", "[]", "{}", "*empty", "\"a\"",
        ])
    func unusable(value: String) throws {
        let text =
            "s: &s 5\na: &a {width: 3}\nl: &l [*a]\nm: &m [*a, 5]\nempty: &empty {}\nimage: {<<: \(value), url: u}"
        #expect(try summaries(text) == ["image: u -x- -"])
    }

    @Test(
        "do no harm where they refer to themselves",
        arguments: [
            "image: &a {<<: *a, url: u}", "image: &a {<<: [*a], url: u}", "image: {<<: &l [*l], url: u}",
            "image: &a {url: u, <<: {<<: *a}}", "image: &a\n  url: u\n  <<:\n    - *a\n    - &b {<<: *b, <<: *a}\n",
        ])
    func cycles(text: String) throws {
        #expect(try summaries(text) == ["image: u -x- -"])
        #expect(try record(edited(text, (.width, .pixels(4))), "data.yml").entries.map(\.declaredWidth) == [.pixels(4)])
    }

    @Test("take the anchor of their own document, and the last of that name above")
    func anchors() throws {
        #expect(
            try summaries(
                "x: &x {width: 1}\ny: &x {width: 2}\nimage: {<<: *x, url: u}\n--- \nz: &x {url: v}\nimage: {<<: *x}")
                == ["image: u 2x- -", "#2.image: v -x- -"])
        #expect(
            try record("x: &x {width: 1}\n---\nimage: {<<: *x}", "data.yml").problems.map(\.message)
                == ["nothing above is anchored as '&x'; add the anchor, or write the value"])
    }

    @Test("are ordinary keys in JSON, and in quotes")
    func ordinaryKeys() throws {
        let json = #"{"image": {"url": "u", "<<": {"url": "v.png", "width": 1}, "<<": {}}}"#
        #expect(try summaries(json, "a.json") == ["image: u -x- -", "image[\"<<\"]: v.png 1x- -"])
        #expect(
            try summaries("image: {url: u, \"<<\": {url: v.png, width: 1}}")
                == ["image: u -x- -", "image[\"<<\"]: v.png 1x- -"])
        #expect(try summaries("image: {url: u, !!str <<: {width: 1}}") == ["image: u -x- -"])
        #expect(try summaries("[image]\nurl = \"u\"\n\"<<\" = {width = 1}\n", "a.toml") == ["image: u -x- -"])
    }

    @Test("that bring one key twice are ambiguous, and so is what has a key twice")
    func ambiguity() throws {
        let bases = "a: &a {width: 1}\nb: &b {height: 2, width: 2}\nc: &c {height: 3}\nd: &d {height: 4, height: 5}\n"
        for (mapping, ambiguity) in [
            ("{<<: *a, <<: *b, url: u}", "the key '<<' is there twice"), ("{<<: *a, <<: *c, url: u}", nil),
            ("{<<: *d, url: u}", "the key 'height' is there twice"),
            ("{<<: {<<: *d}, url: u}", "the key 'height' is there twice"),
        ] {
            let entries = try record(bases + "image: \(mapping)", "data.yml").entries
            #expect(entries.map(\.ambiguity) == [ambiguity], "\(mapping)")
        }
    }

    @Test("are never expanded", arguments: ["[%]", "%"])
    func bombs(style: String) throws {
        var text = "l0: &l0 {url: a.png, width: 1}\n"
        for level in 1...3_000 {
            let aliases = Array(repeating: "*l\(level - 1)", count: style == "%" ? 1 : 10).joined(separator: ", ")
            text += "l\(level): &l\(level) {<<: \(style.replacing("%", with: aliases)), height: \(level)}\n"
        }
        let record = try record(text, "data.yml")
        #expect(record.problems.isEmpty)
        #expect(record.entries.count == 3_001)
        #expect(record.entries.last.map(summary) == "l3000: a.png 1x3000 -")
    }

    @Test("of a hundred thousand entries that take one over are read")
    func manyMerges() throws {
        let list = "l: &l [" + (0..<1_000).map { "{url: u.png, width: \($0 + 1)}" }.joined(separator: ", ") + "]\n"
        let text = list + "images:\n" + String(repeating: "- {<<: *l, isCached: true}\n", count: 100_000)
        let record = try record(text, "data.yml")
        #expect(record.entries.count == 101_000)
        #expect(record.entries.last.map(summary) == "images[99999]: u.png 1x- true")
    }
}

@Suite("Edits beside YAML merge keys")
struct MergeEditTests {
    private static let base = "x: &x {url: u, isCached: true}\n"
    private static let width = "y: &y {width: 5}\n"

    @Test(
        "insert a key into the entry, and leave the anchored mapping alone",
        arguments: [
            ("images:\n  - <<: *y\n    url: a\n", "images:\n  - <<: *y\n    url: a\n    isCached: true\n"),
            ("images:\n  - url: a\n    <<: *y\n", "images:\n  - url: a\n    isCached: true\n    <<: *y\n"),
            ("image:\n  <<: *u # c\n  alt: b\n", "image:\n  <<: *u # c\n  isCached: true\n  alt: b\n"),
            ("images:\n  - <<: *u", "images:\n  - <<: *u\n    isCached: true"),
            ("image:\r\n  <<: [*u, *y]\r\n", "image:\r\n  isCached: true\r\n  <<: [*u, *y]\r\n"),
            (
                "images:\n  - <<:\n      - *u\n      - *y\n",
                "images:\n  - isCached: true\n    <<:\n      - *u\n      - *y\n"
            ),
            ("image:\n  <<:\n    url: a\n", "image:\n  isCached: true\n  <<:\n    url: a\n"),
            ("image: {<<: *u}", "image: {<<: *u, isCached: true}"),
            ("image: { <<: [*u], alt: b }", "image: { isCached: true, <<: [*u], alt: b }"),
            ("image: {\n  alt: b,\n  <<: {url: a}\n}", "image: {\n  alt: b,\n  isCached: true,\n  <<: {url: a}\n}"),
        ])
    func insertion(old: String, new: String) throws {
        let bases = "u: &u {url: u}\n" + Self.width
        #expect(try edited(bases + old, (.flag, .boolean(true))) == bases + new)
    }

    @Test("write an inherited value that is to change, and nothing where it is right")
    func inherited() throws {
        let text = "y: &y {width: 5, isCached: true}\nimage:\n  <<: *y\n  url: a\n"
        #expect(
            try edited(text, (.flag, .boolean(false)), (.width, .pixels(6))) == text + "  width: 6\n  isCached: false\n"
        )
        #expect(try edited(text, (.flag, .boolean(true)), (.width, .pixels(5))) == text)
        #expect(try edited(text + "  width: 7\n", (.width, .pixels(5))) == text + "  width: 5\n")
        let all = "y: &y {url: u.png, width: 5}\nz: {width: 1}\nimage:\n  <<: [*y, {height: 2}]\n"
        #expect(
            try edited(all, (.width, .pixels(6)), (.height, .pixels(7)), (.flag, .boolean(true)), entry: 1)
                == all.replacing("  <<:", with: "  width: 6\n  height: 7\n  isCached: true\n  <<:"))
    }

    @Test("are refused where no line can follow or precede")
    func refusal() throws {
        let refusal = try RecordsTests.refusal("u: &u {url: u}\nimage: [<<: *u]", (.flag, .boolean(true)))
        #expect(refusal.message == "'isCached' has no plain line to follow; add it by hand")
    }

    @Test(
        "are refused where another entry would change with them",
        arguments: [
            "image: {<<: *x, url: a}", "image: {<<: [*x], url: a}", "l: &l [*x]\nimage: {<<: *l}",
            "z: &z {<<: *x}\nimage: {<<: *z}", "image: {<<: {<<: *x}, url: a}",
        ])
    func loans(heir: String) throws {
        let record = try record(Self.base + heir, "data.yml")
        #expect(record.entries.allSatisfy { $0.declaredFlag == .boolean(true) })
        #expect(
            try RecordsTests.refusal(Self.base + heir, (.flag, .boolean(false))).message
                == "the value of 'isCached' is taken over elsewhere with '<<', and would change there too; "
                + "write it out there")
        #expect(
            try RecordsTests.refusal(Self.base + heir, (.width, .pixels(3))).message
                == "others take the keys of this mapping over with '<<', and would have 'width' too; write it out there"
        )
    }

    @Test("of an anchored mapping are made where all others have the key themselves")
    func ownKeys() throws {
        let heirs = "image: {<<: *x, url: a, isCached: true, width: 1}\n"
        let text = Self.base + heirs
        #expect(
            try edited(text, (.flag, .boolean(false)))
                == text.replacing("u, isCached: true", with: "u, isCached: false"))
        #expect(
            try edited(text, (.width, .pixels(3)))
                == text.replacing("u, isCached: true", with: "u, isCached: true, width: 3"))
        let list = "l: &l [{url: u.png, width: 1}]\nimage: {<<: *l}\n"
        #expect(throws: EditRefusal.self) { try edited(list, (.width, .pixels(3))) }
        #expect(throws: EditRefusal.self) { try edited(list, (.flag, .boolean(true))) }
        #expect(try edited(list, (.width, .pixels(3)), entry: 1) == list.replacing("*l", with: "*l, width: 3"))
    }

    @Test("remove no flag that another would take the place of")
    func removal() throws {
        let text = "y: &y {isCached: true}\nimage: {<<: *y, url: a}"
        #expect(
            try RecordsTests.refusal(text, (.flag, .absent)).message
                == "without its flag the mapping would be no image entry, or inherit one; write false")
        #expect(
            try record(text, "data.yml").entries[0].flagValue(isCached: false, falseFlag: .remove) == .boolean(false))
    }

    @Test("an alias to a mapping is no URL, and the mapping is an entry where it stands")
    func aliasEntries() throws {
        let text = "hero: &h {url: a, isCached: true}\nimage: *h\nimages: [*h]\npage: {image: *h, width: 5}\n"
        #expect(try summaries(text) == ["hero: a -x- true"])
        #expect(try edited(text, (.flag, .boolean(false))) == text.replacing("true", with: "false"))
    }
}
