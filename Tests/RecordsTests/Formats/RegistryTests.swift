import Testing

@testable import Records

/// A record of a format, with one entry whose flag is true: with a byte order mark, CRLF and, where there are such
/// things, comments.
private let fixtures: [String: String] = [
    "Markdown":
        "\u{FEFF}---\r\n# comment\r\ntitle: é 😀 # comment\r\nimage:\r\n  url: a.jpg # comment\r\n  isCached: true # comment\r\n---\r\nText\r\n",
    "MDX":
        "\u{FEFF}---\r\ntitle: é 😀 # comment\r\nimage:\r\n  url: a.jpg # comment\r\n  isCached: true\r\n---\r\n# Text {1}\r\n",
    "HTML":
        "\u{FEFF}---\r\n# comment\r\ntitle: é 😀 # comment\r\nimage:\r\n  url: a.jpg # comment\r\n  isCached: true # comment\r\n---\r\n<p>Text</p>\r\n",
    "YAML":
        "\u{FEFF}# comment\r\ntitle: é 😀 # comment\r\nimage:\r\n  url: a.jpg # comment\r\n  isCached: true # comment\r\n",
    "NDJSON":
        "\u{FEFF}{\"title\": \"é 😀\"}\r\n\r\n{\"image\": {\"url\": \"a.jpg\", \"isCached\": true}}\r\n",
    "CSV":
        "\u{FEFF}title,URL,Width,isCached\r\n\"é, 😀\",a.jpg,,true\r\n",
    "TSV":
        "\u{FEFF}title\tURL\tWidth\tisCached\r\né, 😀\ta.jpg\t\ttrue\r\n",
    "JSON":
        "\u{FEFF}{\r\n  \"title\": \"é 😀\",\r\n  \"image\": {\r\n    \"url\": \"a.jpg\",\r\n    \"isCached\": true\r\n  }\r\n}\r\n",
    "TOML":
        "\u{FEFF}# comment\r\ntitle = \"é 😀\" # comment\r\n[image] # comment\r\nurl = \"a.jpg\" # comment\r\nisCached = true # comment\r\n",
]

/// The same for each kind of front matter.
private let frontMatterFixtures: [FrontMatter.Kind: String] = [
    .yaml: fixtures["Markdown"] ?? "",
    .toml:
        "\u{FEFF}+++\r\n# comment\r\ntitle = \"é 😀\" # comment\r\n[image] # comment\r\nurl = \"a.jpg\" # comment\r\nisCached = true # comment\r\n+++\r\nText\r\n",
    .json: (fixtures["JSON"] ?? "") + "Text # comment\r\n",
]

/// The paths of the entries that are not just `image`.
private let paths = ["NDJSON": "[1].image", "CSV": "[0]", "TSV": "[0]"]

@Suite("Formats")
struct RegistryTests {
    @Test("each has a fixture that is read and edited", arguments: RecordFormats.all.map(\.name))
    func fixture(name: String) throws {
        let text = try #require(fixtures[name])
        let format = try #require(RecordFormats.all.first { $0.name == name })
        for fileExtension in format.fileExtensions {
            let record = try record(text, "dir/file.\(fileExtension)")
            #expect(record.format.name == name)
            #expect(record.entries.map(\.path) == [paths[name] ?? "image"])
            #expect(
                try edited(text, (.flag, .boolean(false)), named: record.path) == text.replacing("true", with: "false"))
            let isTable = record.entries.first?.layout.kind == .row
            #expect(
                try edited(text, (.width, .pixels(5)), named: record.path).utf8.count
                    >= text.utf8.count + (isTable ? "5" : "width:5,").utf8.count)
        }
    }

    @Test("each kind of front matter has a fixture that is read and edited", arguments: FrontMatter.Kind.allCases)
    func frontMatter(kind: FrontMatter.Kind) throws {
        let text = try #require(frontMatterFixtures[kind])
        #expect(try record(text).entries.map(\.path) == ["image"])
        #expect(try edited(text, (.flag, .boolean(false)), named: "a.md") == text.replacing("true", with: "false"))
        #expect(
            try edited(text, (.width, .pixels(5)), named: "a.md").utf8.count > text.utf8.count + "width: 5".utf8.count)
    }

    @Test("have names and extensions of their own, in lowercase")
    func names() {
        let names = RecordFormats.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(Set(fixtures.keys) == Set(names))
        let extensions = RecordFormats.all.flatMap(\.fileExtensions)
        #expect(extensions.allSatisfy { !$0.isEmpty && $0 == $0.lowercased() && !$0.contains(".") })
    }

    @Test("files of no format are no records", arguments: ["a.txt", "a", "md", ".md/a", "a.jpg"])
    func noFormat(path: String) {
        #expect(Record(path: path, bytes: Array("image: {url: a}".utf8)) == nil)
    }
}
