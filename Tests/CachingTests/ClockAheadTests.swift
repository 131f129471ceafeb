@testable import Caching
import HTTPRules
import Hashing
import Probing
import TestSupport
import Testing

@Suite("What a cache noted while the clock was ahead")
struct ClockAheadTests {
    private let now: Int64 = 1_700_000_000
    /// The clock was a year ahead.
    private var ahead: Int64 { now + 31_536_000 }

    private func image() -> ImageObject {
        ImageObject(
            id: SHA256(of: [1]),
            header: ImageHeader(format: .jpeg, rawWidth: 1, rawHeight: 1, orientation: 1, frames: nil),
            soundness: .intact, byteCount: 1, modificationTime: 0)
    }

    /// What is known of an image that came at a time.
    private func entry(at time: Int64, _ cacheControl: String = "max-age=86400") -> CacheEntry {
        var entry = CacheEntry(url: "u", object: image())
        entry.accept(
            status: 200, fields: HTTPFields([("Cache-Control", cacheControl)]), request: HTTPFields(),
            requestedAt: time,
            receivedAt: time)
        return entry
    }

    @Test("an image that came in the future is asked for again, whatever its server and the user say")
    func freshness() {
        #expect(entry(at: ahead).needsRequest(at: now))
        #expect(entry(at: ahead, "immutable, max-age=31536000").needsRequest(at: now))
        #expect(entry(at: ahead).needsRequest(at: now, limits: FreshnessLimits(minimum: 86_400)))
        // One from before answers were kept.
        #expect(CacheEntry(url: "u", object: image(), freshUntil: .max, fetchedAt: ahead).needsRequest(at: now))
        #expect(CacheEntry(url: "u", object: image(), freshUntil: .max, fetchedAt: .max).needsRequest(at: now))
        #expect(!entry(at: now).needsRequest(at: now))
    }

    @Test("a 404 that came in the future is asked for again")
    func failure() {
        for time in [ahead, .max] {
            let failure = CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: time)
            #expect(CacheEntry(url: "u", failure: failure).needsRequest(at: now))
        }
        let failure = CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: now)
        #expect(!CacheEntry(url: "u", failure: failure).needsRequest(at: now))
    }

    @Test("clocks that differ by up to five minutes have nothing fetched twice")
    func tolerance() {
        #expect(!entry(at: now + 300).needsRequest(at: now))
        #expect(entry(at: now + 301).needsRequest(at: now))
        let failure = CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: now + 300)
        #expect(!CacheEntry(url: "u", failure: failure).needsRequest(at: now))
    }

    @Test("a use in the future is noted anew, and counts as never until then")
    func use() throws {
        let directory = try TemporaryDirectory()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let urls = ["touched", "fetched", "failed", "now"]
        for url in urls { try cache.add(url, fetchedAt: url == "fetched" ? ahead : url == "now" ? now : 1) }
        try cache.touch(["touched"], at: ahead)
        var failed = try #require(try cache.entries(for: ["failed"])["failed"])
        failed.failure = CacheFailure(kind: .unreachable, detail: "", occurredAt: ahead)
        try cache.update([failed])

        var rules = PruneRules()
        rules.usedSince = now - 86_400
        #expect(try cache.prune(rules, isDryRun: true, now: now).entries == 3)
        // By size, too, what is in use now goes last.
        rules = PruneRules()
        rules.maximumBytes = 4
        #expect(try cache.prune(rules, isDryRun: true, now: now).entries == 3)

        try cache.touch(["touched"], at: now)
        #expect(try cache.lastUse(of: "touched") == now)
        rules = PruneRules()
        rules.usedSince = now - 86_400
        #expect(try cache.prune(rules, isDryRun: false, now: now).entries == 2)
        #expect(try cache.allEntries().map(\.url) == ["now", "touched"])
    }
}
