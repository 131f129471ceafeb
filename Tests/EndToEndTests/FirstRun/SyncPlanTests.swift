import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("A dry run of sync")
struct SyncPlanTests {
    @Test("asks no server and writes nothing, and says what would be fetched and repaired")
    func plan() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40)])
        try site.write(named: "a.md", "width: 60", "height: 40", "isCached: false")
        #expect(try await site.runOnline("warm").status == 0)
        try site.write(named: "b.md", url: "https://images.example/b.jpg", "width: 50", "height: 40", "isCached: true")
        try site.write(named: "c.md", url: "https://other.example/c.jpg", "width: 50", "height: 40", "isCached: true")
        let asked = site.server.requests.count
        let text = try await site.runOnline("sync", "--dry-run", "--diff")
        #expect(site.server.requests.count == asked)
        #expect(text.output.contains("would fetch: 2 images of 2 hosts (images.example 1, other.example 1), 1 fresh\n"))
        #expect(text.output.contains("would repair: 1 value in 1 record\n"))
        #expect(text.output.contains("nothing was written; run again without --dry-run\n"))
        // A flag of what would be fetched is neither right nor wrong yet.
        #expect(text.output.contains("+    isCached: true") && !text.output.contains("flag-stale"), "\(text.output)")
        #expect(try site.directory.text(of: "a.md").contains("isCached: false\n---"))
        let json = try await site.runOnline("sync", "--dry-run", "--format", "json")
        #expect(json.json["planned"] as? [String: Int] == ["images": 2, "fresh": 1, "hosts": 2])
        #expect(json.json["fetched"] == nil && site.server.requests.count == asked)
    }

    @Test("makes no cache, and takes one that is empty for one that would be filled")
    func coldCache() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40", "isCached: true")
        let run = try await site.runOnline("sync", "--dry-run")
        #expect(run.status == 0 && run.error.isEmpty, "\(run)")
        #expect(run.output.contains("would fetch: 1 image of 1 host (images.example 1), 0 fresh\n"))
        #expect(run.output.contains("would repair: 0 values in 0 records\n"))
        #expect(try !site.directory.names(in: ".proofsheet").contains("index.sqlite"))
        let offline = try await site.run("sync", "--dry-run", "--offline")
        #expect(offline.output.contains("would fetch: 0 images, 1 fresh\n"))
    }
}
