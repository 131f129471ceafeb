import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("audit --online")
struct OnlineAuditTests {
    private static let large = jpeg(60, 40) + [UInt8](repeating: 0, count: 3_000_000)

    /// What lies in the cache, but for what audits keep of records.
    private func cacheContent(_ site: TestSite) throws -> [String: [UInt8]] {
        let root = site.directory.path(of: ".proofsheet")
        var files: [String: [UInt8]] = [:]
        for name in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? [] {
            // The last is memory of readers and writers that is shared through a file.
            guard !name.hasPrefix("state"), !name.hasSuffix("-shm"),
                let data = FileManager.default.contents(atPath: root + "/" + name)
            else { continue }
            files[name] = Array(data)
        }
        return files
    }

    @Test("sizes are learned from the first bytes, each address is asked once, and no flag is made true by it")
    func sizes() async throws {
        let site = try await TestSite(parts: ["/a.jpg": Self.large])
        try site.write(named: "1.md", "width: 60", "height: 40")
        try site.write(named: "2.md", "width: 60", "height: 50", "isCached: true")
        let run = try await site.runOnline("audit", "--online", "--format", "json")
        #expect(run.status == 3 && run.rules == ["dimensions-mismatch"])
        #expect(run.output.contains("the cache is empty: 1 flag cannot be judged"))
        #expect(run.summary("images") == 1 && run.summary("cached") == 0)
        #expect(site.server.requests.map { $0.headers["range"] } == ["bytes=0-16383"])
        #expect(try site.directory.names(in: ".proofsheet") == [".gitignore", "CACHEDIR.TAG", "state"])
    }

    @Test("what is gone, no image, or may not be asked is told by the rule of each; others are asked all the same")
    func failures() async throws {
        let page = Array("<!DOCTYPE html><title>sorry</title>".utf8)
        let images = ["/a.jpg": Self.large, "/page.jpg": page, "/cut.jpg": Array(Self.large.prefix(20))]
        let site = try await TestSite { request in
            switch request.path {
            case "/moved.jpg": .init(status: 301, headers: ["Location": "/a.jpg"])
            case "/secret.jpg": .init(status: 403)
            default: images[request.path].flatMap { request.part(of: $0) } ?? .init(status: 404)
            }
        }
        let names = ["a", "cut", "gone", "moved", "page", "secret"]
        for name in names {
            try site.write(
                named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 60", "height: 40")
        }
        try site.write(named: "z.md", url: "http://192.168.77.1/z.jpg", "width: 60", "height: 40")
        let options = [
            "--remap", "^https://images.example \(site.server.baseURL)", "--host-delay", "0",
            "--allow-private-host", "127.0.0.1",
        ]
        let runs = [
            try await Program.run(["audit", "--online", "--format", "json"] + options, in: site.directory),
            try await Program.run(["audit", "--online", "--format", "json"] + options, in: site.directory),
        ]
        #expect(
            runs[0].rules == [
                "image-truncated", "image-gone", "image-not-image", "image-blocked", "url-refused", "url-insecure",
            ])
        #expect(runs[0].output.contains("a web page without a Content-Type"))
        #expect(runs[0].output == runs[1].output && runs[0].status == 1)
        // The one that was redirected was asked where it leads, too.
        #expect(Set(site.server.requests.map(\.path)) == Set(names.map { "/\($0).jpg" }))
        withExtendedLifetime(site.server) {}
    }

    @Test("what the cache has is not asked for, and nothing in it changes")
    func cached() async throws {
        let images = ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(30, 20)]
        let site = try await TestSite(images: images)
        try site.write(named: "a.md", "width: 60", "height: 40", "isCached: true")
        try site.write(named: "gone.md", url: "https://images.example/gone.jpg", "width: 6", "height: 4")
        _ = try await site.runOnline("warm")
        let asked = site.server.requests.count
        try site.write(named: "b.md", url: "https://images.example/b.jpg", "width: 60", "height: 40")
        let offline = try await site.run("audit", "--format", "json")
        #expect(offline.rules == ["image-gone"])
        let content = try cacheContent(site)
        let online = try await site.runOnline("audit", "--online", "--format", "json")
        #expect(online.rules == ["dimensions-scaled", "image-gone"])
        #expect(site.server.requests.dropFirst(asked).map(\.path) == ["/b.jpg"])
        #expect(try cacheContent(site) == content)
        // What was learned is not remembered, not even as a verdict.
        #expect(try await site.run("audit", "--format", "json").output == offline.output)
        _ = try await site.runOnline("warm")
        #expect(site.server.requests.last?.headers["range"] == nil)
    }

    @Test("a new answer of a server counts, though no record has changed")
    func newAnswer() async throws {
        let site = try await TestSite(images: ["/other.jpg": jpeg(60, 40)])
        try site.write(
            named: "a.md", url: "https://images.example/other.jpg", "width: 60", "height: 40", "isCached: true")
        _ = try await site.runOnline("warm")
        try site.write(named: "b.md", "width: 60", "height: 40")
        #expect(try await site.runOnline("audit", "--online", "--format", "json").rules == ["image-gone"])
        let mended = try await TestSite(parts: ["/a.jpg": Self.large])
        let run = try await Program.run(
            ["audit", "--online", "--format", "json"] + mended.network, in: site.directory)
        #expect(run.rules.isEmpty && run.status == 0 && mended.server.requests.count == 1)
    }

    @Test("robots.txt is heeded, and the configuration may say online")
    func robots() async throws {
        let site = try await TestSite { request in
            request.path == "/robots.txt"
                ? .init(body: Array("User-agent: *\nDisallow: /a".utf8)) : .init(body: Self.large)
        }
        try site.directory.write("online: true\nrobots: true\n", to: ".proofsheet.yml")
        try site.write("width: 60", "height: 40")
        let run = try await site.runOnline("audit", "--format", "json")
        #expect(run.rules == ["url-refused"] && site.server.requests.map(\.path) == ["/robots.txt"])
        #expect(try await site.runOnline("audit", "--offline", "--format", "json").rules.isEmpty)
        #expect(site.server.requests.count == 1)
    }

    @Test("with --offline it is a usage error, in the configuration too")
    func offline() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40")
        let run = try await site.runOnline("audit", "--online", "--offline")
        #expect(run.status == 2 && run.error.contains("--offline") && run.output.isEmpty)
        try site.directory.write("online: true\noffline: true\n", to: ".proofsheet.yml")
        let configured = try await site.runOnline("audit")
        #expect(configured.status == 2 && configured.error.contains("offline"))
        #expect(site.server.requests.isEmpty)
        #expect(try await site.runOnline("audit", "--online", "--format", "json").rules == ["image-gone"])
    }

    @Test("an interrupted run ends soon, and says what it knows")
    func interrupted() async throws {
        let site = try await TestSite { _ in .init(body: Self.large).neverSent() }
        try site.write("width: 60", "height: 40")
        let server = site.server
        let run = try await site.runOnlineInterrupting("audit", "--online") { !server.requests.isEmpty }
        #expect(run.status == 130)
    }
}
