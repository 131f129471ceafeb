import Auditing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("URLs that are set aside")
struct SetAsideTests {
    private func locator(siteURL: String? = nil, roots: [String] = [], skips: String...) throws -> ImageLocator {
        try ImageLocator(siteURL: siteURL, siteRoots: roots, skips: skips.map { try SkipPattern($0) })
    }

    @Test(
        "a URL with a template is never requested, and one with the usual words for the site's address is what it says")
    func templates() throws {
        let directory = try TemporaryDirectory()
        let file = try directory.write("", to: "static/a.png")
        let roots = [directory.path(of: "static")]
        let words = "{{ site.baseurl }}/a.png"
        #expect(try locator().locate("https://img.example/{{ page.slug }}.jpg", in: "post.md") == .templated)
        #expect(try locator().locate(words, in: "post.md") == .site)
        #expect(try locator(roots: roots).locate(words, in: "post.md") == .file(path: file))
        let onSite = try locator(siteURL: "https://news.example/blog", roots: roots)
        #expect(onSite.locate(words, in: "post.md") == .file(path: file))
        #expect(
            onSite.locate("{{ '/b.png' | relative_url }}", in: "post.md")
                == .remote(url: "https://news.example/blog/b.png", isOnSite: true))
        #expect(
            try locator().locate("https://img.example/{w}.jpg", in: "post.md")
                == .remote(url: "https://img.example/%7Bw%7D.jpg", isOnSite: false))
    }

    @Test("a skip pattern is looked for in a URL as the record has it, and as it would be asked for")
    func skips() throws {
        let locator = try locator(siteURL: "https://news.example", skips: "^https://stats\\.example/", "ä", "\\.svg$")
        let locate = { (url: String) in locator.locate(url, in: "post.md") }
        #expect(locate("https://stats.example/a.gif") == .skipped(url: "https://stats.example/a.gif"))
        #expect(locate("HTTPS://Stats.example/a.gif") == .skipped(url: "https://stats.example/a.gif"))
        #expect(locate("/ä.jpg") == .skipped(url: "https://news.example/%C3%A4.jpg"))
        #expect(locate("icons/{{ name }}.svg") == .skipped(url: nil))
        #expect(locate("data:image/svg+xml,a.svg") != .skipped(url: nil))
        #expect(
            locate("https://img.example/a.svg?v=1")
                == .remote(url: "https://img.example/a.svg?v=1", isOnSite: false))
        #expect(throws: ProofsheetError.self) { try SkipPattern("(") }
    }

    @Test("no rule speaks of them, whatever the entry declares, and the counts tell of them")
    func audit() async throws {
        let directory = try TemporaryDirectory()
        let text = """
            ---
            images:
              - {url: "https://img.example/{{ page.slug }}.jpg", width: 1, height: 1, isCached: true}
              - {url: "https://img.example/{% if x %}a{% endif %}.jpg", width: wide, height: 1}
              - {url: "http://stats.example/a.gif", isCached: true}
              - {url: "https://img.example/a.jpg", width: 1, height: 1}
            ---

            """
        try directory.write(text, to: "site/a.md")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.skips = [try SkipPattern("^http://stats")]
        let archive = Archive(paths: [directory.path(of: "site")], configuration: configuration)
        let result = try await archive.audit()
        #expect(result.findings.isEmpty)
        #expect(result.summary.templated == 2 && result.summary.skipped == 1)
        #expect(result.summary.entries == 4 && result.summary.images == 1)
        let report = try #require(result.rendered(as: "text"))
        #expect(report.contains("; 2 templated; 1 skipped"))
        _ = try await archive.repair()
        #expect(try directory.text(of: "site/a.md") == text)
    }

    @Test("a skipped image is neither exported nor pruned")
    func cache() async throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "images: [{url: https://img.example/a.png}, {url: https://img.example/b.png}]\n", to: "site/a.yml")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.skips = [try SkipPattern("b\\.png$")]
        let run = try Run(Archive(paths: [directory.path(of: "site")], configuration: configuration), writesCache: true)
        let use = try await run.imageUse()
        #expect(use.named == ["https://img.example/a.png", "https://img.example/b.png"])
        #expect(use.spellings == ["https://img.example/a.png": "https://img.example/a.png"])
    }
}
