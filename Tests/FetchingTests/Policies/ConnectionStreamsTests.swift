@testable import Addresses
import Testing

@testable import Fetching

@Suite("Requests on shared connections") struct ConnectionStreamsTests {
    private let start = ContinuousClock.now
    private let host = HostKey(ResolvedURL(scheme: "https", host: "a", port: 443, string: "https://a/"))

    /// Starts what may be started, and gives the count.
    private func startAll(_ scheduler: inout HostScheduler<Int>) -> Int {
        var count = 0
        while scheduler.next(now: start, isLive: { _ in true }) != nil { count += 1 }
        return count
    }

    private func scheduler(_ concurrency: Int, on host: HostKey) -> HostScheduler<Int> {
        var scheduler = HostScheduler<Int>(concurrency: concurrency, streams: 8, delay: .zero)
        for job in 0..<1_000 { scheduler.enqueue(job, on: host, now: start) }
        return scheduler
    }

    private func connect(_ scheduler: inout HostScheduler<Int>, _ count: Int, to connection: Int) {
        for _ in 0..<count {
            scheduler.take(.connected(host, connection: connection, insteadOf: nil), now: start)
        }
    }

    @Test("before a host has answered, no more go to it than one connection may carry") func unknown() {
        var scheduler = scheduler(20, on: host)
        #expect(startAll(&scheduler) == 8)
        connect(&scheduler, 8, to: 1)
        #expect(startAll(&scheduler) == 0)
        scheduler.finish(on: host, connection: 1, now: start)
        #expect(startAll(&scheduler) == 1)
    }

    @Test("when the streams of a connection run out, one request opens the next, which the others wait for")
    func secondConnection() {
        var scheduler = scheduler(20, on: host)
        #expect(startAll(&scheduler) == 8)
        connect(&scheduler, 8, to: 1)
        scheduler.take(.answered(host, isShared: true), now: start)
        #expect(startAll(&scheduler) == 1)
        connect(&scheduler, 1, to: 2)
        #expect(startAll(&scheduler) == 7)
        connect(&scheduler, 7, to: 2)
        #expect(startAll(&scheduler) == 1)
        connect(&scheduler, 1, to: 3)
        // Twenty in all.
        #expect(startAll(&scheduler) == 3)
        connect(&scheduler, 3, to: 3)
        scheduler.finish(on: host, connection: 1, now: start)
        scheduler.finish(on: host, connection: 2, now: start)
        #expect(startAll(&scheduler) == 2)
    }

    @Test("a request that never came to a connection gives its place back") func failedOpening() {
        var scheduler = scheduler(20, on: host)
        #expect(startAll(&scheduler) == 8)
        connect(&scheduler, 8, to: 1)
        scheduler.take(.answered(host, isShared: true), now: start)
        #expect(startAll(&scheduler) == 1)
        scheduler.finish(on: host, now: start)
        #expect(startAll(&scheduler) == 1)
    }

    @Test("a request that is sent again on another connection is counted there") func moved() {
        var streams = ConnectionStreams(sharing: .streams, limit: 2)
        for _ in 0..<2 {
            streams.start()
            streams.connect(to: 1, insteadOf: nil)
        }
        streams.connect(to: 2, insteadOf: 1)
        // One place on each: two may start, and a third waits.
        streams.start()
        #expect(streams.admitsStart)
        streams.start()
        #expect(!streams.admitsStart)
        streams.connect(to: 2, insteadOf: nil)
        #expect(!streams.admitsStart)
        streams.end(2)
        #expect(streams.admitsStart)
    }

    @Test("over a connection that has nothing to do, as many are started as it carries") func idle() {
        var streams = ConnectionStreams(sharing: .streams, limit: 8)
        for _ in 0..<8 {
            #expect(streams.admitsStart)
            streams.start()
        }
        #expect(!streams.admitsStart)
    }

    @Test("a host that speaks HTTP/1.1 is held to its own limit alone", arguments: ["http", "https"])
    func unshared(_ scheme: String) {
        let host = HostKey(ResolvedURL(scheme: scheme, host: "a", port: 1, string: "\(scheme)://a:1/"))
        var scheduler = scheduler(20, on: host)
        #expect(startAll(&scheduler) == (scheme == "http" ? 20 : 8))
        scheduler.take(.answered(host, isShared: false), now: start)
        #expect(startAll(&scheduler) == (scheme == "http" ? 0 : 12))
    }

    @Test("a host that complains gets fewer, whatever its connections could carry") func window() {
        var scheduler = scheduler(8, on: host)
        #expect(startAll(&scheduler) == 8)
        connect(&scheduler, 8, to: 1)
        scheduler.take(.answered(host, isShared: true), now: start)
        scheduler.complained(on: host, startedAt: start, now: start)
        for _ in 0..<5 { scheduler.finish(on: host, connection: 1, now: start) }
        #expect(startAll(&scheduler) == 1)
    }
}
