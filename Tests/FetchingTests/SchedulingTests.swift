import Testing

@testable import Fetching

@Suite("Host scheduler") struct HostSchedulerTests {
    private let start = ContinuousClock.now

    private func key(_ host: String) -> HostKey {
        HostKey(ResolvedURL(scheme: "http", host: host, port: 80, string: "http://\(host)/"))
    }

    private func startable(_ scheduler: inout HostScheduler<String>, at now: ContinuousClock.Instant) -> [String] {
        var jobs: [String] = []
        while let job = scheduler.next(now: now, isLive: { _ in true }) { jobs.append(job) }
        return jobs
    }

    @Test("hosts take turns, each in the order of arrival") func turns() {
        var scheduler = HostScheduler<String>(concurrency: 9, delay: .zero)
        for (host, jobs) in [("a", ["a1", "a2", "a3"]), ("b", ["b1"]), ("c", ["c1", "c2"])] {
            for job in jobs { scheduler.enqueue(job, on: key(host), now: start) }
        }
        #expect(startable(&scheduler, at: start) == ["a1", "b1", "c1", "a2", "c2", "a3"])
    }

    @Test("no host has more in flight than it may, and a place that comes free is taken") func limit() {
        var scheduler = HostScheduler<String>(concurrency: 2, delay: .zero)
        for job in ["a1", "a2", "a3", "a4"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(startable(&scheduler, at: start) == ["a1", "a2"])
        scheduler.finish(on: key("a"), now: start)
        #expect(startable(&scheduler, at: start) == ["a3"])
        scheduler.finish(on: key("a"), now: start)
        scheduler.finish(on: key("a"), now: start)
        #expect(startable(&scheduler, at: start) == ["a4"])
    }

    @Test("scheme, host and port together make a host") func keys() {
        let urls = ["http://a/", "https://a/", "http://a:81/", "http://b/"]
        #expect(Set(urls.compactMap { try? HostKey(URLPolicy.normalize($0)) }).count == 4)
        #expect(Set(["http://a/x", "http://A:80/y"].compactMap { try? HostKey(URLPolicy.normalize($0)) }).count == 1)
    }

    @Test("starts on one host keep their distance, whatever ends between them") func delay() {
        var scheduler = HostScheduler<String>(concurrency: 9, delay: .milliseconds(50))
        for job in ["a1", "a2", "a3"] { scheduler.enqueue(job, on: key("a"), now: start) }
        scheduler.enqueue("b1", on: key("b"), now: start)
        #expect(startable(&scheduler, at: start) == ["a1", "b1"])
        scheduler.finish(on: key("a"), now: start)
        #expect(scheduler.nextStart == start + .milliseconds(50))
        #expect(startable(&scheduler, at: start + .milliseconds(49)).isEmpty)
        #expect(startable(&scheduler, at: start + .milliseconds(50)) == ["a2"])
        #expect(startable(&scheduler, at: start + .milliseconds(99)).isEmpty)
        #expect(startable(&scheduler, at: start + .milliseconds(200)) == ["a3"])
        #expect(scheduler.nextStart == nil)
    }

    @Test("the distance is kept after a host's queue has run empty") func delayAfterIdle() {
        var scheduler = HostScheduler<String>(concurrency: 9, delay: .milliseconds(50))
        scheduler.enqueue("a1", on: key("a"), now: start)
        #expect(startable(&scheduler, at: start) == ["a1"])
        scheduler.finish(on: key("a"), now: start)
        scheduler.enqueue("a2", on: key("a"), now: start)
        #expect(startable(&scheduler, at: start).isEmpty)
    }

    @Test("a paused host starts nothing until the pause is over; the others go on") func pause() {
        var scheduler = HostScheduler<String>(concurrency: 1, delay: .zero)
        for job in ["a1", "a2", "a3"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(startable(&scheduler, at: start) == ["a1"])
        scheduler.pause(key("a"), until: start + .seconds(5))
        scheduler.finish(on: key("a"), now: start)
        scheduler.enqueue("b1", on: key("b"), now: start)
        #expect(startable(&scheduler, at: start + .seconds(4)) == ["b1"])
        #expect(startable(&scheduler, at: start + .seconds(5)) == ["a2"])
    }

    @Test("a pause holds for a host that was ready already") func pauseOfReady() {
        var scheduler = HostScheduler<String>(concurrency: 2, delay: .zero)
        for job in ["a1", "a2"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(scheduler.next(now: start, isLive: { _ in true }) == "a1")
        scheduler.pause(key("a"), until: start + .seconds(5))
        #expect(startable(&scheduler, at: start).isEmpty)
        #expect(startable(&scheduler, at: start + .seconds(5)) == ["a2"])
    }

    @Test("a job that ended while it waited takes no place") func dead() {
        var scheduler = HostScheduler<String>(concurrency: 1, delay: .zero)
        for job in ["a1", "a2", "a3"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(scheduler.next(now: start, isLive: { $0 == "a3" }) == "a3")
        scheduler.finish(on: key("a"), now: start)
        scheduler.enqueue("a4", on: key("a"), now: start)
        #expect(scheduler.next(now: start, isLive: { _ in false }) == nil)
        scheduler.enqueue("a5", on: key("a"), now: start)
        #expect(scheduler.next(now: start, isLive: { _ in true }) == "a5")
    }

    @Test("a host is given up after five failed connections in a row, and gives its queue back") func givingUp() {
        var scheduler = HostScheduler<String>(concurrency: 1, delay: .zero)
        for job in ["a1", "a2", "a3"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(startable(&scheduler, at: start) == ["a1"])
        for _ in 1...4 { #expect(scheduler.connectionFailed(on: key("a"), reason: "x").isEmpty) }
        scheduler.connectionSucceeded(on: key("a"))
        for _ in 1...4 { #expect(scheduler.connectionFailed(on: key("a"), reason: "x").isEmpty) }
        #expect(scheduler.givenUp(key("a")) == nil)
        #expect(scheduler.connectionFailed(on: key("a"), reason: "x") == ["a2", "a3"])
        scheduler.finish(on: key("a"), now: start)
        #expect(scheduler.givenUp(key("a")) == "a was given up after 5 failed connections (x)")
        #expect(scheduler.givenUp(key("b")) == nil)
        #expect(startable(&scheduler, at: start).isEmpty)
    }
}

@Suite("Queues") struct QueueTests {
    @Test("a FIFO gives back in order, over many rounds of filling and emptying") func fifo() {
        var queue = FIFO<Int>()
        var expected = 0
        for number in 0..<1_000 {
            queue.append(number)
            if number % 3 != 0 {
                #expect(queue.popFirst() == expected)
                expected += 1
            }
        }
        #expect(queue.removeAll() == Array(expected..<1_000))
        #expect(queue.isEmpty && queue.popFirst() == nil)
    }

    @Test("deadlines come due in order of time, then of insertion, and never early") func deadlines() {
        let start = ContinuousClock.now
        var queue = DeadlineQueue<Int>()
        // 37 and 101 have no common factor: each second of 0...100 comes once, in a scattered order.
        for step in 0..<101 { queue.insert(step * 37 % 101, due: start + .seconds(step * 37 % 101)) }
        for number in [1_000, 1_001, 1_002] { queue.insert(number, due: start) }
        #expect(queue.popDue(start - .seconds(1)) == nil && queue.next == start)
        #expect((0..<4).compactMap { _ in queue.popDue(start) } == [0, 1_000, 1_001, 1_002])
        #expect(queue.popDue(start) == nil)
        #expect((1...100).compactMap { queue.popDue(start + .seconds($0)) } == Array(1...100))
        #expect(queue.next == nil)
    }
}

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

    @Test("each phase has its own limit, counted from its begin") func phases() {
        var timer = timer()
        #expect(timer.deadline == start + .seconds(10))
        #expect(timer.check(now: start + .seconds(9), received: 0) == nil)
        #expect(timer.check(now: start + .seconds(10), received: 0) == "no connection within 10 s")
        timer.enter(.waiting, now: start + .seconds(5))
        #expect(timer.check(now: start + .seconds(24), received: 0) == nil)
        #expect(timer.check(now: start + .seconds(25), received: 0) == "no answer within 20 s")
        timer.enter(.receiving, now: start + .seconds(20))
        #expect(timer.deadline == start + .seconds(35))
        #expect(timer.check(now: start + .seconds(35), received: 14_999) == "slower than 1000 bytes a second for 15 s")
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
        #expect(timer.check(now: start + .seconds(60), received: .max) == "not complete within 60 s")
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
