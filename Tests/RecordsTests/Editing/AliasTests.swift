import TestSupport
import Testing

@testable import Records

@Suite("Edits of values with aliases")
struct AliasTests {
    private static let hero = "hero: {url: a, isCached: &f true}\n"

    @Test(
        "write the old value in place of the aliases, wherever they stand",
        arguments: [
            "image: {url: b, isCached: *f}\n", "image: {url: b, isCached: *f}\nlogo: {url: c, isCached: *f }\n",
            "image:\n  url: b\n  isCached: *f # as above\n", "x: [*f, {y: *f}]\n", "? *f\n: 1\n",
            "base: &b {isCached: *f}\nimage: {<<: *b, url: c}\n",
        ])
    func written(rest: String) throws {
        #expect(
            try edited(Self.hero + rest, (.flag, .boolean(false)))
                == Self.hero.replacing("true", with: "false") + rest.replacing("*f", with: "true"))
    }

    @Test("of all entries are made at once, each with its own value")
    func together() throws {
        let text = Self.hero + "images:\n- {url: b, isCached: *f}\n- {url: c, isCached: *f}\n- {url: d, isCached: *f}\n"
        let record = try record(text, "data.yml")
        let change = { (index: Int, value: Bool) in
            FieldChange(entryIndex: index, field: .flag, value: .boolean(value))
        }
        let expect = { (changes: [FieldChange], flags: [String]) throws in
            let new = String(decoding: try record.applying(changes), as: UTF8.self)
            var expected = Self.hero.replacing("true", with: flags[0]) + "images:\n"
            for (url, flag) in zip(["b", "c", "d"], flags.dropFirst()) {
                expected += "- {url: \(url), isCached: \(flag)}\n"
            }
            #expect(new == expected)
        }
        try expect([change(0, false), change(1, false), change(2, false)], ["false", "false", "false", "true"])
        try expect([change(1, false)], ["true", "false", "*f", "*f"])
        // The second says so already, and keeps it though the anchor changes.
        try expect([change(0, false), change(1, true)], ["false", "true", "true", "true"])
        try expect([change(3, false), change(0, false)], ["false", "true", "true", "false"])
    }

    @Test("of width and height of one entry do not get into each other's way")
    func sizes() throws {
        let text = "image: {url: a, width: &w \"5\", height: *w}\nx: *w\n"
        #expect(
            try edited(text, (.width, .pixels(7)), (.height, .pixels(8)))
                == "image: {url: a, width: &w \"7\", height: 8}\nx: \"5\"\n")
        #expect(
            try edited(text, (.width, .pixels(7)), (.height, .pixels(5)))
                == "image: {url: a, width: &w \"7\", height: \"5\"}\nx: \"5\"\n")
        #expect(
            try edited(text, (.height, .pixels(7))) == text.replacing("height: *w", with: "height: 7"))
    }

    @Test("take an anchored flag away, whose aliases say what they did")
    func removal() throws {
        #expect(
            try edited("image:\n  url: a\n  isCached: &f true\nx: *f\n", (.flag, .absent))
                == "image:\n  url: a\nx: true\n")
        let record = try record("images:\n- {url: a, isCached: &f true}\n- {url: b, isCached: *f}\n", "data.yml")
        let changes = [0, 1].map { FieldChange(entryIndex: $0, field: .flag, value: .absent) }
        #expect(String(decoding: try record.applying(changes), as: UTF8.self) == "images:\n- {url: a}\n- {url: b}\n")
    }

    @Test("leave the aliases of other anchors with the same name alone")
    func sameName() throws {
        let text = "a: &f false\nb: *f\nimage: {url: a, isCached: &f true}\nx: *f\ny: &f 1\nz: *f\n"
        #expect(
            try edited(text, (.flag, .boolean(false)))
                == text.replacing("&f true", with: "&f false").replacing("x: *f", with: "x: true"))
        let documents = Self.hero + "---\nhero: {url: b, isCached: &f true}\nx: *f\n"
        #expect(
            try edited(documents, (.flag, .boolean(false)), entry: 0)
                == Self.hero.replacing("true", with: "false") + documents.dropFirst(Self.hero.utf8.count))
    }

    @Test("are refused where the record would grow out of all proportion")
    func bomb() throws {
        let text =
            "image: {url: a, isCached: &f \"" + String(repeating: "x", count: 10_000) + "\"}\nx: ["
            + String(repeating: "*f, ", count: 1_000) + "]\n"
        #expect(
            try refusal(text, (.flag, .boolean(false))).message
                == "the value of 'isCached' is long, and has an anchor that many places use; write it out there")
    }

    @Test("are suggested with all that belongs to them")
    func suggested() throws {
        let text = Self.hero + "image: {url: b, isCached: *f}\n"
        let record = try record(text, "data.yml")
        let change = FieldChange(entryIndex: 0, field: .flag, value: .boolean(false))
        #expect(
            try record.edits(for: [change]) == [
                Edit(offset: 28, length: 4, replacement: "false"), Edit(offset: 60, length: 2, replacement: "true"),
            ])
        let alias = FieldChange(entryIndex: 1, field: .flag, value: .boolean(false))
        #expect(try record.edits(for: [alias]) == [Edit(offset: 60, length: 2, replacement: "false")])
    }
}

