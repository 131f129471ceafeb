import Fetching
import Testing

@Suite("HTTP/2", .enabled(if: NginxServer.isAvailable)) struct HTTP2Tests {
    private let file = testFile(100_000)

    private func fetch(
        _ count: Int, from server: NginxServer, hostConcurrency: Int
    ) async throws -> [FetchOutcome] {
        let engine = try FetchEngine(
            options: .testing {
                $0.hostConcurrency = hostConcurrency
                $0.certificateAuthorityFile = server.authority
            })
        let url = "https://127.0.0.1:\(server.port)/file"
        return await engine.fetchAll((0..<count).map { "\(url)?\($0)" })
    }

    @Test("requests share a connection up to eight, and more have another", arguments: [(6, 1...1), (20, 2...3)])
    func streams(_ hostConcurrency: Int, _ expected: ClosedRange<Int>) async throws {
        // Slow answers, so that as many as may be are in flight at once.
        let server = try NginxServer(file: file, bytesPerSecond: 200_000)
        let outcomes = try await fetch(40, from: server, hostConcurrency: hostConcurrency)
        #expect(outcomes.allSatisfy { $0.response?.body == file })
        let connections = try await server.connections(of: 40)
        #expect(expected.contains(Set(connections).count), "\(connections)")
    }

    @Test("a redirect down to http is followed, without what only the first host may know") func downgrade()
        async throws
    {
        let server = try NginxServer(file: file, bytesPerSecond: 10_000_000)
        let plain = ChaosServer { $0.respond(200, body: "plain") }
        let secure = "https://127.0.0.1:\(server.port)"
        let engine = try FetchEngine(
            options: .testing {
                $0.certificateAuthorityFile = server.authority
                $0.credentials = [secure: Credential("bearer abc")].compactMapValues(\.self)
            })
        var request = FetchRequest(url: "\(secure)/to?target=\(plain.url("/a"))")
        request.fields = [.init(name: "X-Key", value: "1")]
        let outcome = await engine.fetch(request)
        #expect(outcome.text == "plain" && outcome.response?.redirects.count == 1)
        let sent = try #require(plain.requests.first).headers
        #expect(sent["authorization"] == nil && sent["x-key"] == nil && sent["referer"] == nil)
    }

    @Test("an authority that is not trusted is told as such") func untrusted() async throws {
        let server = try NginxServer(file: file, bytesPerSecond: 10_000_000)
        _ = try await fetch(1, from: server, hostConcurrency: 6)
        let engine = try FetchEngine(options: .testing())
        let outcome = await engine.fetch("https://127.0.0.1:\(server.port)/file")
        #expect(outcome.connectionReason?.hasPrefix("the certificate of 127.0.0.1 is not trusted") == true)
    }
}
