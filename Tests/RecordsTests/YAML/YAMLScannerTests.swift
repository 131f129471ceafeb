import FileSystem
import TestSupport
import Testing
import Walking

@testable import Records

@Suite("The scanner of YAML says what libyaml says")
struct YAMLScannerTests {
    /// What people write, which is read without libyaml.
    static let read = [
        "a: b\n", "a: b", "---\na: b\n", "# c\n---\n# d\n\na: b\n", "--- # c\na: b\n", "  a: b\n  c: d\n",
        "a: b # c\nd: e#f\ng: #h\ni: j\n", "a:\nb:\n  c: d\n  e:\nf: g\n",
        "a:\n  - b\n  - c: d\n    e: f\n  -\n  - g\n",
        "a:\n- b\n- c: d\n  e: f\n-\nh: i\n", "- - a\n  - b\n- - - c\n", "- a:\n  - b\n  c: d\n-\n",
        "-   a: b\n    c: d\n",
        "width    : 1200\nheight   : 800\n", "\"a\": 'b'\n'c' : \"d\" # e\n", "a: it's \"so\"\nb: x, y]\n",
        "a: https://x:80/y\n",
        "a: \"b \\\" \\\\ \\u00e9 \\x41 \\U0001F600 \\n \\_ \\N \\L \\P \\0 \\a \\e \\/ c\"\nd: 'it''s'\ne: ''''\n",
        "a: \" b \"\nc: ''\nd: \"\"\n", "a: |\n  b\n  c\nd: e\n", "a: >\n  b\n  c\n\n  d\n   e\n  f\n\n\ng: h\n",
        "a: |-\n\n\n    b\n   \n      c\n\n\nd: >+\n  e\n\n\nf: |+\n\ng: |\nh: i\n", "a:\n- |\n  b\n- >-\n  c\n",
        "a: |\n    b\n  # c\nd: e\n", "a: | # b\n  c", "a: |\n",
        "a: []\nb: {}\nc: [d, \"e\", 'f g', -1, https://x/y.jpg]\n",
        "a: {b: c, d: \"e\", f : [g, {h: i}]} # j\n", "- [a, b]\n- {c: d}\n",
        "a: b\r\nc: |\r\n  d\r\n\r\n  e\r\nf:\r\n  - g\r\n", "a: b\na: c\n", "<<:\n  a: b\nc: d\n", "a: “b” é 日本語 😀\n",
        "a: 1\nb: -1\nc: -x\nd: .5\ne: ~\nf: null\ng: true\n", "a: b\n\n   \n\nc: d\n   ",
        "url: a.jpg\nwidth:\nheight: 5\n",
        "images:\n  - url: a.jpg\n    width: 1\n    isCached: true\n  - url: \"b.jpg\"\nimage: c.png\n",
        "a:\n  b:\n    c:\n      - d:\n          e: f\n  g: h\n",
    ]

