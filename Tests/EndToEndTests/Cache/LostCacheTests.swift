import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("A cache that is lost")
struct LostCacheTests {
    @Test("while a sync fetches makes no flag true, and is not made anew", arguments: [true, false])
    func duringSync(isDeleted: Bool) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path(of: ".proofsheet")
        let site = try await TestSite(in: directory) { request in
            if request.path == "/b.jpg" {
                // Nobody waits for what the program may be doing there meanwhile.
                try? FileManager.default.moveItem(atPath: path, toPath: path + "-moved")
                if isDeleted { try? FileManager.default.removeItem(atPath: path + "-moved") }
            }
            return .init(type: "image/jpeg", headers: ["Cache-Control": "max-age=600"], body: jpeg(60, 40))
        }
        for name in ["a", "b", "c"] {
            try site.write(
                named: "\(name).md", url: "https://images.example/\(name).jpg", "width: 60", "height: 40",
                "isCached: false")
        }
        let run = try await site.runOnline("sync")
        #expect(run.status == 3, "\(run.output)\(run.error)")
        let text = run.output + run.error
        #expect(
            text.contains("the cache '.proofsheet' was deleted, moved or replaced while it was in use; "), "\(text)")
        for name in ["a", "b", "c"] { #expect(try directory.text(of: "\(name).md").contains("isCached: false")) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
