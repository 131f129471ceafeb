import Foundation
import TestSupport
import Testing

/// Looks at the order of the system calls: what is not on the disk is lost with the power.
@Suite("What is on the disk before a flag becomes true", .serialized, .enabled(if: Strace.path != nil))
struct DurabilityTests {
    private func site() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40)])
        try site.write(named: "posts/a.md", "width: 60", "height: 40", "isCached: false")
        return site
    }

    @Test("first the object and its directories, then its row, then the record with its directory")
    func order() async throws {
        let site = try await site()
        // The second run stores in a cache that is there already.
        for url in ["https://images.example/a.jpg", "https://images.example/b.jpg"] {
            let size = url.hasSuffix("a.jpg") ? "width: 60" : "width: 50"
            try site.write(named: "posts/a.md", url: url, size, "height: 40", "isCached: false")
            let (run, log) = try await SystemCallLog.run(["sync", "posts"] + site.network, in: site)
            #expect(run.status == 0, "\(run.error)")
            #expect(try site.directory.text(of: "posts/a.md").contains("isCached: true\n---"))

            let object = try #require(log.renames(".proofsheet/objects/").first)
            let record = try #require(log.renames("\"a.md\"").first)
            let source = try #require(Self.source(of: object))
            #expect(try #require(log.syncs(of: source).first).end < object.start)
            let row = try #require(log.writes(to: "/index.sqlite-wal").first { $0.start > object.end })
            let shelf = try #require(Self.shelf(of: object))
            for directory in ["/.proofsheet", "/.proofsheet/objects", "/.proofsheet/objects/" + shelf] {
                let sync = log.syncs(of: directory).first { $0.start > object.end }
                #expect(try #require(sync, "\(directory)").end < row.start, "\(directory)")
            }
            let lastOfRow = try #require(log.writes(to: "/index.sqlite-wal").last { $0.start < record.start })
            let rowSync = log.syncs(of: "/index.sqlite-wal").first { $0.start > lastOfRow.end }
            #expect(try #require(rowSync).end < record.start)
            let text = try #require(log.syncs(of: ".tmp").first { $0.arguments.contains("/.a.md.proofsheet-") })
            #expect(text.end < record.start)
            #expect(log.syncs(of: "/posts").contains { $0.start > record.end })
        }
    }

    @Test("a repair waits for the rows that it sees, which a killed process may have left in memory alone")
    func alone() async throws {
        let site = try await site()
        #expect(try await site.runOnline("warm", "posts").status == 0)
        // SQLite's log, as a process leaves it that is killed.
        let killer = "inject=fdatasync:signal=KILL:when=1"
        try await Strace.run(killer, ["warm", "--force", "posts"] + site.network, in: site)
        #expect(FileManager.default.fileExists(atPath: site.directory.path(of: ".proofsheet/index.sqlite-wal")))
        let (run, log) = try await SystemCallLog.run(["repair", "posts"], in: site)
        #expect(run.status == 0, "\(run.error)")
        let record = try #require(log.renames("\"a.md\"").first)
        for path in ["/index.sqlite-wal", "/.proofsheet"] {
            let sync = log.syncs(of: path).first
            #expect(try #require(sync, "\(path)").end < record.start)
        }
    }

    private static func source(of rename: SystemCallLog.Call) -> String? {
        rename.arguments.split(separator: "\"").first { $0.contains("/staging/") }.map(String.init)
    }

    private static func shelf(of rename: SystemCallLog.Call) -> String? {
        rename.arguments.split(separator: "\"").last { $0.contains("/objects/") }?
            .components(separatedBy: "/objects/").last?.split(separator: "/").first.map(String.init)
    }
}
