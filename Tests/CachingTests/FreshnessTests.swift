import Caching
import Testing

@Suite("Freshness")
struct FreshnessTests {
    static let now: Int64 = 1_700_000_000

    static let lifetimes: [(Freshness, Int64)] = [
        (Freshness(cacheControl: "max-age=60"), 60),
        (Freshness(cacheControl: "public, MAX-AGE=\"60\""), 60),
        (Freshness(cacheControl: "max-age=60", age: 50), 10),
        (Freshness(cacheControl: "max-age=60", date: now - 20), 40),
        (Freshness(cacheControl: "max-age=60", age: 100), 0),
        (Freshness(cacheControl: "max-age=60", expires: now + 500, hasExpires: true), 60),
        (Freshness(cacheControl: "max-age=nonsense", expires: now + 500, hasExpires: true), 0),
        (Freshness(cacheControl: "max-age=-5"), 0),
        (Freshness(cacheControl: "max-age=99999999999999999999"), 365 * 86_400),
        (Freshness(cacheControl: "max-age=9223372036854775807"), 365 * 86_400),
        (Freshness(cacheControl: "no-cache, max-age=60"), 0),
        (Freshness(cacheControl: "no-store"), 0),
        (Freshness(date: now, expires: now + 90, hasExpires: true), 90),
        (Freshness(expires: now - 90, hasExpires: true), 0),
        (Freshness(hasExpires: true), 0),
        (Freshness(date: now, lastModified: now - 1_000), 100),
        (Freshness(date: now, lastModified: 0), 7 * 86_400),
        (Freshness(date: .max, expires: .min, hasExpires: true), 0),
        (Freshness(), 86_400),
    ]

    @Test("follows what the answer states", arguments: FreshnessTests.lifetimes)
    func followsHeaders(freshness: Freshness, seconds: Int64) {
        #expect(freshness.freshUntil(now: Self.now) == Self.now + seconds)
    }

    @Test("a URL without an object is due; one that is fresh is not")
    func due() throws {
        #expect(CacheEntry(url: "u").needsRequest(at: 0))
    }

    @Test("a 404 is remembered for a day, a failure that can pass is not")
    func remembersGone() {
        var entry = CacheEntry(url: "u", failure: CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: 1_000))
        #expect(!entry.needsRequest(at: 1_000 + 86_399))
        #expect(entry.needsRequest(at: 1_000 + 86_400))
        entry.failure?.kind = .unreachable
        #expect(entry.needsRequest(at: 1_001))
    }
}
