import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("URLs that moved for good")
struct MovedURLTests {
    /// A site whose server has moved `/old/` to `/new/`.
    private func makeSite(
        type status: Int = 301
    ) async throws -> (site: TestSite, old: String, new: String) {
        let picture = jpeg(60, 40)
        let site = try await TestSite { request in
            if request.path.hasPrefix("/old/") {
                return .init(status: status, headers: ["Location": "/mid/" + request.path.dropFirst(5)])
            }
            if request.path.hasPrefix("/mid/") {
                return .init(status: 308, headers: ["Location": "/new/" + request.path.dropFirst(5)])
            }
            return .init(type: "image/jpeg", headers: ["Cache-Control": "max-age=0", "ETag": "\"a\""], body: picture)
        }
        let old = site.server.baseURL + "/old/a.jpg"
        try site.write(url: old, "width: 60", "height: 40", "isCached: true")
        return (site, old, site.server.baseURL + "/new/a.jpg")
    }

    private func warm(_ site: TestSite) async throws {
        defer { withExtendedLifetime(site.server) {} }
        let run = try await Program.run(
            ["warm", "--quiet", "--allow-private-hosts", "--host-delay", "0"], in: site.directory)
        #expect(run.status == 0, "\(run.output)\(run.error)")
    }

    @Test("are rewritten once two runs have seen it, and stay cached under the new one")
    func twice() async throws {
        let (site, old, new) = try await makeSite()
        let before = try site.directory.text(of: "post.md")
        try await warm(site)
        #expect(try await site.run("repair", "--urls").status == 0)
        #expect(try site.directory.text(of: "post.md") == before)
        try await warm(site)
        #expect(try await site.run("repair").status == 0)
        #expect(try site.directory.text(of: "post.md") == before)
        let dry = try await site.run("repair", "--urls", "--dry-run", "--diff")
        #expect(dry.output.contains("+  - url: \"\(new)\"") && dry.output.contains("would repair: 1 value in 1 record"))
        #expect(try await site.run("cache", "lookup", new).status == 1)
        let run = try await site.run("repair", "--urls", "--format", "json")
        #expect(run.status == 0 && !run.rules.contains("url-moved") && !run.rules.contains("flag-stale"))
        #expect(try site.directory.text(of: "post.md") == before.replacingOccurrences(of: old, with: new))
        let count = site.server.requests.count
        #expect(try await site.run("cache", "lookup", new).output.contains("60×40"))
        #expect(try await site.run("audit", "--format", "json").summary("errors") == 0)
        // The new address is asked with the validator that it gave.
        try await warm(site)
        #expect(site.server.requests.dropFirst(count).map(\.path) == ["/new/a.jpg"])
        #expect(site.server.requests.last?.headers["if-none-match"] == "\"a\"")
    }

    @Test("or at once with --now, by sync too")
    func now() async throws {
        let (site, old, new) = try await makeSite()
        let before = try site.directory.text(of: "post.md")
        defer { withExtendedLifetime(site.server) {} }
        let run = try await Program.run(
            ["sync", "--urls", "--now", "--allow-private-hosts", "--host-delay", "0"], in: site.directory)
        #expect(run.status == 0)
        #expect(try site.directory.text(of: "post.md") == before.replacingOccurrences(of: old, with: new))
        #expect(try await site.run("cache", "lookup", new).status == 0)
    }

    @Test("not where a redirect is for now")
    func temporary() async throws {
        let (site, _, _) = try await makeSite(type: 302)
        let before = try site.directory.text(of: "post.md")
        try await warm(site)
        #expect(try await site.run("repair", "--urls", "--now").output.contains("repaired: 0 values"))
        #expect(try site.directory.text(of: "post.md") == before)
    }

    @Test("not where they are fetched from elsewhere, whether that was known when they were fetched or not")
    func remapped() async throws {
        let (site, _, _) = try await makeSite()
        let before = try site.directory.text(of: "post.md")
        try await warm(site)
        try site.directory.write("remap: ['/old/ /somewhere/']\n", to: ".proofsheet.yml")
        let run = try await site.run("repair", "--urls", "--now")
        #expect(run.status == 0 && run.output.contains("repaired: 0 values"))
        #expect(try site.directory.text(of: "post.md") == before)
    }

    @Test("are rewritten in bodies and pages, too, by the base of the page")
    func bodies() async throws {
        let (site, old, new) = try await makeSite()
        let base = site.server.baseURL
        let body = "# T\n\n![a](\(old) \"t\")\n\n<img src='\(old)' srcset='\(old) 1x, \(old)?w=2&amp;h=3 2x'>\n"
        try site.directory.write(body, to: "post.md")
        let page = "<!DOCTYPE html><base href=\"\(base)/x/\"><img src=\"/old/a.jpg\">\n"
        try site.directory.write(page, to: "page.html")
        try await warm(site)
        let run = try await site.run("repair", "--urls", "--now", "--format", "json")
        #expect(run.status == 0 && !run.rules.contains("url-moved"))
        #expect(try site.directory.text(of: "post.md") == body.replacingOccurrences(of: old, with: new))
        #expect(try site.directory.text(of: "page.html") == page.replacingOccurrences(of: "/old/", with: "/new/"))
        #expect(try await site.run("cache", "lookup", new).status == 0)
    }

    @Test("lose a flag that nothing bears out, where escapes are written out")
    func escapes() async throws {
        let picture = jpeg(60, 40)
        let site = try await TestSite { _ in .init(type: "image/jpeg", body: picture) }
        let url = site.server.baseURL + "/a.jpg?w=1&#038;h=2"
        try site.write(url: url, "width: 60", "height: 40", "isCached: true")
        try await warm(site)
        #expect(try await site.run("repair", "--urls").status == 0)
        let text = try site.directory.text(of: "post.md")
        #expect(text.contains("/a.jpg?w=1&h=2\"") && text.contains("    isCached: false\n"))
        try await warm(site)
        #expect(try await site.run("repair").status == 0)
        #expect(try site.directory.text(of: "post.md").contains("    isCached: true\n"))
    }
}
