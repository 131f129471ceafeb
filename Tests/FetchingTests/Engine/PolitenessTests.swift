import Fetching
import Synchronization
import Testing

@Suite("Politeness") struct PolitenessTests {
    @Test("a host that answers 429 or 503, or resets, is soon asked for one thing at a time", arguments: [429, 503, 0])
    func backsOff(_ status: Int) async throws {
        let count = Counter()
        // Counted by the server: how many were at work at once after the first sixteen.
        let late = HighWater()
        let server = ChaosServer { exchange in
            guard count.next() > 16 else {
                return status == 0 ? exchange.reset() : exchange.respond(status)
            }
            late.enter()
            usleepBriefly()
            late.leave()
            exchange.respond(429)
        }
        let options = FetchOptions.testing {
            $0.hostConcurrency = 8
            $0.maximumRetries = 0
        }
        let outcomes = try await FetchEngine(options: options).fetchAll((0..<60).map { server.url("/\($0)") })
        #expect(outcomes.count == 60 && server.requests.count == 60)
        // 8 at once, then no more than 4, 2 and 1, in whatever order they are answered: the fifteenth is sent when all
        // before it have their answers, and so is each one after it.
        #expect(late.most == 1)
    }

    @Test("a host that recovers is asked for as much at once as before") func recovers() async throws {
        let count = Counter()
        let together = Meeting(of: 4)
        let server = ChaosServer { exchange in
            let number = count.next()
            if number <= 4 { return exchange.respond(503) }
            // It waits until four are here at once, which only a window that has grown again lets come.
            if number > 40 { together.join() }
            exchange.respond(200, body: "good")
        }
        let options = FetchOptions.testing {
            $0.hostConcurrency = 4
            // All four refusals may meet the same request.
            $0.maximumRetries = 4
        }
        let outcomes = try await FetchEngine(options: options).fetchAll((0..<60).map { server.url("/\($0)") })
        #expect(outcomes.allSatisfy { $0.text == "good" } && together.isComplete)
    }

    @Test(
        "a Retry-After of more than a minute defers all of the host, and says until when; other hosts go on",
        arguments: [429, 503])
    func deferred(_ status: Int) async throws {
        let server = ChaosServer { $0.respond(status, ["Retry-After: 3600"]) }
        let other = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(
            options: .testing {
                $0.hostConcurrency = 1
                $0.maximumRetries = 3
            })
        let outcomes = await engine.fetchAll((0..<20).map { server.url("/\($0)") })
        #expect(server.requests.count == 1)
        #expect(outcomes.map(\.attempts).sorted() == Array(repeating: 0, count: 19) + [1])
        let failures = Set(outcomes.compactMap(\.failure))
        #expect(failures.count == 1)
        guard case .deferred("127.0.0.1", status, let until) = failures.first else {
            Issue.record("not deferred: \(failures)")
            return
        }
        #expect(until > 1_700_000_000)
        #expect(failures.first?.reason.contains("wants no requests before 2") == true)
        #expect(await engine.fetch(server.url("/late")).failure == failures.first)
        #expect(await engine.fetch(other.url("/")).status == 200)
    }

    @Test("a Retry-After holds all of the host, even where the request itself is not made again") func pausesHost()
        async throws
    {
        let count = Counter()
        let arrivals = Mutex<[ContinuousClock.Instant]>([])
        let server = ChaosServer { exchange in
            arrivals.withLock { $0.append(.now) }
            count.next() == 1 ? exchange.respond(503, ["Retry-After: 1"]) : exchange.respond(200)
        }
        let options = FetchOptions.testing { $0.hostConcurrency = 1 }
        let outcomes = try await FetchEngine(options: options).fetchAll((0..<3).map { server.url("/\($0)") })
        #expect(outcomes.compactMap(\.status).sorted() == [200, 200, 503])
        let times = arrivals.withLock { $0 }
        try #require(times.count == 3)
        // A pause is never shorter than asked for, however busy the machine is.
        #expect(times[1] - times[0] >= .milliseconds(990))
    }

    @Test("a run makes no more retries than it may") func retryBudget() async throws {
        let server = ChaosServer { $0.respond(500) }
        let options = FetchOptions.testing {
            $0.maximumRetries = 3
            $0.minimumRetryBudget = 5
            $0.hostConcurrency = 1
        }
        let outcomes = try await FetchEngine(options: options).fetchAll((0..<100).map { server.url("/\($0)") })
        #expect(outcomes.allSatisfy { $0.status == 500 })
        #expect((101...110).contains(server.requests.count))
    }

    @Test("the host that answers after a redirect is the one that is spared") func redirectedLoad() async throws {
        let target = ChaosServer { exchange in
            usleepBriefly()
            exchange.respond(200)
        }
        let servers = (0..<4).map { _ in
            ChaosServer { $0.redirect(to: target.url($0.request.path)) }
        }
        let options = FetchOptions.testing { $0.hostConcurrency = 2 }
        let urls = (0..<10).flatMap { number in servers.map { $0.url("/\(number)") } }
        let outcomes = try await FetchEngine(options: options).fetchAll(urls)
        #expect(outcomes.allSatisfy { $0.status == 200 } && target.requests.count == 40)
        #expect(target.mostInFlight <= 2)
    }
}
