import Testing

@testable import Fetching

@Suite("Retry policy") struct RetryPolicyTests {
    private func policy(_ change: (inout FetchOptions) -> Void = { _ in }) -> RetryPolicy {
        var options = FetchOptions()
        change(&options)
        return RetryPolicy(options: options)
    }

    @Test("only statuses that can heal are asked again", arguments: 100...599)
    func statuses(_ status: Int) {
        let pause = policy().pause(afterStatus: status, demanded: nil, retries: 0)
        #expect((pause != nil) == [408, 425, 429, 500, 502, 503, 504].contains(status))
    }

    @Test("the retries are counted, and those of a name that isn't found are fewer") func counts() {
        let policy = policy { $0.maximumRetries = 3 }
        #expect((0...4).map { policy.pause(after: .likely, retries: $0) != nil } == [true, true, true, false, false])
        #expect(
            (0...4).map { policy.pause(after: .unlikely, retries: $0) != nil } == [true, false, false, false, false])
        #expect((0...4).allSatisfy { policy.pause(after: .never, retries: $0) == nil })
        let none = self.policy { $0.maximumRetries = 0 }
        #expect(none.pause(after: .likely, retries: 0) == nil && none.pause(after: .unlikely, retries: 0) == nil)
        #expect(none.pause(afterStatus: 503, demanded: .zero, retries: 0) == nil)
    }

    @Test(
        "the pause doubles up to its limit and is random over its whole length",
        arguments: [0, 1, 2, 5, 40, Int.max - 1])
    func jitter(_ retries: Int) {
        let policy = policy {
            $0.maximumRetries = .max
            $0.retryDelay = .seconds(1)
            $0.maximumRetryDelay = .seconds(30)
        }
        let longest = Duration.seconds(retries < 5 ? 1 << retries : 30)
        let pauses = (0..<200).compactMap { _ in policy.pause(after: .likely, retries: retries) }
        #expect(pauses.count == 200 && pauses.allSatisfy { $0 >= .zero && $0 <= longest })
        // 200 draws that all miss a half of the range would come once in 2^199 runs.
        #expect(pauses.contains { $0 < longest / 2 } && pauses.contains { $0 > longest / 2 })
    }

    @Test("Retry-After is read in seconds and as a date, of answers that can heal") func retryAfter() {
        let now: Int64 = 784_111_777
        func demand(_ status: Int, _ value: String?, _ now: Int64) -> Duration? {
            RetryPolicy.demand(ofStatus: status, retryAfter: value, now: now)
        }
        #expect(demand(429, "7", now) == .seconds(7))
        let date = "Sun, 06 Nov 1994 08:50:07 GMT"
        #expect(demand(503, date, now) == .seconds(30) && demand(503, date, now + 100) == .zero)
        #expect(demand(503, nil, now) == nil && demand(404, "7", now) == nil)
        for invalid in ["", "soon", "-5", "1.5"] { #expect(demand(503, invalid, now) == nil) }
    }

    @Test(
        "a pause is no shorter than what is demanded, and more than 60 seconds are not waited for",
        arguments: [(60, true), (61, false), (Int64.max, false)])
    func demanded(_ seconds: Int64, _ isRetried: Bool) {
        let pause = policy().pause(afterStatus: 503, demanded: .seconds(seconds), retries: 0)
        #expect((pause != nil) == isRetried && pause ?? .seconds(60) >= .seconds(60))
    }

    @Test("a run affords a tenth of its requests again, and a small one a few all the same") func budget() {
        let policy = policy()
        #expect(policy.affordsRetry(spent: 19, requests: 1) && !policy.affordsRetry(spent: 20, requests: 1))
        #expect(policy.affordsRetry(spent: 99, requests: 1_000) && !policy.affordsRetry(spent: 100, requests: 1_000))
        #expect(policy.affordsRetry(spent: 20, requests: .max))
    }
}
