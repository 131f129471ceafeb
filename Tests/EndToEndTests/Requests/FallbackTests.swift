import DemoSite
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Fallbacks")
final class FallbackTests: Sendable {
    /// What the archive of a test answers, by the URL that it is asked for.
    private struct Archive: Sendable {
        var answers: [String: ImageServer.Answer] = [:]
        var original = ImageServer.Answer(status: 404)
    }

    private let state = Mutex(Archive())

    /// A site all of whose images are gone, and an archive on the same server, below `/web/2id_/`.
    private func makeSite(urls: String...) async throws -> TestSite {
        let state = self
        let site = try await TestSite { request in
            state.state.withLock { archive in
                if let answer = archive.answers[request.path] { return answer }
                return request.path.hasPrefix("/web/") ? .init(status: 404) : archive.original
            }
        }
        for (number, url) in urls.enumerated() {
            try site.write(named: "\(number).md", url: url, "width: 60", "height: 40", "isCached: false")
        }
        return site
    }

    private func answer(_ path: String, with answer: ImageServer.Answer) {
        state.withLock { $0.answers[path] = answer }
    }

    private static let picture = ImageServer.Answer(type: "image/jpeg", body: jpeg(60, 40))
    private static let url = "https://images.example/a.jpg"
    private static let archived = "/web/2id_/https://images.example/a.jpg"

    private func fallback(_ site: TestSite) -> [String] {
        ["--fallback", "^https?://.* \(site.server.baseURL)/web/2id_/$0"]
    }

    private func warm(_ site: TestSite, _ arguments: String...) async throws -> ProgramRun {
        defer { withExtendedLifetime(site.server) {} }
        return try await Program.run(
            ["warm", "--format", "json"] + arguments + fallback(site) + site.network, in: site.directory)
    }

    @Test("give what is gone at its own address; the cache says from where, and the flag may be true")
    func rescues() async throws {
        let site = try await makeSite(urls: Self.url)
        // An archive redirects to the snapshot that is nearest in time.
        answer(Self.archived, with: .init(status: 302, headers: ["Location": "/web/20160101000000id_/\(Self.url)"]))
        answer("/web/20160101000000id_/\(Self.url)", with: Self.picture)
        let run = try await warm(site)
        #expect(run.status == 0 && run.rules == ["image-rescued"])
        #expect((run.json["fetched"] as? [String: Int])?["rescued"] == 1)
        let audit = try await site.run("audit", "--format", "json")
        #expect(Set(audit.rules) == ["image-rescued", "flag-unset"])
        #expect(try await site.run("repair").status == 0)
        #expect(try site.directory.text(of: "0.md").contains("isCached: true"))
        let lookup = try await site.run("cache", "lookup", Self.url)
        #expect(lookup.output.contains("from: \(site.server.baseURL)/web/2id_/\(Self.url), a fallback"))
        let export = try await site.run("cache", "export", "--manifest", "images.json", "out")
        #expect(export.status == 0)
        #expect(try site.directory.text(of: "images.json").contains("/web/2id_/https://images.example/a.jpg\""))
    }

