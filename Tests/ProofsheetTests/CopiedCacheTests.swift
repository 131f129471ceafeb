import Caching
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Runs over a cache that was copied")
struct CopiedCacheTests {
    private let directory: TemporaryDirectory
    private let path: String

    /// A cache with one image, whose file was put in place anew, and a record that names it.
    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
        let cache = try Cache(writingTo: path)
        let header = ImageHeader(format: .jpeg, rawWidth: 40, rawHeight: 30)
        let staged = try cache.objects.stage([1, 2, 3], header: header, soundness: .intact)
        let entry = CacheEntry(url: "https://images.example/a.jpg", freshUntil: .max)
        let object = try #require(try cache.store([.init(entry: entry, staged: staged)]).first?.object)
        let file = cache.objects.location(of: object)
        rename(file, directory.path(of: "old"))
        try AtomicFile.place([1, 2, 3], at: file, modificationTime: object.modificationTime)
        try directory.write(
            "images:\n  - url: \(entry.url)\n    width: 40\n    height: 30\n    isCached: true\n", to: "post.yml")
    }

    private var archive: Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = path
        configuration.isOffline = true
        return Archive(paths: [directory.path(of: "post.yml")], configuration: configuration)
    }

    private enum Job: CaseIterable {
        case audit, streamedAudit, repair, warm, sync, verify
    }

    @Test("find its images whole, and note their inodes for the next run", arguments: Job.allCases)
    private func noted(_ job: Job) async throws {
        switch job {
        case .audit: #expect(try await archive.audit().findings.isEmpty)
        case .streamedAudit: #expect(try await archive.audit { _ in }.summary.errors == 0)
        case .repair: #expect(try await archive.repair().findings.isEmpty)
        case .warm: #expect(try await archive.warm().findings.isEmpty)
        case .sync: #expect(try await archive.sync().findings.isEmpty)
        case .verify:
            #expect(try await CacheCare(cacheDirectory: path).verify(decodes: false, drops: true).problems.isEmpty)
        }
        let cache = try Cache(reading: path)
        let object = try #require(try cache.allObjects().first)
        #expect(try FileSystem.status(of: cache.objects.location(of: object)).inode == object.inode)
    }
}
