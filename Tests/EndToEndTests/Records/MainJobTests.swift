import Decoding
import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("The main job")
struct MainJobTests {
    @Test("warm fetches, audit finds, repair mends, and a second audit is clean")
    func wholeFlow() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        let before = try site.write("width: 60", "height: 30")
        let warm = try await site.runOnline("warm", "--format", "json")
        #expect(warm.status == 0)
        let audit = try await site.run("audit", "--format", "json")
        #expect(audit.status == 1)
        #expect(audit.rules == ["flag-unset", "dimensions-mismatch"])
        #expect(audit.summary("images") == 1 && audit.summary("cached") == 1)
        let repair = try await site.run("repair", "--dimensions")
        #expect(repair.status == 0)
        #expect(
            try site.directory.text(of: "post.md") == """
                ---
                title: ‘curly’ ✓

                images:
                  - url: "https://images.example/a.jpg"
                    width: 60
                    height: 40
                    isCached: true
                ---

                Body: isCached: true

                """)
        let second = try await site.run("audit", "--fail-on", "warning", before)
        #expect(second.status == 0)
    }

    @Test("a site without flags gets none, and its sizes are repaired all the same")
    func noFlags() async throws {
        var site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        site.environment = [:]
        try site.write("width: 61", "height: 30")
        let text = try site.directory.text(of: "post.md")
        let sync = try await site.runOnline("sync", "--dimensions", "--format", "json")
        #expect(sync.status == 0 && sync.rules.isEmpty)
        #expect(
            try site.directory.text(of: "post.md")
                == text.replacing("width: 61", with: "width: 60").replacing("height: 30", with: "height: 40"))
    }

    @Test(
        "only what is named is repaired",
        arguments: [["dimensions"], ["flags"], ["dimensions,flags"], ["flags", "dimensions"]])
    func only(parts: [String]) async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30", "isCached: false")
        _ = try await site.runOnline("warm")
        let options = parts.flatMap { ["--only", $0] }
        _ = try await Program.run(["repair"] + options, in: site.directory)
        let text = try site.directory.text(of: "post.md")
        #expect(text.contains("height: 40") == parts.joined().contains("dimensions"))
        #expect(text.contains("isCached: true\n---") == parts.joined().contains("flags"))
    }

    @Test("an audit that has looked at nothing does not say that all is well")
    func unchecked() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30")
        let audit = try await site.run("audit")
        #expect(audit.status == 0 && audit.output.contains("1 image not checked; run 'proofsheet warm' or --online\n"))
        #expect(try await site.run("audit", "--fail-on", "unchecked").status == 1)
        let online = try await site.runOnline("audit", "--online", "--fail-on", "never")
        #expect(online.output.contains("dimensions-mismatch") && !online.output.contains("not checked"))
        _ = try await site.runOnline("warm")
        #expect(try await !site.run("audit").output.contains("not checked"))
    }

    @Test("sync does all of it in one pass, and a second pass asks the server for nothing")
    func sync() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        let first = try await site.runOnline("sync", "--format", "json")
        #expect(first.status == 0 && first.rules.isEmpty)
        #expect(try site.directory.text(of: "post.md").contains("    isCached: true\n---"))
        let second = try await site.runOnline("sync", "--format", "json")
        #expect((second.json["fetched"] as? [String: Int])?["fresh"] == 1)
        #expect(site.server.requests.count == 1)
    }

    @Test("one URL in many records is fetched once")
    func fetchesOnce() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        for number in 0..<30 { try site.write(named: "post\(number).md", "width: 60", "height: 40") }
        let warm = try await site.runOnline("warm", "--format", "json")
        #expect(warm.summary("entries") == 30 && warm.summary("images") == 1)
        #expect(site.server.requests.count == 1)
    }

    @Test("a stale answer is asked for again with its validator, and 304 keeps the image")
    func revalidates() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            request.headers["if-none-match"] == "\"v1\""
                ? .init(status: 304, headers: ["ETag": "\"v1\"", "Cache-Control": "max-age=0"])
                : .init(type: "image/jpeg", headers: ["ETag": "\"v1\"", "Cache-Control": "max-age=0"], body: image)
        }
        try site.write("width: 60", "height: 40", "isCached: true")
        _ = try await site.runOnline("warm")
        let second = try await site.runOnline("warm", "--format", "json")
        #expect((second.json["fetched"] as? [String: Int])?["revalidated"] == 1)
        #expect(try await site.run("audit").status == 0)
        let forced = try await site.runOnline("warm", "--force", "--format", "json")
        #expect((forced.json["fetched"] as? [String: Int])?["downloaded"] == 1)
    }

    @Test("each kind of bad answer gets its finding, and none is stored")
    func badAnswers() async throws {
        let cut = Array(jpeg(200, 150).prefix(2_000))
        let answers: [String: ImageServer.Answer] = [
            "/gone.jpg": .init(status: 404), "/blocked.jpg": .init(status: 403),
            "/page.jpg": .init(type: "image/jpeg", body: Array("<!doctype html>".utf8)),
            "/cut.jpg": .init(type: "image/jpeg", body: cut), "/empty.jpg": .init(type: "image/jpeg"),
            "/teapot.jpg": .init(status: 418),
        ]
        let site = try await TestSite { answers[$0.path] ?? .init(status: 404) }
        let expected = [
            "gone": "image-gone", "blocked": "image-blocked", "page": "image-not-image", "cut": "image-truncated",
            "empty": "image-not-image", "teapot": "image-unreachable",
        ]
        for name in expected.keys {
            try site.write(named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 1", "height: 1")
        }
        let warm = try await site.runOnline("warm", "--format", "json")
        #expect(warm.status == 1)
        let findings = try #require(warm.json["findings"] as? [[String: Any]])
        for finding in findings {
            let name = try #require(finding["record"] as? String).dropLast(3)
            #expect(finding["rule"] as? String == expected[String(name)])
        }
        #expect(findings.count == expected.count)
        #expect(!FileManager.default.fileExists(atPath: site.directory.path(of: ".proofsheet/objects")))
    }

    @Test("repair leaves a record that is already right untouched, its modification time too")
    func leavesAlone() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        let path = try site.write("width: 60", "height: 40", "isCached: true")
        _ = try await site.runOnline("warm")
        let old = Date(timeIntervalSince1970: 1_000_000_000)
        try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: path)
        #expect(try await site.run("repair").status == 0)
        #expect(try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date == old)
    }

    @Test("a dry run writes nothing, shows the diff and fails as an audit would")
    func dryRun() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40", "isCached: true")
        let before = try site.directory.bytes(of: "post.md")
        let run = try await site.run("repair", "--dry-run", "--diff", "--force")
        #expect(run.status == 1)
        #expect(run.output.contains("-    isCached: true\n+    isCached: false\n"))
        #expect(run.output.contains("would repair: 1 value in 1 record"))
        #expect(try site.directory.bytes(of: "post.md") == before)
    }

    @Test("no private address is asked unless it is allowed")
    func refusesPrivate() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write(url: "\(site.server.baseURL)/a.jpg", "width: 60", "height: 40")
        let warm = try await site.run("warm", "--format", "json")
        #expect(Set(warm.rules) == ["url-refused", "url-insecure"])
        #expect(site.server.requests.isEmpty)
        let allowed = try await site.runOnline("warm", "--format", "json")
        #expect(allowed.status == 0 && site.server.requests.count == 1)
    }

    @Test("offline, nothing is asked for")
    func offline() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        #expect(try await site.runOnline("sync", "--offline").status == 0)
        #expect(site.server.requests.isEmpty)
    }

    @Test("an interrupted warm ends at once with 130 and keeps what it has")
    func interrupt() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            let answer = ImageServer.Answer(type: "image/jpeg", headers: ["Cache-Control": "max-age=60"], body: image)
            return request.path == "/slow.jpg" ? answer.neverSent() : answer
        }
        try site.write("width: 60", "height: 40")
        try site.write(named: "slow.md", url: "https://images.example/slow.jpg", "width: 60", "height: 40")
        let run = try await site.runOnlineInterrupting("warm", "--format", "json") {
            site.server.requests.contains { $0.path == "/slow.jpg" }
                && (try? site.directory.names(in: ".proofsheet/objects"))?.isEmpty == false
        }
        #expect(run.status == 130 && run.error.contains("what was done is kept"))
        #expect(try await site.run("audit", "--format", "json").summary("cached") == 1)
    }

    @Test("the same archive gives the same report, byte for byte")
    func repeatable() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        for number in 0..<90 {
            let url = "https://images.example/\(number % 3 == 0 ? "a" : "missing\(number)").jpg"
            try site.write(named: "\(number % 7)/post\(number).md", url: url, "width: 1", "height: \(number)")
        }
        _ = try await site.runOnline("warm", "--host-concurrency", "50")
        let first = try await site.run("audit", "--format", "json")
        #expect(first.rules.count > 90)
        for _ in 0..<3 { #expect(try await site.run("audit", "--format", "json").output == first.output) }
    }

    @Test("the size of a file of the site is read from disk, and its flag left alone")
    func siteFile() async throws {
        let site = try await TestSite()
        try site.directory.write(jpeg(60, 40), to: "static/img/a.jpg")
        try site.write(url: "/img/a.jpg", "width: 60", "height: 30")
        let audit = try await site.run("audit", "--format", "json")
        #expect(audit.rules == ["dimensions-mismatch"] && audit.summary("siteEntries") == 0)
        #expect(try await site.run("repair", "--dimensions", "--fail-on", "warning").status == 0)
        #expect(try site.directory.text(of: "post.md").contains("height: 40\n---"))
    }

    @Test("relative URLs are fetched from the site, and need no flag")
    func siteURL() async throws {
        let site = try await TestSite(images: ["/assets/a.jpg": jpeg(60, 40)])
        try site.write(url: "/assets/a.jpg", "width: 60", "height: 40")
        let without = try await site.runOnline("sync", "--format", "json")
        #expect(without.summary("siteEntries") == 1 && site.server.requests.isEmpty)
        let run = try await site.runOnline(
            "sync", "--format", "json", "--fail-on", "warning", "--site-url", "https://images.example")
        #expect(run.status == 0 && run.summary("cached") == 1)
    }
}
