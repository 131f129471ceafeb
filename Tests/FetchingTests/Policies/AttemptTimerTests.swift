import Testing

@testable import Fetching

@Suite("Limits of time") struct AttemptTimerTests {
    private let start = ContinuousClock.now

    private func timer(_ change: (inout FetchOptions) -> Void = { _ in }) -> AttemptTimer {
        var options = FetchOptions()
        options.connectTimeout = .seconds(10)
        options.firstByteTimeout = .seconds(20)
        options.stallTimeout = .seconds(15)
        options.totalTimeout = .seconds(60)
        change(&options)
        return AttemptTimer(limits: TimeLimits(options: options), now: start)
    }

    @Test("each phase has its own limit, counted from its start") func phases() {
        var timer = timer()
        #expect(timer.deadline == start + .seconds(10))
        #expect(timer.check(now: start + .seconds(9), received: 0) == nil)
        #expect(
            timer.check(now: start + .seconds(10), received: 0) == "no connection within 10 s (option connect-timeout)")
        timer.enter(.waiting, now: start + .seconds(5))
        #expect(timer.check(now: start + .seconds(24), received: 0) == nil)
        #expect(
            timer.check(now: start + .seconds(25), received: 0) == "no answer within 20 s (option first-byte-timeout)")
        timer.enter(.receiving, now: start + .seconds(20))
        #expect(timer.deadline == start + .seconds(35))
        #expect(
            timer.check(now: start + .seconds(35), received: 14_999)
                == "slower than 1000 bytes a second for 15 s (option stall-timeout)")
    }

    @Test("a transfer that is fast enough goes on, measured anew") func rate() {
        var timer = timer()
        timer.enter(.receiving, now: start)
        #expect(timer.check(now: start + .seconds(15), received: 15_000) == nil)
        #expect(timer.deadline == start + .seconds(30))
        #expect(timer.check(now: start + .seconds(30), received: 29_999) != nil)
    }

    @Test("the total counts from the start, whatever the phase") func total() {
        var timer = timer()
        timer.enter(.receiving, now: start + .seconds(50))
        #expect(timer.deadline == start + .seconds(60))
        #expect(timer.check(now: start + .seconds(60), received: .max) == "not complete within 60 s (option timeout)")
    }

    @Test("absurd limits neither overflow nor spin") func absurd() {
        let endless = timer {
            $0.connectTimeout = .seconds(Int64.max)
            $0.totalTimeout = .seconds(Int64.max)
        }
        #expect(endless.deadline > start + .seconds(1_000_000_000))
        #expect(timer { $0.connectTimeout = .zero }.deadline > start)
        #expect(timer { $0.totalTimeout = .seconds(-5) }.deadline > start)
    }

    @Test("durations are told in seconds or milliseconds") func text() {
        #expect(Duration.seconds(15).text == "15 s")
        #expect(Duration.milliseconds(1_500).text == "1500 ms")
        #expect(Duration.microseconds(1).text == "1 ms")
        #expect(Duration.seconds(Int64.max).wholeMilliseconds == .max)
    }
}
