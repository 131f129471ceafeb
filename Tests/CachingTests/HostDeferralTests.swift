import Caching
import TestSupport
import Testing

@Suite("Hosts that want to be left alone")
struct HostDeferralTests {
    private let now: Int64 = 1_800_000_000

    private func deferral(_ origin: String, until: Int64, notedAt: Int64) -> HostDeferral {
        HostDeferral(origin: origin, status: 429, until: until, notedAt: notedAt)
    }

    @Test("are known to the next run until then, and the last answer counts")
    func remembered() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path(of: "Cache")
        let cache = try Cache(writingTo: path)
        let first = deferral("https://a:443", until: now + 60, notedAt: now)
        let second = deferral("https://a:443", until: now + 90, notedAt: now + 1)
        try cache.note([first])
        try cache.note([second])
        let next = try Cache(reading: path)
        #expect(try next.deferredHosts(at: now + 70) == [second])
        #expect(try next.deferredHosts(at: now + 90).isEmpty)
        try cache.forgetDeferredHosts()
        #expect(try next.deferredHosts(at: now + 70).isEmpty)
    }

    @Test("are not left alone for ever, nor for what a clock that was ahead has noted")
    func bounded() {
        let week = HostDeferral.longestTime
        let endless = deferral("h", until: .max, notedAt: now)
        #expect(endless.holds(at: now + week - 1) && !endless.holds(at: now + week))
        #expect(!deferral("h", until: now + 99, notedAt: now + 9).holds(at: now))
        #expect(deferral("h", until: now + 99, notedAt: now).holds(at: now))
    }
}
