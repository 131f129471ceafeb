import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("An image that somebody supplies")
struct CacheImportTests {
    private static let url = "https://images.example/a.jpg"

    @Test("is in the cache for its URL, and no server is asked for it until that is forced")
    func stays() async throws {
        let answer = Mutex(ImageServer.Answer(status: 404))
        let site = try await TestSite { _ in answer.withLock { $0 } }
        try site.write("width: 60", "height: 40", "isCached: false")
        try site.directory.write(jpeg(60, 40), to: "photo.jpg")
        #expect(try await site.runOnline("warm").status == 1)
        let run = try await site.run("cache", "import", "photo.jpg", Self.url)
        #expect(run.status == 0 && run.output == "imported 'photo.jpg', jpeg, 60×40, for \(Self.url)\n")
        #expect(try await site.run("repair", "--format", "json").rules == ["image-rescued"])
        #expect(try site.directory.text(of: "post.md").contains("isCached: true"))
        #expect(try await site.run("cache", "lookup", Self.url).output.contains("from: a file that was imported"))
        let count = site.server.requests.count
        for option in ["--quiet", "--retry-failed", "--max-age=1s"] {
            #expect(try await site.runOnline("warm", "--format", "json", option).status == 0)
        }
        #expect(site.server.requests.count == count)
        // A server that fails never takes its place; one that has an image does.
        _ = try await site.runOnline("warm", "--force")
        #expect(site.server.requests.count == count + 1)
        #expect(try await site.run("audit", "--format", "json").rules == ["image-rescued"])
        answer.withLock { $0 = .init(type: "image/jpeg", body: jpeg(30, 20)) }
        _ = try await site.runOnline("warm", "--force")
        let lookup = try await site.run("cache", "lookup", Self.url)
        #expect(lookup.output.contains("30×20") && !lookup.output.contains("imported"))
    }

    @Test("comes from standard input, too, and back from the journal")
    func standardInput() async throws {
        let site = try await TestSite()
        try site.directory.write(jpeg(60, 40), to: "photo.jpg")
        let run = try await Program.runShell("\"$0\" cache import - \(Self.url) < photo.jpg", in: site.directory)
        #expect(run.status == 0 && run.output.contains("imported 'standard input'"))
        #expect(try await site.run("cache", "rebuild").status == 0)
        #expect(try await site.run("cache", "lookup", Self.url).output.contains("imported"))
        // Nothing failed that would have to be told.
        try site.write("width: 60", "height: 40", "isCached: true")
        #expect(try await site.run("audit", "--format", "json").rules == [])
    }

    @Test("is refused where it is no image or damaged, or is for no URL of a server")
    func refused() async throws {
        let site = try await TestSite()
        try site.directory.write("text", to: "text.jpg")
        try site.directory.write(Array(jpeg(60, 40).dropLast(200)), to: "cut.jpg")
        try site.directory.write(jpeg(60, 40), to: "photo.jpg")
        for (file, url, status, words) in [
            ("text.jpg", Self.url, Int32(3), "'text.jpg' is no image; nothing was imported"),
            ("cut.jpg", Self.url, 3, "'cut.jpg' is damaged"), ("none.jpg", Self.url, 3, "nothing was imported"),
            ("photo.jpg", "images/a.jpg", 2, "--site-url"), ("photo.jpg", "ftp://a.example/b.jpg", 2, "cannot be used"),
        ] {
            let run = try await site.run("cache", "import", file, url)
            #expect(run.status == status && run.error.contains(words), "\(file): \(run.error)")
        }
        #expect(try await site.run("cache", "lookup", Self.url).status != 0)
    }
}
