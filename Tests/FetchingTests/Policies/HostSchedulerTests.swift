@testable import Addresses
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

    @Test("a host that complains gets half as many at once, down to one, and more again as requests go well")
    func window() {
        var scheduler = HostScheduler<String>(concurrency: 6, delay: .zero)
        for number in 0..<20 { scheduler.enqueue("a\(number)", on: key("a"), now: start) }
        #expect(startable(&scheduler, at: start).count == 6)
        // The six were in flight together: they complain of one thing.
        for _ in 0..<6 { scheduler.complained(on: key("a"), startedAt: start, now: start + .seconds(1)) }
        #expect(scheduler.window(key("a")) == 3)
        for _ in 0..<3 { scheduler.finish(on: key("a"), now: start + .seconds(1)) }
        #expect(startable(&scheduler, at: start + .seconds(1)).isEmpty)
        scheduler.finish(on: key("a"), now: start + .seconds(1))
        #expect(startable(&scheduler, at: start + .seconds(1)).count == 1)
        for second in 2...9 {
            scheduler.complained(on: key("a"), startedAt: start + .seconds(second), now: start + .seconds(second))
        }
        #expect(scheduler.window(key("a")) == 1)
        scheduler.requestWentWell(on: key("a"))
        #expect(scheduler.window(key("a")) == 2)
        for _ in 0..<100 { scheduler.requestWentWell(on: key("a")) }
        #expect(scheduler.window(key("a")) == 6)
    }

    @Test("a host that complains while it stands ready starts nothing above its new limit") func windowOfReady() {
        var scheduler = HostScheduler<String>(concurrency: 2, delay: .zero)
        for job in ["a1", "a2"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(scheduler.next(now: start, isLive: { _ in true }) == "a1")
        scheduler.complained(on: key("a"), startedAt: start, now: start)
        #expect(startable(&scheduler, at: start).isEmpty)
        scheduler.finish(on: key("a"), now: start)
        #expect(startable(&scheduler, at: start) == ["a2"])
    }

    @Test("a host that wants no requests for long gives its queue back, until that time") func postponed() {
        var scheduler = HostScheduler<String>(concurrency: 1, delay: .zero)
        for job in ["a1", "a2", "a3"] { scheduler.enqueue(job, on: key("a"), now: start) }
        #expect(startable(&scheduler, at: start) == ["a1"])
        let deferral = HostPause(
            end: start + .seconds(90), failure: .deferred(host: "a", status: 429, until: 90))
        #expect(scheduler.postpone(key("a"), deferral) == ["a2", "a3"])
        scheduler.finish(on: key("a"), now: start)
        #expect(scheduler.deferral(key("a"), now: start + .seconds(89)) != nil)
        #expect(scheduler.deferral(key("a"), now: start + .seconds(90)) == nil)
    }
}
