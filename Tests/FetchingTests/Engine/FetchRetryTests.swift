import Addresses
import Fetching
import Testing

@Suite("Retries") struct FetchRetryTests {
    private static let options = FetchOptions.testing { $0.maximumRetries = 3 }

    @Test("a server that recovers is asked until it answers", arguments: [408, 425, 429, 500, 502, 503, 504])
    func recovers(_ status: Int) async throws {
        let count = Counter()
        let server = ChaosServer { count.next() < 3 ? $0.respond(status, body: "bad") : $0.respond(200, body: "good") }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/"))
        #expect(outcome.text == "good" && outcome.attempts == 3 && server.requests.count == 3)
        #expect(outcome.bytesReceived == "badbadgood".count)
    }

    @Test("a server that does not recover is asked four times, and its last answer counts") func exhausted()
        async throws
    {
        let count = Counter()
        let server = ChaosServer { $0.respond(503, body: "\(count.next())") }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/"))
        #expect(outcome.status == 503 && outcome.text == "4" && outcome.attempts == 4)
    }

    @Test("answers that won't change are not asked for again", arguments: [400, 401, 403, 404, 410, 451, 501])
    func lasting(_ status: Int) async throws {
        let server = ChaosServer { $0.respond(status) }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/"))
        #expect(outcome.status == status && outcome.attempts == 1 && server.requests.count == 1)
    }

    @Test(
        "a broken connection is tried again: reset, closed, cut short, silent",
        arguments: ["/reset", "/closed", "/short", "/silent"])
    func broken(_ path: String) async throws {
        let count = Counter()
        let server = ChaosServer { exchange in
            guard count.next() == 1 else { return exchange.respond(200, body: "good") }
            switch path {
            case "/reset": exchange.reset()
            case "/closed": exchange.hangUp()
            case "/short":
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
                exchange.hangUp()
            default: exchange.waitForClient()
            }
        }
        let options = FetchOptions.testing {
            // On a slow machine good answers may come too late as well, any number of times.
            $0.maximumRetries = path == "/silent" ? .max : 3
            if path == "/silent" { $0.firstByteTimeout = .milliseconds(500) }
        }
        let outcome = try await FetchEngine(options: options).fetch(server.url(path))
        #expect(outcome.text == "good" && outcome.attempts >= 2)
    }

    @Test("when all tries break, the last failure counts") func stillBroken() async throws {
        let server = ChaosServer { $0.hangUp() }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/"))
        #expect(
            outcome.connectionReason == "the server closed the connection without an answer" && outcome.attempts == 4)
    }

    @Test("after a Retry-After everything is asked for again and answered") func retryAfter() async throws {
        let count = Counter()
        let server = ChaosServer {
            count.next() == 1 ? $0.respond(429, ["Retry-After: 1"]) : $0.respond(200, body: $0.request.path)
        }
        let engine = try FetchEngine(
            options: .testing {
                $0.maximumRetries = 3
                $0.hostConcurrency = 1
            })
        let outcomes = await engine.fetchAll((0..<5).map { server.url("/\($0)") })
        #expect(outcomes.map(\.text) == (0..<5).map { "/\($0)" })
        #expect(outcomes.map(\.attempts).sorted() == [1, 1, 1, 1, 2])
    }

    @Test("a refused connection is tried again and then told with its cause") func refusedConnection() async throws {
        let port = ChaosServer.closedPort()
        let outcome = try await FetchEngine(options: Self.options).fetch("http://127.0.0.1:\(port)/")
        #expect(outcome.connectionReason == "no connection to 127.0.0.1 port \(port): Connection refused")
        #expect(outcome.attempts == 4)
    }

    @Test("a TLS handshake that is cut off is tried again") func cutHandshake() async throws {
        let server = ChaosServer(opening: .hangUp) { $0.respond(200) }
        let outcome = try await FetchEngine(options: Self.options).fetch(server.url("/", scheme: "https"))
        #expect(outcome.connectionReason?.hasPrefix("the TLS handshake was cut off") == true)
        #expect(outcome.attempts == 4)
    }

    @Test("a failure is not put down to the cause of an earlier one") func staleCause() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno chunk\r\n")
            exchange.hangUp()
        }
        let engine = try FetchEngine(options: .testing())
        _ = await engine.fetch("http://127.0.0.1:\(ChaosServer.closedPort())/")
        #expect(await engine.fetch(server.url("/")).connectionReason == "the connection broke")
    }

    @Test("a proxy that isn't there is told as such, its credentials unrepeated") func refusedProxy() async throws {
        let options = FetchOptions.testing {
            $0.proxies.always = "http://me:secret@127.0.0.1:\(ChaosServer.closedPort())"
        }
        let outcome = try await FetchEngine(options: options).fetch("http://public.example/")
        #expect(outcome.connectionReason == "no connection to the proxy: Connection refused")
    }

    @Test("a name that isn't found is tried once more") func unknownName() async throws {
        let outcome = try await FetchEngine(options: Self.options).fetch("http://no-such-name.invalid/")
        #expect(
            outcome.failure == .unknownHost(reason: "the name no-such-name.invalid was not found")
                && outcome.attempts == 2)
    }

    @Test("after five failed connections in a row the rest of a host's requests fail at once, and other hosts go on")
    func givenUp() async throws {
        let server = ChaosServer { $0.respond(200) }
        let port = ChaosServer.closedPort()
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 1 })
        let outcomes = await engine.fetchAll((0..<20).map { "http://127.0.0.1:\(port)/\($0)" })
        let reasons = outcomes.compactMap(\.connectionReason)
        #expect(reasons.count == 20)
        #expect(reasons.count { $0.contains("given up after 5 failed connections") } == 15)
        #expect(outcomes.map(\.attempts).sorted() == Array(repeating: 0, count: 15) + Array(repeating: 1, count: 5))
        #expect(await engine.fetch("http://127.0.0.1:\(port)/late").connectionReason?.contains("given up") == true)
        #expect(await engine.fetch(server.url("/")).status == 200)
    }
}
