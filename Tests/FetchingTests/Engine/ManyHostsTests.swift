import Fetching
import Synchronization
import Testing

@Suite("Many hosts") struct ManyHostsTests {
    /// What one server of many addresses saw, by the host asked.
    private final class HostLog: Sendable {
        private struct Entry {
            var now = 0
            var most = 0
            var count = 0
        }

        private let entries = Mutex<[String: Entry]>([:])

        func enter(_ host: String) {
            entries.withLock { entries in
                var entry = entries[host] ?? Entry()
                entry.now += 1
                entry.count += 1
                entry.most = max(entry.most, entry.now)
                entries[host] = entry
            }
        }

        func leave(_ host: String) { entries.withLock { $0[host]?.now -= 1 } }

        var counts: [String: Int] { entries.withLock { $0.mapValues(\.count) } }
        var most: [String: Int] { entries.withLock { $0.mapValues(\.most) } }
    }

    private static let hosts = (1...12).map { "127.0.0.\($0)" }

    @Test("each host has its own limit and all have one, by the log of the server") func limits() async throws {
        let log = HostLog()
        let all = HighWater()
        let together = Meeting(of: 9)
        let pair = Meeting(of: 2)
        let server = ChaosServer(isEverywhere: true) { exchange in
            let host = exchange.request.headers["host"] ?? ""
            log.enter(host)
            all.enter()
            // Until so many have come that all of the places must have been taken at once.
            together.join()
            if host.hasPrefix(Self.hosts[0] + ":") { pair.join() }
            usleepBriefly()
            all.leave()
            log.leave(host)
            exchange.respond(200, body: exchange.request.path)
        }
        let engine = try FetchEngine(
            options: .testing {
                $0.concurrency = 9
                $0.hostConcurrency = 2
            })
        // All of one host before all of the next.
        let urls = Self.hosts.flatMap { host in (0..<10).map { server.url("/\($0)", host: host) } }
        let outcomes = await engine.fetchAll(urls)
        #expect(outcomes.map(\.text) == Self.hosts.flatMap { _ in (0..<10).map { "/\($0)" } })
        #expect(all.most == 9)
        #expect(log.counts.count == 12 && log.counts.values.allSatisfy { $0 == 10 })
        #expect(log.most.values.allSatisfy { $0 <= 2 } && log.most.values.contains(2))
    }

    @Test("a host that complains is spared, and the others have all that they had") func oneComplains() async throws {
        let log = HostLog()
        let complaining = "127.0.0.5"
        let server = ChaosServer(isEverywhere: true) { exchange in
            let host = exchange.request.headers["host"] ?? ""
            log.enter(host)
            log.leave(host)
            host.hasPrefix(complaining + ":")
                ? exchange.respond(429, ["Retry-After: 3600"]) : exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 2 })
        let urls = Self.hosts.flatMap { host in (0..<10).map { server.url("/\($0)", host: host) } }
        let outcomes = await engine.fetchAll(urls)
        for (url, outcome) in zip(urls, outcomes) {
            if url.contains("//\(complaining):") {
                guard case .deferred(complaining, 429, _) = outcome.failure else {
                    Issue.record("\(url): \(outcome.result)")
                    continue
                }
            } else {
                #expect(outcome.status == 200, "\(url)")
            }
        }
        for (host, count) in log.counts {
            #expect(host.hasPrefix(complaining + ":") ? count <= 2 : count == 10, "\(host)")
        }
    }
}
