import Addresses
import Fetching
import Testing

@Suite("Life of an engine") struct FetchLifecycleTests {
    @Test("one host never has more requests at once than it may, and does have as many") func hostConcurrency()
        async throws
    {
        let meeting = Meeting(of: 3)
        let server = ChaosServer { exchange in
            meeting.join()
            exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 3 })
        let outcomes = await engine.fetchAll((0..<60).map { server.url("/\($0)") })
        #expect(outcomes.allSatisfy { $0.status == 200 } && outcomes.count == 60)
        #expect(server.mostInFlight == 3 && server.connections <= 3)
    }

    @Test("all hosts together never have more requests at once than the options allow") func concurrency() async throws
    {
        let meeting = Meeting(of: 4)
        let inFlight = HighWater()
        let servers = (0..<4).map { _ in
            ChaosServer { exchange in
                inFlight.enter()
                meeting.join()
                inFlight.leave()
                exchange.respond(200)
            }
        }
        let engine = try FetchEngine(
            options: .testing {
                $0.concurrency = 4
                $0.hostConcurrency = 6
            })
        let outcomes = await engine.fetchAll((0..<80).map { servers[$0 % 4].url("/\($0)") })
        #expect(outcomes.allSatisfy { $0.status == 200 } && inFlight.most == 4)
    }

    @Test("a pause between starts lets all requests through") func hostDelay() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing { $0.hostDelay = .milliseconds(2) })
        #expect(await engine.fetchAll((0..<20).map { server.url("/\($0)") }).allSatisfy { $0.status == 200 })
    }

    @Test("a cancelled task ends its transfer and no other") func cancelInFlight() async throws {
        let asked = Meeting(of: 2)
        let server = ChaosServer { exchange in
            asked.join()
            exchange.request.path == "/slow" ? exchange.waitForClient() : exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing())
        async let other = engine.fetch(server.url("/other"))
        let slow = Task { await engine.fetch(server.url("/slow")) }
        await asked.wait()
        slow.cancel()
        let outcome = await slow.value
        #expect(outcome.failure == .cancelled && outcome.attempts == 1)
        #expect(await other.status == 200)
    }

    @Test("a cancelled transfer gives its place back and closes its connection") func cancelledPlace() async throws {
        let asked = Meeting(of: 1)
        let closed = Meeting(of: 1)
        let server = ChaosServer { exchange in
            guard exchange.request.path == "/slow" else { return exchange.respond(200) }
            asked.join()
            exchange.waitForClient()
            closed.join()
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 1 })
        let slow = Task { await engine.fetch(server.url("/slow")) }
        await asked.wait()
        slow.cancel()
        await closed.wait()
        #expect(await engine.fetch(server.url("/next")).status == 200)
    }

    @Test("a request that waits in a queue can be cancelled, and the queue goes on") func cancelQueued() async throws {
        let asked = Meeting(of: 1)
        let released = Meeting(of: 1)
        let server = ChaosServer { exchange in
            asked.join()
            while exchange.request.path == "/first", !released.isComplete { usleepBriefly() }
            exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 1 })
        let first = Task { await engine.fetch(server.url("/first")) }
        await asked.wait()
        let queued = Task { await engine.fetch(server.url("/queued")) }
        queued.cancel()
        #expect(await queued.value.failure == .cancelled)
        released.join()
        #expect(await first.value.status == 200)
        #expect(await engine.fetch(server.url("/last")).status == 200)
        #expect(server.paths == ["/first", "/last"])
    }

    @Test("a request that waits for its retry can be cancelled") func cancelPausing() async throws {
        let asked = Meeting(of: 1)
        let server = ChaosServer { exchange in
            exchange.respond(503, ["Retry-After: 50"])
            asked.join()
        }
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = .max })
        let task = Task { await engine.fetch(server.url("/")) }
        await asked.wait()
        task.cancel()
        #expect(await task.value.failure == .cancelled)
    }

    @Test("a task that was cancelled before it began sends nothing") func cancelledBefore() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing())
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await engine.fetch(server.url("/"))
        }
        task.cancel()
        let outcome = await task.value
        #expect(outcome.failure == .cancelled && outcome.attempts == 0 && server.connections == 0)
    }

    @Test("cancelling at any moment ends every call once") func cancelRace() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing())
        let outcomes = await withTaskGroup(of: FetchOutcome.self) { group in
            for number in 0..<300 {
                group.addTask {
                    let task = Task { await engine.fetch(server.url("/\(number)")) }
                    for _ in 0..<(number % 30) { await Task.yield() }
                    task.cancel()
                    return await task.value
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(outcomes.count == 300 && outcomes.allSatisfy { $0.status == 200 || $0.failure == .cancelled })
        #expect(await engine.fetch(server.url("/")).status == 200)
    }

    @Test("a shutdown ends what is in flight and what waits, and what comes later") func shutdown() async throws {
        let asked = Meeting(of: 6)
        let server = ChaosServer { exchange in
            asked.join()
            exchange.waitForClient()
        }
        let engine = try FetchEngine(options: .testing())
        async let outcomes = engine.fetchAll((0..<50).map { server.url("/\($0)") })
        await asked.wait()
        engine.shutdown()
        #expect(await outcomes.map(\.failure) == Array(repeating: .cancelled, count: 50))
        engine.shutdown()
        #expect(await engine.fetch(server.url("/")).failure == .cancelled)
    }

    @Test("an engine that goes closes its connections") func deinitialization() async throws {
        let closed = Meeting(of: 1)
        let server = ChaosServer { exchange in
            exchange.respond(200)
            exchange.waitForClient()
            closed.join()
        }
        do {
            let engine = try FetchEngine(options: .testing())
            #expect(await engine.fetch(server.url("/")).status == 200)
        }
        await closed.wait()
    }

    @Test("options that can't work make no engine") func invalidOptions() {
        #expect(throws: FetchEngineError.invalidUserAgent) {
            try FetchEngine(options: .testing { $0.userAgent = "a\r\nb" })
        }
        for proxy in ["", "proxy", "ftp://proxy", "http://", "file:///proxy"] {
            #expect(throws: FetchEngineError.invalidProxy) {
                try FetchEngine(options: .testing { $0.proxies.always = proxy })
            }
        }
        #expect(throws: FetchEngineError.unreadableCertificateAuthorityFile(path: "/no/such/file")) {
            try FetchEngine(options: .testing { $0.certificateAuthorityFile = "/no/such/file" })
        }
    }

    @Test("numbers out of range neither hang nor crash an engine") func absurdOptions() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(
            options: .testing {
                $0.concurrency = -1
                $0.hostConcurrency = 0
                $0.hostDelay = .seconds(-1)
                $0.maximumRetries = -1
                $0.connectTimeout = .seconds(Int64.max)
                $0.totalTimeout = .seconds(Int64.max)
            })
        #expect(await engine.fetchAll([server.url("/a"), server.url("/b")]).map(\.status) == [200, 200])
        let small = try FetchEngine(
            options: .testing {
                $0.maximumBodySize = -1
                $0.maximumURLLength = -1
            })
        #expect(await small.fetch(server.url("/")).failure != nil)
    }
}
