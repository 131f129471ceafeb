import Caching
import Decoding
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Runs over a cache in which an object is no file")
struct ForeignObjectRunTests {
    private let directory: TemporaryDirectory
    private let cache: Cache

    /// A cache with two images, both flagged in a record, of which the first is a pipe.
    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
        var text = "images:\n"
        for name in ["a", "b"] {
            let picture = TestPicture(width: 40, height: 30, seed: name == "a" ? 1 : 2).png()
            let header = try Probe.header(of: picture.span)
            let staged = try cache.objects.stage(picture, header: header, soundness: .intact)
            let entry = CacheEntry(url: "https://images.example/\(name).png", freshUntil: .max)
            let object = try #require(try cache.store([.init(entry: entry, staged: staged)]).first?.object)
            if name == "a" {
                unlink(cache.objects.location(of: object))
                #expect(mkfifo(cache.objects.location(of: object), 0o644) == 0)
            }
            text += "  - url: \(entry.url)\n    width: 40\n    height: 30\n    isCached: true\n"
        }
        try directory.write(text, to: "post.yml")
    }

    private var archive: Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = cache.directory
        return Archive(paths: [directory.path(of: "post.yml")], configuration: configuration)
    }

    @Test("an audit takes the flag of that image for wrong, and goes on to the end")
    func audits() async throws {
        let result = try await archive.audit()
        #expect(result.findings.map(\.rule) == ["flag-stale"] && result.failures.isEmpty)
    }

    @Test("a check of the cache drops it, and is content the next time")
    func verifies() async throws {
        let care = CacheCare(cacheDirectory: cache.directory)
        let result = try await care.verify(decodes: true, drops: true)
        #expect(result.objects == 2 && result.dropped == 1 && result.unreadable.isEmpty)
        #expect(result.problems.count == 1 && result.problems[0].hasSuffix("is not a file"))
        #expect(try await care.verify(decodes: true, drops: true).problems.isEmpty)
    }
}
