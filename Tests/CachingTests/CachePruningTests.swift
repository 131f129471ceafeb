import Caching
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@Suite("Pruning the cache")
struct CachePruningTests {
    let directory: TemporaryDirectory
    let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Ten objects of ten bytes each, used one second after the other.
    private func fill() throws -> [String] {
        let urls = (0..<10).map { "http://a/\($0)" }
        for (time, url) in urls.enumerated() { try cache.add(url, fetchedAt: Int64(time)) }
        return urls
    }

    private func prune(isDryRun: Bool = false, _ set: (inout PruneRules) -> Void) throws -> PruneResult {
        var rules = PruneRules()
        set(&rules)
        return try cache.prune(rules, isDryRun: isDryRun, now: 400_000)
    }

    @Test("from 95 % of the cap on, the least recently used go until 90 % are left")
    func prunesBySize() throws {
        let urls = try fill()
        #expect(try prune { $0.maximumBytes = 106 }.objects == 0)
        let result = try prune { $0.maximumBytes = 100 }
        #expect(result.objects == 1 && result.entries == 1 && result.bytes == 10)
        #expect(result.remainingObjects == 9 && result.remainingBytes == 90)
        #expect(try cache.soundURLs() == Array(urls.dropFirst()))
        #expect(try prune { $0.maximumBytes = 100 }.objects == 0)
        _ = try prune { $0.maximumBytes = 0 }
        #expect(try cache.allEntries().isEmpty && cache.allObjects().isEmpty)
    }

    @Test("use that was noted counts, and is noted once a day")
    func prunesLeastRecentlyUsed() throws {
        let urls = try fill()
        try cache.touch([urls[0], "unknown"], at: 200_000)
        try cache.touch([urls[0]], at: 200_001)
        #expect(try cache.lastUse(of: urls[0]) == 200_000)
        try cache.touch([urls[0]], at: 300_000)
        #expect(try cache.lastUse(of: urls[0]) == 300_000)
        _ = try prune { $0.maximumBytes = 40 }
        #expect(try cache.soundURLs() == [urls[0]] + urls[8...])
    }

    @Test("age and names take entries, and objects with their last entry")
    func prunesEntries() throws {
        let urls = try fill()
        let shared = try #require(try cache.entries(for: [urls[0]])[urls[0]]?.object)
        try cache.update([CacheEntry(url: "http://a/shared", object: shared, fetchedAt: 50)])
        let aged = try prune { $0.usedSince = 5 }
        #expect(aged.entries == 5 && aged.objects == 4)
        #expect(try cache.soundURLs() == urls[5...] + ["http://a/shared"])
        let named = try prune { $0.named = ["http://a/shared"] }
        #expect(named.entries == 5 && named.remainingObjects == 1)
        #expect(try cache.soundURLs() == ["http://a/shared"])
    }

    @Test("what a true flag relies on stays, whatever the rules")
    func protects() throws {
        let urls = try fill()
        let result = try prune {
            $0.maximumBytes = 0
            $0.usedSince = .max
            $0.named = []
            $0.protected = [urls[0]]
        }
        #expect(result.protected == 1 && result.remainingObjects == 1)
        #expect(try cache.soundURLs() == [urls[0]])
    }

    @Test("a dry run says the same and removes nothing")
    func dryRun() throws {
        let urls = try fill()
        let said = try prune(isDryRun: true) { $0.maximumBytes = 50 }
        #expect(try cache.soundURLs() == urls)
        #expect(try prune { $0.maximumBytes = 50 } == said)
    }

    @Test("objects that the index does not know go, and old temporary files; other names stay")
    func removesLeftovers() throws {
        _ = try fill()
        let orphan = cache.objects.location(of: try cache.stored("orphan"))
        let shelf = FileSystem.parentPath(of: orphan).split(separator: "/").suffix(2).joined(separator: "/")
        let old = try directory.write("half", to: "Cache/\(shelf)/.x.proofsheet-1.tmp")
        var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
        #expect(utimes(old, &times) == 0)
        let new = try directory.write("half", to: "Cache/\(shelf)/.y.proofsheet-2.tmp")
        let foreign = try directory.write("mine", to: "Cache/\(shelf)/notes.txt")
        #expect(try prune { _ in }.leftovers == 2)
        #expect(try !FileSystem.exists(orphan) && !FileSystem.exists(old))
        #expect(try FileSystem.exists(new) && FileSystem.exists(foreign))
    }
}
