import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Records that have not changed")
struct IncrementalTests {
    /// Audits as it is done by default and with every record read, which must come to the same.
    private func rules(_ site: TestSite, _ arguments: String...) async throws -> [String] {
        let options = ["audit", "--format", "json"] + arguments
        let usual = try await Program.run(options, in: site.directory)
        let thorough = try await Program.run(options + ["--no-incremental"], in: site.directory)
        #expect(usual.output == thorough.output)
        #expect(usual.status == thorough.status)
        return usual.rules
    }

    private func memories(_ site: TestSite) throws -> [String] {
        let directory = site.directory.path(of: ".proofsheet/state/records")
        return try FileManager.default.contentsOfDirectory(atPath: directory).map { ".proofsheet/state/records/" + $0 }
    }

    @Test("whatever changes, an audit says what it would say of records read anew")
    func sameFindings() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(9, 9)])
        try site.write("width: 60", "height: 30", "isCached: true")
        try site.write(named: "other.md", url: "/local.jpg", "width: 10", "height: 20")
        #expect(try await site.runOnline("warm").status == 0)
        for _ in 0..<2 { #expect(try await rules(site) == ["dimensions-mismatch"]) }
        try site.write("width: 60", "height: 40", "isCached: true")
        #expect(try await rules(site) == [])
        try site.directory.write(jpeg(30, 20), to: "static/local.jpg")
        for _ in 0..<2 { #expect(try await rules(site) == ["dimensions-mismatch"]) }
        #expect(try await rules(site, "--site-root", ".") == [])
        try FileManager.default.removeItem(atPath: site.directory.path(of: ".proofsheet/objects"))
        for _ in 0..<2 { #expect(try await rules(site) == ["dimensions-mismatch", "flag-stale"]) }
        #expect(try await site.runOnline("warm", "--quiet").status == 0)
        for _ in 0..<2 { #expect(try await rules(site) == ["dimensions-mismatch"]) }
        try site.write(named: "third.md", url: "https://images.example/b.jpg", "isCached: true")
        #expect(try await rules(site) == ["dimensions-mismatch", "dimensions-missing", "flag-stale"])
    }

    @Test("a repair after an audit changes what it would change without one, and is seen by the next audit")
    func repairAfterAudit() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40", "isCached: false")
        try site.write(named: "right.md", "width: 60", "height: 40", "isCached: true")
        #expect(try await site.runOnline("warm").status == 0)
        for _ in 0..<2 { #expect(try await rules(site) == ["flag-unset"]) }
        let repair = try await site.run("repair", "--format", "json")
        #expect((repair.json["repaired"] as? [String: Any])?["edits"] as? Int == 1)
        #expect(try site.directory.text(of: "post.md").contains("isCached: true\n---"))
        #expect(try await rules(site) == [])
    }

    @Test("damage to what was kept costs nothing but time")
    func damagedMemory() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30", "isCached: true")
        // An audit alone, so that every damaged memory is one that the next audit writes again.
        #expect(try await site.runOnline("warm", "--no-incremental").status == 0)
        #expect(try await rules(site) == ["dimensions-mismatch"])
        let damages: [(inout [UInt8]) -> Void] = [
            { $0 = [] }, { $0.removeLast() }, { $0[9] ^= 1 }, { $0[$0.count / 2] ^= 1 }, { $0 += [0] },
        ]
        for damage in damages {
            for path in try memories(site) {
                var bytes = try FileSystem.read(site.directory.path(of: path)).bytes
                damage(&bytes)
                try site.directory.write(bytes, to: path)
            }
            #expect(try await rules(site) == ["dimensions-mismatch"])
        }
    }

    @Test("by request, nothing is kept")
    func nothingKept() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30", "isCached: true")
        _ = try await site.run("audit", "--no-incremental")
        #expect(!FileManager.default.fileExists(atPath: site.directory.path(of: ".proofsheet")))
        #expect(try await site.runOnline("warm", "--no-incremental").status == 0)
        _ = try await site.run("audit", "--no-incremental")
        #expect(!FileManager.default.fileExists(atPath: site.directory.path(of: ".proofsheet/state/records")))
    }
}