@Suite("Edits beside explicit keys and block scalars")
struct ExplicitKeyTests {
    @Test(
        "fill in the value of a '?' without one",
        arguments: [
            ("image:\n  url: a\n  ? isCached\n", "image:\n  url: a\n  ? isCached\n  : true\n"),
            ("image:\n  url: a\n  ? isCached", "image:\n  url: a\n  ? isCached\n  : true"),
            ("image:\n  url: a\n  ? isCached # c\n", "image:\n  url: a\n  ? isCached\n  : true # c\n"),
            (
                "images:\r\n-   ? isCached\r\n    url: a\r\n",
                "images:\r\n-   ? isCached\r\n    : true\r\n    url: a\r\n"
            ),
            ("image: {url: a, ? isCached}", "image: {url: a, ? isCached: true}"),
        ])
    func fill(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true))) == new)
    }

    @Test(
        "insert a pair after one with a '?'",
        arguments: [
            ("image:\n  ? url\n  : a\n", "image:\n  ? url\n  : a\n  isCached: true\n"),
            ("images:\n- ? url\n  : a # c\n  alt: b\n", "images:\n- ? url\n  : a # c\n  isCached: true\n  alt: b\n"),
            ("image: {? url : a}", "image: {? url : a, isCached : true}"),
            ("image: {\n  ? url : a\n}", "image: {\n  ? url : a,\n  isCached : true\n}"),
            (
                "u: &u {url: u}\nimage:\n  ? <<\n  : [*u]\n",
                "u: &u {url: u}\nimage:\n  isCached: true\n  ? <<\n  : [*u]\n"
            ),
            ("u: &u {url: u}\nimage: {? << : [*u]}", "u: &u {url: u}\nimage: {isCached : true, ? << : [*u]}"),
        ])
    func insert(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true))) == new)
    }

    @Test(
        "remove a flag with its '?'",
        arguments: [
            ("image:\n  url: a\n  ? isCached\n  : true\n", "image:\n  url: a\n"),
            ("images:\n- ? isCached\n  : true\n  url: a\n", "images:\n- url: a\n"),
            ("image: {url: a, ? isCached : true}", "image: {url: a}"),
            ("image: {? isCached : true, url: a}", "image: {url: a}"),
            ("image: {\n  ? isCached : true,\n  url: a\n}", "image: {\n  url: a\n}"),
        ])
    func remove(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .absent)) == new)
    }

    @Test(
        "insert a pair before a URL in a block scalar, whose end is the author's affair",
        arguments: [
            ("image:\n  url: |\n    a\n", "image:\n  isCached: true\n  url: |\n    a\n"),
            (
                "images:\n- url: >-\n    a\n\n\n- url: b\n",
                "images:\n- isCached: true\n  url: >-\n    a\n\n\n- url: b\n"
            ),
            (
                "image:\r\n  alt: b\r\n  \"url\": |+\r\n    a",
                "image:\r\n  alt: b\r\n  \"isCached\": true\r\n  \"url\": |+\r\n    a"
            ),
            ("image:\n  ? url\n  : |\n    a\n", "image:\n  isCached: true\n  ? url\n  : |\n    a\n"),
            (
                "image:\n  url: |\n    a\n  width: 5\n",
                "image:\n  url: |\n    a\n  width: 5\n  isCached: true\n"
            ),
        ])
    func blockScalar(old: String, new: String) throws {
        #expect(try edited(old, (.flag, .boolean(true))) == new)
    }

    @Test("insert all fields before a URL in a block scalar, in their order")
    func together() throws {
        #expect(
            try edited(
                "image:\n  url: |\n    a\n", (.flag, .boolean(true)), (.width, .pixels(5)), (.height, .pixels(6)))
                == "image:\n  width: 5\n  height: 6\n  isCached: true\n  url: |\n    a\n")
    }
}
