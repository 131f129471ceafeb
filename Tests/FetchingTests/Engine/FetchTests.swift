import Fetching
import Testing

@Suite("Fetching") struct FetchTests {
    @Test(
        "a response of any status is a response",
        arguments: [200, 204, 206, 300, 305, 400, 401, 403, 404, 410, 429, 451, 500, 503, 599, 999])
    func statuses(_ status: Int) async throws {
        let server = ChaosServer { $0.respond(status, ["X-A: 1", "x-a: 2"], body: status == 204 ? "" : "text") }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/a"))
        let response = try #require(outcome.response)
        #expect(response.status == status && response.header("x-a") == "1, 2" && response.redirects.isEmpty)
        #expect(response.finalURL == server.url("/a") && outcome.attempts == 1)
        #expect(outcome.text == (status == 204 ? "" : "text"))
        #expect(outcome.bytesReceived == response.body.count)
    }

    @Test("the request says who asks and that images are wanted, and carries nothing else about us") func request()
        async throws
    {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing { $0.userAgent = "Proofsheet/1 (+https://example.com)" })
        _ = await engine.fetch(server.url("/ä b?x=ü#f"))
        let request = try #require(server.requests.first)
        #expect(request.path == "/%C3%A4%20b?x=%C3%BC")
        #expect(request.headers["user-agent"] == "Proofsheet/1 (+https://example.com)")
        #expect(request.headers["accept"] == "image/*;q=0.8,*/*;q=0.5")
        #expect(request.headers["accept-encoding"]?.contains("gzip") == true)
        #expect(Set(request.headers.keys) == ["host", "user-agent", "accept", "accept-encoding"])
    }

    @Test("the formats to ask for can be chosen, and others are taken as well") func accept() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing { $0.acceptedTypes = ["image/avif", "image/png"] })
        _ = await engine.fetch(server.url("/"))
        #expect(server.requests.first?.headers["accept"] == "image/avif,image/png,image/*;q=0.8,*/*;q=0.5")
    }

    @Test("cookies are not kept") func cookies() async throws {
        let server = ChaosServer { $0.respond(200, ["Set-Cookie: a=1; Path=/"]) }
        let engine = try FetchEngine(options: .testing())
        for _ in 1...2 { _ = await engine.fetch(server.url("/")) }
        #expect(server.requests.count == 2 && server.requests.allSatisfy { $0.headers["cookie"] == nil })
    }

    @Test("large bodies arrive whole, with a length, in chunks and until the end of the connection") func bodies()
        async throws
    {
        let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let server = ChaosServer { exchange in
            switch exchange.request.path {
            case "/length": exchange.respond(200, body: body)
            case "/chunks":
                exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
                for start in stride(from: 0, to: body.count, by: 100_000) {
                    exchange.send("186a0\r\n")
                    exchange.send(Array(body[start..<start + 100_000]))
                    exchange.send("\r\n")
                }
                exchange.send("0\r\nETag: \"trailer\"\r\n\r\n")
            default:
                exchange.send("HTTP/1.0 200 OK\r\n\r\n")
                exchange.send(body)
                exchange.hangUp()
            }
        }
        let engine = try FetchEngine(options: .testing())
        for path in ["/length", "/chunks", "/end"] {
            let outcome = await engine.fetch(server.url(path))
            #expect(outcome.response?.body == body, "\(path)")
            #expect(outcome.response?.header("etag") == nil)
        }
    }

    @Test("a gzip body is unpacked, and counted as it came") func gzip() async throws {
        let packed = Gzip.stored(Array("hello".utf8))
        let server = ChaosServer { $0.respond(200, ["Content-Encoding: gzip"], body: packed) }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/"))
        #expect(outcome.text == "hello" && outcome.bytesReceived == packed.count)
    }

    @Test("a body whose content coding is broken is a failure") func brokenGzip() async throws {
        let server = ChaosServer { $0.respond(200, ["Content-Encoding: gzip"], body: "no gzip") }
        let outcome = try await FetchEngine(options: .testing { $0.maximumRetries = 3 }).fetch(server.url("/"))
        #expect(outcome.connectionReason == "the content coding of the body is broken" && outcome.attempts == 1)
    }

    @Test("validators are sent as they were stored, and a 304 comes back") func conditional() async throws {
        let server = ChaosServer { exchange in
            let isCurrent = exchange.request.headers["if-none-match"] == "W/\"a\""
            exchange.send(
                isCurrent ? "HTTP/1.1 304 Not Modified\r\nETag: W/\"a\"\r\nContent-Length: 99999999999\r\n\r\n" : "")
        }
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        let request = FetchRequest(url: server.url("/"), etag: "W/\"a\"", lastModified: date)
        let outcome = try await FetchEngine(options: .testing()).fetch(request)
        #expect(outcome.status == 304 && outcome.response?.body == [] && outcome.response?.header("etag") == "W/\"a\"")
        #expect(server.requests.first?.headers["if-modified-since"] == date)
    }

    @Test("a stored validator can't put lines of its own into a request") func injection() async throws {
        let server = ChaosServer { $0.respond(200) }
        let request = FetchRequest(url: server.url("/"), etag: "\"a\"\r\nX-Evil: 1", lastModified: "\u{0}")
        let outcome = try await FetchEngine(options: .testing()).fetch(request)
        #expect(outcome.status == 200)
        let headers = server.requests.first?.headers ?? [:]
        #expect(headers["x-evil"] == nil && headers["if-none-match"] == nil && headers["if-modified-since"] == nil)
    }

    @Test("requests to one host share a connection") func reuse() async throws {
        let server = ChaosServer { $0.respond(200, body: $0.request.path) }
        let engine = try FetchEngine(options: .testing())
        for number in 1...20 {
            #expect(await engine.fetch(server.url("/\(number)")).text == "/\(number)")
        }
        #expect(server.connections == 1 && server.requests.count == 20)
    }

    @Test("a connection that was idle for longer than it is kept is not used again") func idle() async throws {
        let server = ChaosServer { $0.respond(200, body: "ok") }
        let engine = try FetchEngine(options: .testing { $0.connectionIdleTime = .seconds(1) })
        for connections in 1...2 {
            #expect(await engine.fetch(server.url("/")).text == "ok")
            #expect(server.connections == connections)
            // libcurl counts whole seconds.
            try await Task.sleep(for: .seconds(2.5))
        }
    }

    @Test("a kept connection that the server has silently closed costs nothing but a new one") func silentClose()
        async throws
    {
        let server = ChaosServer { exchange in
            exchange.respond(200, body: "ok")
            exchange.hangUp()
        }
        let engine = try FetchEngine(options: .testing())
        for _ in 1...10 { #expect(await engine.fetch(server.url("/")).text == "ok") }
    }

    @Test("an interim response is passed over") func interim() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n")
            exchange.respond(200, body: "final")
        }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/"))
        #expect(outcome.status == 200 && outcome.text == "final" && outcome.response?.header("link") == nil)
    }

    @Test("500 requests at once over four hosts are all answered, each with its own body") func many() async throws {
        let servers = (1...4).map { _ in ChaosServer { $0.respond(200, body: $0.request.path) } }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 40 })
        let urls = (0..<500).map { servers[$0 % 4].url("/\($0)") }
        let outcomes = await engine.fetchAll(urls)
        #expect(outcomes.map(\.text) == (0..<500).map { "/\($0)" })
        #expect(servers.map(\.requests.count) == [125, 125, 125, 125])
    }

    @Test("a URL that is none fails before anything is sent") func invalid() async throws {
        let outcome = try await FetchEngine(options: .testing()).fetch("ftp://example.com/a")
        #expect(outcome.failure == .invalidURL(reason: "the URL is neither http nor https"))
        #expect(outcome.attempts == 0 && outcome.bytesReceived == 0)
    }

    @Test("a URL with credentials is refused and not repeated") func credentials() async throws {
        let server = ChaosServer { $0.respond(200) }
        let outcome = try await FetchEngine(options: .testing()).fetch("http://me:secret@127.0.0.1:\(server.port)/")
        #expect(outcome.isRefused && outcome.failure?.reason.contains("secret") == false)
        #expect(server.connections == 0)
    }
}
