import Auditing
import FileSystem
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Sources of a built site")
struct SourceIndexTests {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        let records = [
            "content/index.md": "---\nimages:\n  - url: /logo.png\n    width: 1\n---\n",
            "content/2024-05-01-harbour.md":
                "---\ntitle: x\nimages:\n  - url: /logo.png\n    width: 1\n  - url: https://media.example/a%20b.png\n"
                + "    width: 1\n---\n",
            "content/boats/index.md": "---\nimages: [{url: cover.jpg, width: 1}, {url: img/deck.jpg, width: 1}]\n---\n",
            "content/ships.md": "---\nimages: [{url: cover.jpg, width: 1}]\n---\n",
            "data/site.yml": "image: {url: 'https://news.example/icon.png', width: 1}\n",
        ]
        for (name, text) in records { try directory.write(text, to: name) }
    }

    private func index() async throws -> SourceIndex {
        var configuration = Configuration()
        configuration.sources = ["content", "data"].map(directory.path)
        configuration.siteURL = "https://news.example"
        var failures: [String] = []
        let archive = Archive(paths: [directory.path(of: "_site")], configuration: configuration)
        let index = try #require(try await SourceIndex.read(for: archive, &failures))
        #expect(failures.isEmpty)
        return index
    }

    @Test(
        "An image comes from the record that names the same address",
        arguments: [
            ("https://media.example/a%20b.png", "x.html", "content/2024-05-01-harbour.md:6"),
            (" https://media.example/a b.png ", "x.html", "content/2024-05-01-harbour.md:6"),
            ("https://news.example/logo.png?v=2", "2024/05/01/harbour/index.html", "content/2024-05-01-harbour.md:4"),
            ("../logo.png", "harbour/index.html", "content/2024-05-01-harbour.md:4"),
            ("/icon.png", "x.html", "data/site.yml:1"),
            ("/boats/img/deck.jpg", "boats/index.html", "content/boats/index.md:2"),
            ("img/deck.jpg", "boats/index.html", "content/boats/index.md:2"),
            ("cover.jpg", "boats/index.html", "content/boats/index.md:2"),
            ("cover.jpg", "articles/ships/index.html", "content/ships.md:2"),
        ])
    func found(url: String, page: String, expected: String) async throws {
        let source = try await index().source(of: url, in: directory.path(of: "_site/" + page))
        #expect(source?.text == directory.path(of: expected))
    }

    @Test(
        "What no source names, or what only looks alike, has none",
        arguments: [
            ("/other.png", "x.html"), ("deck.jpg", "x.html"), ("https://media.example/b.png", "x.html"),
            ("https://other.example/logo.png", "x.html"), ("data:image/gif;base64,AA==", "x.html"), ("", "x.html"),
        ])
    func notFound(url: String, page: String) async throws {
        #expect(try await index().source(of: url, in: directory.path(of: "_site/" + page)) == nil)
    }

    @Test("An audit of a built site names the source of each finding")
    func audit() async throws {
        try directory.write(
            "<p>x</p>\n<img src='https://media.example/a%20b.png' width='x'><img src=/nowhere.png width=y>\n",
            to: "_site/harbour/index.html")
        var configuration = Configuration()
        configuration.sources = [directory.path(of: "content")]
        configuration.cacheDirectory = directory.path(of: "Cache")
        let archive = Archive(paths: [directory.path(of: "_site")], configuration: configuration)
        let findings = try await archive.audit().findings
        let sources = Set(findings.filter { $0.rule == "dimensions-invalid" }.map(\.source))
        #expect(sources == [directory.path(of: "content/2024-05-01-harbour.md:6"), nil])
        var lines = ""
        _ = try await archive.audit { lines += String(decoding: $0, as: UTF8.self) }
        #expect(lines.contains("content/2024-05-01-harbour.md:6"))
    }

    @Test("A directory of sources that is not there is a usage error")
    func missing() async throws {
        var configuration = Configuration()
        configuration.sources = [directory.path(of: "nowhere")]
        configuration.cacheDirectory = directory.path(of: "Cache")
        let archive = Archive(paths: [directory.path(of: "content")], configuration: configuration)
        await #expect(throws: ProofsheetError.self) { try await archive.audit() }
    }
}
