import HTTPRules
import TestSupport
import Testing

@Suite("Freshness")
struct FreshnessTests {
    static let day: Int64 = 86_400
    static let date = "date: Tue, 14 Nov 2023 22:13:20 GMT"
    static let tenLater = "Tue, 14 Nov 2023 22:13:30 GMT"
    static let tenEarlier = "Tue, 14 Nov 2023 22:13:10 GMT"

    /// Lines of a response, and for how many seconds it is fresh from its arrival on.
    static let lifetimes: [([String], Int64)] = [
        // max-age wins over Expires (RFC 9111 §5.3), and s-maxage is for shared caches (§5.2.2.10).
        (["cache-control: max-age=60"], 60),
        (["cache-control: max-age=60", "expires: \(tenLater)", date], 60),
        (["cache-control: max-age=0", "expires: \(tenLater)", date], 0),
        (["cache-control: s-maxage=3600, max-age=1"], 1),
        (["cache-control: max-age=nonsense", "expires: \(tenLater)", date], 0),
        (["cache-control: max-age=60", "cache-control: max-age=61"], 0),
        (["cache-control: max-age=99999999999999999999"], 365 * day),
        (["pragma: no-cache", "cache-control: max-age=60"], 60),
        // Expires counts from Date on, and is in the past where it is no date (§4.2.1, §5.3).
        (["expires: \(tenLater)", date], 10),
        (["expires: \(tenLater)"], 10),
        (["expires: \(tenEarlier)", date], 0),
        (["expires: \(tenLater)", "date: \(tenEarlier)"], 10),
        (["expires: 0", date], 0),
        (["expires: -1"], 0),
        (["expires:"], 0),
        (["expires: \(tenLater)", "expires: \(tenLater)", date], 10),
        (["expires: \(tenLater)", "expires: 0", date], 0),
        (["expires: Thu, 18  Aug  2050 02:01:18 GMT"], 0),
        (["expires: Thu, 18 Aug 2050 2:01:18 GMT"], 0),
        (["expires: Thu, 18 Aug 50 02:01:18 GMT"], 0),
        (["expires: Thu, 18 Aug 2050 02:01:18 UTC"], 0),
        // The first Age counts, and one that is no number is as good as none (§5.1).
        (["cache-control: max-age=60", "age: 50"], 10),
        (["cache-control: max-age=60", "age: 50, 0"], 10),
        (["cache-control: max-age=60", "age: 0", "age: 50"], 60),
        (["cache-control: max-age=60", "age: abc"], 60),
        (["cache-control: max-age=60", "age: -50"], 60),
        (["cache-control: max-age=60", "age: 50.0"], 60),
        (["cache-control: max-age=60", "age: 99999999999999999999"], 0),
        // The apparent age (§4.2.3), never less than none.
        (["cache-control: max-age=60", "date: \(tenEarlier)"], 50),
        (["cache-control: max-age=60", "date: \(tenEarlier)", "age: 30"], 30),
        (["cache-control: max-age=60", "date: \(tenLater)"], 60),
        (["cache-control: max-age=60", "date: nonsense"], 60),
        // A tenth of the time since the last change, a week at most (§4.2.2).
        (["last-modified: Tue, 14 Nov 2023 21:56:40 GMT", date], 100),
        (["last-modified: Thu, 01 Jan 1970 00:00:00 GMT", date], 7 * day),
        (["last-modified: \(tenLater)", date], 0),
        (["last-modified: nonsense", date], 0),
        ([], 0),
    ]

    @Test("follows what the answer states (RFC 9111 §4.2)", arguments: FreshnessTests.lifetimes)
    func followsFields(lines: [String], seconds: Int64) {
        let freshness = Freshness(of: stored(lines.joined(separator: "\n")))
        #expect(freshness.freshUntil == arrival + seconds)
        #expect(freshness.age(at: arrival + seconds) >= freshness.lifetime)
        #expect(seconds == 0 || freshness.age(at: arrival + seconds - 1) < freshness.lifetime)
    }

    @Test("the time that an answer was under way is part of its age (RFC 9111 §4.2.3)")
    func responseDelay() {
        let slow = Freshness(of: stored("cache-control: max-age=60", "age: 5", requestedAt: arrival - 20))
        #expect(slow.initialAge == 25 && slow.age(at: arrival + 3) == 28 && slow.freshUntil == arrival + 35)
        let clockSetBack = Freshness(of: stored("cache-control: max-age=60", requestedAt: arrival + 20))
        #expect(clockSetBack.initialAge == 0 && clockSetBack.age(at: arrival - 100) == 0)
    }

    @Test("only some statuses get a lifetime that nobody stated (RFC 9110 §15.1)")
    func heuristicStatuses() {
        func lifetime(_ status: Int, _ line: String) -> Int64 {
            Freshness(of: stored(line, "last-modified: Tue, 14 Nov 2023 21:56:40 GMT", Self.date, status: status))
                .lifetime
        }
        for status in [200, 203, 204, 300, 301, 308, 404, 405, 410, 414, 501] {
            #expect(lifetime(status, "a: b") == 100)
        }
        for status in [201, 202, 302, 403, 500, 502, 503, 504, 599] {
            #expect(lifetime(status, "a: b") == 0)
            #expect(lifetime(status, "cache-control: public") == 100)
            #expect(lifetime(status, "cache-control: max-age=60") == 60)
        }
    }

    @Test("times at the ends of all numbers are no trap")
    func extremes() {
        for time in [Int64.min, .max] {
            let response = StoredResponse(
                fields: fields("cache-control: max-age=60", "age: 60", Self.date), requestedAt: .min, receivedAt: time)
            let freshness = Freshness(of: response)
            for now in [Int64.min, 0, .max] { #expect(freshness.age(at: now) >= 0) }
            #expect(freshness.freshUntil >= time)
        }
    }
}
