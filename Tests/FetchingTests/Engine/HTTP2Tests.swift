import Fetching
import Testing

@Suite("HTTP/2", .enabled(if: NginxServer.isAvailable)) struct HTTP2Tests {
    private let file = testFile(100_000)

    @Test("requests share a connection up to eight, and more have another", arguments: [(6, 1), (20, 3)])
    func streams(_ hostConcurrency: Int, _ expected: Int) async throws {
        let count = Counter()
        let together = Meeting(of: hostConcurrency)
        let origin = ChaosServer { exchange in
            // The first answer tells that connections are shared; the others wait for as many as may be in flight.
            if count.next() > 1 { together.join() }
            exchange.respond(200, body: exchange.request.path)
        }
        let server = try NginxServer(file: file, origin: origin)
        let engine = try FetchEngine(
            options: .testing {
                $0.hostConcurrency = hostConcurrency
                $0.certificateAuthorityFile = server.authority
            })
        let paths = (0..<40).map { "/origin/\($0)" }
        let outcomes = await engine.fetchAll(paths.map { "https://127.0.0.1:\(server.port)\($0)" })
        #expect(outcomes.map(\.text) == paths)
        let connections = try await server.connections(of: 40)
        #expect(Set(connections).count == expected, "\(connections)")
    }

    @Test("a redirect down to http is followed, without what only the first host may know") func downgrade()
        async throws
    {
        let server = try NginxServer(file: file)
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
        let server = try NginxServer(file: file)
        let url = "https://127.0.0.1:\(server.port)/file"
        let trusting = try FetchEngine(options: .testing { $0.certificateAuthorityFile = server.authority })
        #expect(await trusting.fetch(url).response?.body == file)
        let engine = try FetchEngine(options: .testing())
        let outcome = await engine.fetch(url)
        #expect(outcome.connectionReason?.hasPrefix("the certificate of 127.0.0.1 is not trusted") == true)
    }
}