    /// What only libyaml reads, or refuses.
    static let left = [
        "", "\n", "# a\n", "---\n", "a\n", "\"a\"\n", "[a]\n", "a: b\n c\n", "a: b\n  # c\n  d\n", "a:\n  b\n",
        "a: \"b\n  c\"\n",
        "a: 'b\n\n  c'\n", "a: b: c\n", "a: b\n  c: d\n", " a: b\nc: d\n", "a:\n    b: c\n  d: e\n", "- a\nb: c\n",
        "a: b\n- c\n",
        "a: - b\n", "- a\n - b\n", "a: &b c\n", "a: *b\n", "a: !b c\n", "a: !!str 1\n", "? a\n: b\n", ": a\n",
        "a: @b\n", "a: `b\n",
        "a: %b\n", "%YAML 1.1\n---\na: b\n", "a: b\n---\nc: d\n", "a: b\n...\n", "a: b\n... # c\n", "a:\tb\n",
        "a:\n\t- b\n",
        "a: \"\\q\"\n", "a: \"\\ud800\"\n", "a: \"\\x4\"\n", "a: \"b\" c\n", "a: \"b\"#c\n", "a: \"b\": c\n",
        "\"a\"b: c\n", "a: |2\n   b\n",
        "a: |x\n  b\n", "a: [b,\n  c]\n", "a: [b\n", "a: [b, ]\n", "a: [b: c]\n", "a: [b] c\n", "a: {b}\n",
        "a: {\"b\":c}\n",
        "[a]: b\n", "a: b\u{7F}\n", "a: b\u{85}c: d\n", "a: b\u{2028}c\n", "a: \u{FEFF}b\n", "a: b\rc: d\r",
        "a: \u{FFFE}\n", "a: \u{80}\n",
        "\(String(repeating: "a", count: 1_100)): b\n", "\"a\\tb\": c\n", "a: }\n", "a: ,b\n", "a #b: c\n",
        "a: |\n  b\n c\n",
        (0..<70).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), "a: \"b\\\n  c\"\n", "--- a\n",
        "a: b\n--- c\n",
    ]

    @Test("of what people write, which it reads itself", arguments: read)
    func reads(text: String) {
        let comparison = YAMLComparison(Array(text.utf8))
        #expect(comparison.isLeft == false)
        #expect(comparison.difference == nil)
    }

    @Test("by leaving to it what else there is", arguments: left)
    func leaves(text: String) {
        #expect(YAMLComparison(Array(text.utf8)).isLeft == true)
    }

    @Test("of pieces put together by lot")
    func pieces() {
        var count = 0
        for seed in TestRun.seeds(6_000) {
            let text = RandomYAML(seed: seed).text
            let comparison = YAMLComparison(Array(text.utf8))
            if comparison.isLeft == false { count += 1 }
            #expect(comparison.difference == nil, "seed \(seed): \(text)")
        }
        #expect(count > 100)
    }

    @Test("of random documents, and of those with a byte changed")
    func documents() {
        for seed in TestRun.seeds(300) {
            let bytes = Array(RandomDocument(seed: seed * 4).text.utf8)
            #expect(YAMLComparison(bytes).difference == nil, "seed \(seed)")
            var random = SeededGenerator(seed: seed)
            for _ in 0..<8 {
                let changed = Self.changed(bytes, &random)
                #expect(
                    YAMLComparison(changed).difference == nil,
                    "seed \(seed): \(String(decoding: changed, as: UTF8.self))")
            }
        }
    }

    @Test("of real records, nearly all of which it reads itself")
    func realRecords() throws {
        var (all, left) = (0, 0)
        let roots = [Repository.shared("records"), joinPath(Repository.root, "Tests/Fixtures/trees")].compactMap(\.self)
        for file in FileWalker(roots: roots, taking: RecordFormats.areKnown(forFileNamed:)).walk().files {
            let isMarkdown = file.path.hasSuffix(".md")
            guard isMarkdown || file.path.hasSuffix(".yml") || file.path.hasSuffix(".yaml") else { continue }
            let comparison = YAMLComparison(try FileSystem.read(file.path).bytes, isMarkdown: isMarkdown)
            #expect(comparison.difference == nil, "\(file.path)")
            guard let isLeft = comparison.isLeft else { continue }
            all += 1
            if isLeft { left += 1 }
        }
        // The fixtures are few, and chosen for being odd.
        let share = Repository.shared("records") == nil ? 2 : 10
        #expect(left * share < all, "\(left) of \(all) are left to libyaml")
    }

    @Test("which alone proves what is written")
    func proof() {
        #expect(NodeLog.provesEdits)
        #expect(!EntryCollector.provesEdits)
    }

    /// The bytes with one removed, put in or replaced.
    private static func changed(_ bytes: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var result = bytes
        let marks = Array(" -:#'\"|>[]{},\\&*!%@?\n\ta".utf8)
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let mark = marks[Int.random(in: 0..<marks.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: result.remove(at: place)
        case 1: result.insert(mark, at: place)
        default: result[place] = mark
        }
        return result
    }
}