    @Test("are asked once for what is gone, and at once where it was known to be gone before")
    func patience() async throws {
        let site = try await makeSite(urls: Self.url)
        #expect(try await site.runOnline("warm").status == 1)
        #expect(site.server.requests.map(\.path) == ["/a.jpg"])
        // The 404 is believed, so that only the fallback is asked, and that once.
        for _ in 1...2 { #expect(try await warm(site).rules == ["image-gone"]) }
        #expect(site.server.requests.map(\.path) == ["/a.jpg", Self.archived])
        answer(Self.archived, with: Self.picture)
        #expect(try await warm(site, "--retry-failed").rules == ["image-rescued"])
        let count = site.server.requests.count
        #expect(try await warm(site).rules == ["image-rescued"])
        #expect(site.server.requests.count == count)
    }

    @Test("that do not answer now are asked again by the next run")
    func unavailable() async throws {
        let site = try await makeSite(urls: Self.url)
        answer(Self.archived, with: .init(status: 500))
        #expect(try await warm(site, "--retries", "0").rules == ["image-gone"])
        answer(Self.archived, with: Self.picture)
        #expect(try await warm(site).rules == ["image-rescued"])
        #expect(site.server.requests.map(\.path) == ["/a.jpg", Self.archived, Self.archived])
    }

    @Test("count no longer once the image is back at its own address")
    func comesBack() async throws {
        let site = try await makeSite(urls: Self.url)
        answer(Self.archived, with: Self.picture)
        #expect(try await warm(site).rules == ["image-rescued"])
        state.withLock { $0.original = .init(type: "image/png", body: jpeg(30, 20)) }
        #expect(try await warm(site, "--retry-failed").rules == [])
        let lookup = try await site.run("cache", "lookup", Self.url)
        #expect(lookup.output.contains("30×20") && !lookup.output.contains("from:"))
    }

    @Test("are tried in order; web pages, known placeholders and archived redirects that lead out are no image")
    func order() async throws {
        let site = try await makeSite(urls: Self.url)
        let base = site.server.baseURL
        state.withLock { $0.original = .init(type: "text/html", body: Array("<html>sorry</html>".utf8)) }
        answer("/1/a.jpg", with: .init(type: "image/jpeg", body: Array("<!doctype html>none".utf8)))
        answer("/2/a.jpg", with: .init(type: "image/jpeg", body: jpeg(161, 81)))
        answer(
            "/3/https://images.example/a.jpg", with: .init(status: 302, headers: ["Location": "http://localhost:1/"]))
        answer("/4/a.jpg", with: .init(type: "image/jpeg", body: Array(jpeg(60, 40).dropLast(200))))
        answer("/5/a.jpg", with: Self.picture)
        try site.directory.write(
            """
            placeholders: [161x81@images.example]
            fallback:
              - '^https://images\\.example/(.*) \(base)/1/$1'
              - '^https://images\\.example/(.*) \(base)/2/$1'
              - '^https://other\\.example/(.*) \(base)/never/$1'
              - '^https://images\\.example/.* \(base)/3/$0'
              - '^https://images\\.example/(.*) \(base)/4/$1'
              - '^https://images\\.example/(.*) \(base)/5/$1'

            """, to: ".proofsheet.yml")
        let run = try await site.runOnline("warm", "--format", "json", "--retries", "0")
        #expect(run.rules == ["image-rescued"])
        #expect(
            site.server.requests.map(\.path) == [
                "/a.jpg", "/1/a.jpg", "/2/a.jpg", "/3/https://images.example/a.jpg", "/4/a.jpg", "/5/a.jpg",
            ])
        #expect(try await site.run("cache", "lookup", Self.url).output.contains("from: \(base)/5/a.jpg"))
    }

    @Test("that give the same picture for many images stand for lost ones")
    func placeholders() async throws {
        let urls = (1...6).map { "https://images.example/\($0).jpg" }
        let site = try await makeSite()
        for (number, url) in urls.enumerated() {
            answer("/web/2id_/\(url)", with: Self.picture)
            try site.write(named: "\(number).md", url: url, "width: 60", "height: 40")
            _ = try await warm(site)
        }
        let audit = try await site.run("audit", "--format", "json")
        #expect(audit.rules.count { $0 == "image-rescued" } == 4 && audit.rules.count { $0 == "image-gone" } == 2)
    }

    @Test("keep to robots.txt and the address policy, and are not asked offline")
    func manners() async throws {
        let site = try await makeSite(urls: Self.url)
        answer("/robots.txt", with: .init(type: "text/plain", body: Array("User-agent: *\nDisallow: /web/\n".utf8)))
        answer(Self.archived, with: Self.picture)
        let count = { site.server.requests.count { $0.path.hasPrefix("/web/") } }
        _ = try await warm(site, "--offline")
        #expect(site.server.requests.isEmpty)
        #expect(try await warm(site, "--robots").rules == ["image-gone"])
        #expect(count() == 0)
        let network = [
            "--remap", "^https://images.example \(site.server.baseURL)", "--allow-private-host", "localhost",
        ]
        _ = try await Program.run(["warm", "--force"] + fallback(site) + network, in: site.directory)
        #expect(count() == 0)
    }

    @Test("give images of hosts whose names nobody knows any more")
    func unknownHost() async throws {
        let url = "http://gone.invalid/a.jpg"
        let site = try await makeSite(urls: url)
        answer("/web/2id_/\(url)", with: Self.picture)
        #expect(try await warm(site, "--retries", "0").rules.contains("image-rescued"))
    }

    @Test("that are written wrongly are refused", arguments: ["one", "( b"])
    func wrong(_ text: String) async throws {
        let site = try await makeSite(urls: Self.url)
        let run = try await site.run("warm", "--fallback", text)
        #expect(run.status == 2 && run.error.contains("fallback"))
    }
}
