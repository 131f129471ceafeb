import Proofsheet
import Synchronization
import TestSupport
import Testing

@Suite("The library")
struct LibraryTests {
    @Test("audits and repairs an archive through its public interface alone")
    func audit() async throws {
        let directory = try TemporaryDirectory()
        let record = try directory.write(
            "---\nimages:\n  - url: https://example.org/a.jpg\n    width: 6\n    height: 4\n    isCached: true\n---\n",
            to: "post.md")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.isForced = true
        let archive = Archive(paths: [directory.root], configuration: configuration)

        let audit = try await archive.audit()
        let finding = try #require(audit.findings.first)
        #expect(audit.findings.count == 1 && audit.summary.entries == 1 && audit.exitStatus == 1)
        #expect(finding.rule == "flag-stale" && finding.severity == .error && finding.record == record)
        #expect(finding.line == 6 && finding.column == 15 && finding.entry == "images[0]")

        var options = RepairOptions()
        options.makesDiff = true
        let repair = try await archive.repair(options)
        #expect(repair.findings.isEmpty && repair.failures.isEmpty && repair.exitStatus == 0)
        #expect(repair.rendered(as: "text")?.contains("+    isCached: false") == true)
        #expect(repair.rendered(as: "nonsense") == nil)
        #expect(try directory.text(of: "post.md").contains("isCached: false"))
    }

    @Test("says why an image has no size that could be read")
    func inspect() async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("no image", to: "page.jpg")
        let images = Mutex<[InspectedImage]>([])
        try await ImageInspector().inspect([path]) { image in images.withLock { $0.append(image) } }
        let image = try #require(images.withLock { $0 }.first)
        #expect(image.source == path && image.error != nil && image.width == nil)
    }
}
