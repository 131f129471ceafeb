import Caching
import Decoding
import FileSystem
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Unchecked is not green")
struct UncheckedTests {
    private let directory: TemporaryDirectory

    /// One image is cached, one has failed, two are not known, one is on the site, and one of the site's is not found.
    init() throws {
        directory = try TemporaryDirectory()
        let bytes = TestPicture(width: 30, height: 20, seed: 1).png()
        try directory.write(bytes, to: "site/here.png")
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let header = try Probe.header(of: bytes.span)
        let staged = try cache.objects.stage(bytes, header: header, soundness: .intact, summary: nil)
        let failure = CacheFailure(kind: .gone, status: 404, detail: "the server answered 404", occurredAt: 1)
        _ = try cache.store([
            Cache.Update(entry: CacheEntry(url: "https://img.example/cached.png", freshUntil: .max), staged: staged),
            Cache.Update(entry: CacheEntry(url: "https://img.example/gone.png", failure: failure)),
        ])
        let urls = [
            "https://img.example/cached.png", "https://img.example/gone.png", "https://img.example/new.png",
            "https://img.example/new.png", "https://img.example/other.png", "here.png", "/lost.png",
            "{{ page.image }}.png",
        ]
        let entries = urls.map { "  - {url: '\($0)', width: 30, height: 20}\n" }
        try directory.write("---\nimages:\n\(entries.joined())---\n", to: "site/a.md")
    }

    private func archive(_ set: (inout Configuration) -> Void = { _ in }) -> Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.siteRoots = []
        set(&configuration)
        return Archive(paths: [directory.path(of: "site")], configuration: configuration)
    }

    @Test("images of which nobody has told are counted, each once, whether or not their record is read anew")
    func counted() async throws {
        for _ in 0..<3 {
            let result = try await archive().audit()
            #expect(result.summary.unchecked == 3 && result.summary.images == 4 && result.summary.cached == 1)
            #expect(result.findings.map(\.rule) == ["image-gone"])
        }
    }

    @Test("an object that is lost counts as unchecked again")
    func lost() async throws {
        let cache = try Cache(reading: directory.path(of: "Cache"))
        let object = try #require(try cache.entries(for: ["https://img.example/cached.png"]).values.first?.object)
        try FileSystem.remove(cache.objects.location(of: object))
        #expect(try await archive().audit().summary.unchecked == 4)
    }

    @Test("a site's address makes its relative URLs images like others")
    func site() async throws {
        let result = try await archive { $0.siteURL = "https://news.example" }.audit()
        #expect(result.summary.unchecked == 3 && result.summary.images == 5)
    }

    @Test("they fail a run where that is asked for")
    func failing() async throws {
        let status = { (failOn: Configuration.FailOn, rules: [String: Configuration.Severity?]) in
            try await archive {
                $0.failOn = failOn
                $0.severities = rules
            }.audit().exitStatus
        }
        #expect(try await status(.error, ["image-gone": nil]) == 0)
        #expect(try await status(.unchecked, ["image-gone": nil]) == 1)
        try directory.write("image: {url: here.png, width: 30, height: 20}\n", to: "site/a.md")
        #expect(try await status(.unchecked, [:]) == 0)
    }

    @Test("formats for people say how many there are and what to do, and quietly only where they fail the run")
    func told() async throws {
        let images = "2 images not checked; run 'proofsheet warm' or --online"
        let entries = "1 entry of the site itself not checked; give --site-url, or --site-root for its files"
        let result = try await archive().audit()
        for format in ["text", "github", "sarif", "html"] {
            let text = try #require(result.rendered(as: format))
            #expect(text.contains(images) && text.contains(entries), "\(format)")
        }
        let junit = try #require(result.rendered(as: "junit"))
        #expect(junit.contains("<skipped message=\"2 images not checked; ") && junit.contains("skipped=\"2\""))
        #expect(try #require(result.rendered(as: "markdown")).contains("**Not checked:** 2 images not checked"))
        #expect(try #require(result.rendered(as: "json")).contains("\"unchecked\": 3"))
        #expect(result.rendered(as: "text", isQuiet: true)?.contains("not checked") == false)
        let failing = try await archive { $0.failOn = .unchecked }.audit()
        #expect(failing.rendered(as: "text", isQuiet: true)?.contains(images) == true)
        #expect(failing.rendered(as: "junit")?.contains("<failure message=\"2 images not checked; ") == true)
    }
}
