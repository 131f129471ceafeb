import Fetching
import Glibc
import Testing

@Suite("Hosts that asked an earlier run to leave them alone") struct DeferredHostTests {
    private let now = Int64(time(nil))

    private func engine(_ server: ChaosServer, until: Int64) throws -> FetchEngine {
        try FetchEngine(
            options: .testing {
                $0.deferredHosts = [
                    DeferredHost(origin: "http://127.0.0.1:\(server.port)", status: 429, until: until)
                ]
            })
    }

    @Test("are sent nothing, and the failure says until when") func leftAlone() async throws {
        let server = ChaosServer { $0.respond(200) }
        let other = ChaosServer { $0.respond(200) }
        let engine = try engine(server, until: now + 3_600)
        let outcome = await engine.fetch(server.url("/"))
        #expect(outcome.failure == .deferred(host: "127.0.0.1", status: 429, until: now + 3_600))
        #expect(outcome.attempts == 0 && server.requests.isEmpty)
        #expect(await engine.fetch(other.url("/")).status == 200)
    }

    @Test("are asked again when the time is over") func over() async throws {
        let server = ChaosServer { $0.respond(200) }
        #expect(try await engine(server, until: now - 1).fetch(server.url("/")).status == 200)
    }

    @Test("are told of once, and for no longer than a week") func noted() async throws {
        let server = ChaosServer { $0.respond(503, ["Retry-After: 99999999"]) }
        let engine = try FetchEngine(options: .testing())
        _ = await engine.fetchAll((0..<3).map { server.url("/\($0)") })
        let hosts = engine.takeDeferredHosts()
        #expect(Set(hosts.map(\.origin)) == ["http://127.0.0.1:\(server.port)"])
        #expect(hosts.allSatisfy { $0.status == 503 && $0.until >= now + 604_800 && $0.until < now + 700_000 })
        #expect(engine.takeDeferredHosts().isEmpty)
    }
}
