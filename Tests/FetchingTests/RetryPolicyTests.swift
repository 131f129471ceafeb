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
        let pause = policy().pause(afterStatus: status, retryAfter: nil, retries: 0, now: 0)
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
        #expect(none.pause(afterStatus: 503, retryAfter: "0", retries: 0, now: 0) == nil)
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
        let pauses = (0..<200).compactMap { _ in policy.pause(after: .likely, retries: retries)?.length }
        #expect(pauses.count == 200 && pauses.allSatisfy { $0 >= .zero && $0 <= longest })
        // 200 draws that all miss a half of the range would come once in 2^199 runs.
        #expect(pauses.contains { $0 < longest / 2 } && pauses.contains { $0 > longest / 2 })
    }

    @Test("Retry-After is kept to, in seconds and as a date") func retryAfter() throws {
        let policy = policy { $0.retryDelay = .milliseconds(1) }
        let now: Int64 = 784_111_777
        let seconds = try #require(policy.pause(afterStatus: 429, retryAfter: "7", retries: 0, now: now))
        #expect(seconds.length >= .seconds(7) && seconds.demanded == .seconds(7))
        let date = "Sun, 06 Nov 1994 08:50:07 GMT"
        #expect(policy.pause(afterStatus: 503, retryAfter: date, retries: 0, now: now)?.demanded == .seconds(30))
        #expect(policy.pause(afterStatus: 503, retryAfter: date, retries: 0, now: now + 100)?.demanded == .zero)
    }

    @Test(
        "a Retry-After beyond 60 seconds lets the response stand",
        arguments: [("60", true), ("61", false), ("99999999999999999999", false)])
    func longRetryAfter(_ value: String, _ isRetried: Bool) {
        #expect((policy().pause(afterStatus: 503, retryAfter: value, retries: 0, now: 0) != nil) == isRetried)
    }

    @Test("a Retry-After that is none is passed over", arguments: ["", "soon", "-5", "1.5"])
    func invalidRetryAfter(_ value: String) throws {
        let pause = try #require(policy().pause(afterStatus: 503, retryAfter: value, retries: 0, now: 0))
        #expect(pause.demanded == nil)
    }
}
