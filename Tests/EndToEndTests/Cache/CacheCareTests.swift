import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Care of the cache")
struct CacheCareTests {
    /// A site with three images, warmed; the first is flagged.
    private func warmed() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40), "/c.jpg": jpeg(40, 40)])
        try site.write(named: "a.md", url: "https://images.example/a.jpg", "width: 60", "height: 40", "isCached: true")
        for name in ["b", "c"] {
            try site.write(named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 1", "height: 1")
        }
        #expect(try await site.runOnline("warm").status == 0)
        return site
    }

    private func cached(_ site: TestSite) async throws -> Int? {
        try await site.run("cache", "stats", "--format", "json").json["cached"] as? Int
    }

    @Test("prune takes what no record names, and never what a true flag relies on")
    func prunes() async throws {
        let site = try await warmed()
        try FileManager.default.removeItem(atPath: site.directory.path(of: "c.md"))
        let dry = try await site.run("cache", "prune", "--unreferenced", "--dry-run", "--format", "json", ".")
        #expect(dry.status == 0 && dry.json["objects"] as? Int == 1 && dry.json["remainingObjects"] as? Int == 2)
        #expect(try await cached(site) == 3)
        let run = try await site.run("cache", "prune", "--unreferenced", ".")
        #expect(run.status == 0 && run.output.hasPrefix("removed 1 object and 1 entry"))
        let all = try await site.run("cache", "prune", "--max-size", "0", "--format", "json", ".")
        #expect(all.json["objects"] as? Int == 1 && all.json["protected"] as? Int == 1)
        #expect(try await cached(site) == 1)
        #expect(try await site.run("audit", "--format", "json", "a.md").rules.isEmpty)
        #expect(try await site.run("cache", "verify", "--decode").status == 0)
    }

    @Test("prune removes nothing where a record cannot be read, and says which")
    func refusesUnreadable() async throws {
        let site = try await warmed()
        try site.directory.write("---\nimages: [\n---\n", to: "broken.md")
        let run = try await site.run("cache", "prune", "--unreferenced", "--max-size", "0", ".")
        #expect(run.status == 3 && run.error.contains("broken.md") && run.error.contains("nothing was removed"))
        #expect(try await cached(site) == 3)
    }

    @Test(
        "prune says what its options take",
        arguments: [
            ["--max-size", "lots"], ["--older-than", "1y"], ["--max-size", "99999999999999T"], ["--unreferenced"],
        ])
    func refusesOptions(_ options: [String]) async throws {
        let directory = try TemporaryDirectory()
        #expect(try await Program.run(["cache", "prune"] + options, in: directory).status == 2)
    }

    @Test("lookup tells all of a URL, and fails where one is unknown")
    func looksUp() async throws {
        let site = try await warmed()
        let url = "https://images.example/a.jpg"
        let known = try await site.run("cache", "lookup", "--format", "json", url)
        let object = try #require(known.json["object"] as? [String: Any])
        #expect(known.status == 0 && object["width"] as? Int == 60 && object["format"] as? String == "jpeg")
        #expect(object["trouble"] is NSNull && known.json["isDue"] as? Bool == false)
        let path = try #require(object["path"] as? String)
        #expect(FileManager.default.fileExists(atPath: site.directory.path(of: path)))
        let text = try await site.run("cache", "lookup", url, "https://images.example/\u{1B}x")
        #expect(text.status == 1 && text.output.contains("image: jpeg, 60×40"))
        #expect(text.output.contains("not in the cache") && !text.output.contains("\u{1B}"))
        try FileManager.default.removeItem(atPath: site.directory.path(of: path))
        #expect(try await site.run("cache", "lookup", url).output.contains("trouble: the file of object"))
    }

    @Test("stats count by host and freshness")
    func counts() async throws {
        let site = try await warmed()
        let run = try await site.run("cache", "stats", "--format", "json")
        let hosts = try #require(run.json["hosts"] as? [String: [String: Int]])
        #expect(hosts["images.example"]?["entries"] == 3)
        #expect(run.json["fresh"] as? Int == 3 && run.json["due"] as? Int == 0)
        #expect(try await site.run("cache", "stats").output.contains("  images.example: 3 known, 3 cached"))
    }

    @Test("an index that is no database is made anew, and no image is fetched again")
    func rebuilds() async throws {
        let site = try await warmed()
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: site.directory.path(of: ".proofsheet/index.sqlite\(suffix)"))
        }
        try site.directory.write(String(repeating: "no database ", count: 500), to: ".proofsheet/index.sqlite")
        let broken = try await site.run("audit")
        #expect(broken.status == 3 && broken.error.contains("proofsheet cache rebuild"))
        let run = try await site.run("cache", "rebuild")
        #expect(run.status == 0 && run.output.hasPrefix("the index has 3 entries and 3 objects\n"))
        let warm = try await site.runOnline("warm", "--format", "json")
        #expect((warm.json["fetched"] as? [String: Int])?["fresh"] == 3 && site.server.requests.count == 3)
    }

    @Test("processes that warm, verify and prune at once fetch each URL once, and leave a whole cache")
    func shares() async throws {
        let image = jpeg(60, 40)
        let site = try await TestSite { request in
            var answer = ImageServer.Answer(type: "image/jpeg", headers: ["Cache-Control": "max-age=600"], body: image)
            answer.body += Array(request.path.utf8)
            // So that others come meanwhile.
            answer.hold = { try await Task.sleep(for: .milliseconds(50)) }
            return answer
        }
        for number in 0..<20 {
            try site.write(
                named: "\(number).md", url: "https://images.example/\(number).jpg", "width: 60", "height: 40")
        }
        let warmed = try await ProgramSlots.shared.withSlot {
            try await withThrowingTaskGroup(of: ProgramRun.self) { group in
                for _ in 0..<4 { group.addTask { try await site.runOnline("warm", "--format", "ndjson") } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
        }
        for run in warmed { #expect(run.status == 0, "\(run.error)") }
        let lines = try warmed.flatMap { run in
            try run.output.split(separator: "\n").map {
                try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
            }
        }
        #expect(lines.count == 80 && lines.count { $0["outcome"] as? String == "downloaded" } == 20)
        #expect(site.server.requests.count == 20)
        try await ProgramSlots.shared.withSlot {
            try await withThrowingTaskGroup(of: ProgramRun.self) { group in
                for _ in 0..<3 { group.addTask { try await site.runOnline("warm", "--force") } }
                for _ in 0..<3 { group.addTask { try await site.run("cache", "verify", "--repair") } }
                for _ in 0..<2 { group.addTask { try await site.run("cache", "prune", "--max-size", "500") } }
                for try await run in group { #expect(run.status == 0, "\(run.output)\(run.error)") }
            }
        }
        #expect(try await site.runOnline("warm").status == 0)
        #expect(try await cached(site) == 20)
        #expect(try await site.run("cache", "verify", "--decode").status == 0)
        #expect(try site.directory.names(in: ".proofsheet/state/staging").isEmpty)
    }
}
