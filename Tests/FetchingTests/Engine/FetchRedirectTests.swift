import Fetching
import Testing

@Suite("Redirects") struct FetchRedirectTests {
    @Test("each redirecting status is followed and told", arguments: [301, 302, 303, 307, 308])
    func statuses(_ status: Int) async throws {
        let server = ChaosServer { exchange in
            exchange.request.path == "/a" ? exchange.redirect(status, to: "/b") : exchange.respond(200, body: "there")
        }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/a"))
        let response = try #require(outcome.response)
        #expect(outcome.text == "there" && response.finalURL == server.url("/b") && outcome.attempts == 1)
        #expect(response.redirects == [.init(status: status, target: server.url("/b"))])
        #expect(outcome.bytesReceived == "moved".count + "there".count)
    }

    @Test("targets may be relative, absolute, or in need of encoding") func targets() async throws {
        let server = ChaosServer { exchange in
            switch exchange.request.path {
            case "/d/1": exchange.redirect(to: "2")
            case "/d/2": exchange.redirect(to: "../ä b?c#d")
            case "/%C3%A4%20b?c": exchange.redirect(to: "//\(exchange.request.headers["host"] ?? "")/3")
            case "/3": exchange.redirect(to: "http://\(exchange.request.headers["host"] ?? "")/4")
            default: exchange.respond(200, body: exchange.request.path)
            }
        }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/d/1"))
        #expect(outcome.text == "/4" && server.paths == ["/d/1", "/d/2", "/%C3%A4%20b?c", "/3", "/4"])
    }

    @Test("five redirects are followed and the sixth is not", arguments: [5, 6])
    func chain(_ length: Int) async throws {
        let server = ChaosServer { exchange in
            let number = Int(exchange.request.path.dropFirst()) ?? 0
            number < length ? exchange.redirect(to: "/\(number + 1)") : exchange.respond(200)
        }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/0"))
        if length == 5 {
            #expect(outcome.response?.redirects.count == 5)
        } else {
            #expect(
                outcome.failure == .tooManyRedirects(reason: "there are more than 5 redirects (option max-redirects)"))
            #expect(server.requests.count == 6)
        }
    }

    @Test("a circle is noticed at once", arguments: ["/a", "/b"])
    func loops(_ target: String) async throws {
        let server = ChaosServer { $0.redirect(to: $0.request.path == "/a" ? target : "/a") }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/a"))
        #expect(outcome.failure == .tooManyRedirects(reason: "the redirects lead in a circle"))
        #expect(server.requests.count == (target == "/a" ? 1 : 2))
    }

    @Test(
        "other schemes and credentials are refused",
        arguments: ["file:///etc/passwd", "ftp://127.0.0.1/", "data:,x", "http://me:secret@127.0.0.1/", "http://"])
    func refused(_ location: String) async throws {
        let server = ChaosServer { $0.redirect(to: location) }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/"))
        #expect(outcome.isRefused && outcome.failure?.reason.contains("secret") == false)
        #expect(server.requests.count == 1)
    }

    @Test("a 302 without a target stands as it is") func noTarget() async throws {
        let server = ChaosServer { $0.respond(302, body: "nowhere") }
        let outcome = try await FetchEngine(options: .testing()).fetch(server.url("/"))
        #expect(outcome.status == 302 && outcome.text == "nowhere")
    }

    @Test("the body of a redirect does not matter: neither its size, nor its end, nor its silence")
    func redirectBodies() async throws {
        let server = ChaosServer { exchange in
            let head = "HTTP/1.1 302 Found\r\nLocation: /there\r\n"
            switch exchange.request.path {
            case "/huge":
                exchange.send(head + "Content-Length: 99999999999\r\n\r\n")
                while exchange.send([UInt8](repeating: 0, count: 65_536)) {}
            case "/short":
                exchange.send(head + "Content-Length: 100\r\n\r\nshort")
                exchange.hangUp()
            case "/silent":
                exchange.send(head + "Content-Length: 100\r\n\r\n")
                exchange.waitForClient()
            default: exchange.respond(200, body: "there")
            }
        }
        let engine = try FetchEngine(options: .testing { $0.stallTimeout = .milliseconds(100) })
        for path in ["/huge", "/short", "/silent"] {
            #expect(await engine.fetch(server.url(path)).text == "there", "\(path)")
        }
    }

    @Test("validators go to the URL they came from and to no other") func validators() async throws {
        let server = ChaosServer { exchange in
            exchange.request.path == "/a" ? exchange.redirect(to: "/b") : exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing())
        _ = await engine.fetch(FetchRequest(url: server.url("/a"), etag: "\"e\""))
        #expect(server.requests.map { $0.headers["if-none-match"] } == ["\"e\"", nil])
        _ = await engine.fetch(FetchRequest(url: server.url("/a"), etag: "\"e\"", validatorURL: server.url("/b")))
        #expect(server.requests.dropFirst(2).map { $0.headers["if-none-match"] } == [nil, "\"e\""])
    }

    @Test("a redirect waits in the queue of its host and never holds a place meanwhile") func noDeadlock() async throws
    {
        let other = ChaosServer { $0.respond(200, body: $0.request.path) }
        let server = ChaosServer { exchange in
            exchange.request.path.hasPrefix("/own")
                ? exchange.redirect(to: "/there" + exchange.request.path)
                : exchange.request.path.hasPrefix("/other")
                    ? exchange.redirect(to: other.url(exchange.request.path))
                    : exchange.respond(200, body: exchange.request.path)
        }
        let engine = try FetchEngine(
            options: .testing {
                $0.concurrency = 1
                $0.hostConcurrency = 1
            })
        let paths = (0..<20).map { "/\($0 % 2 == 0 ? "own" : "other")/\($0)" }
        let outcomes = await engine.fetchAll(paths.map { server.url($0) })
        #expect(outcomes.map(\.text) == paths.enumerated().map { $0 % 2 == 0 ? "/there" + $1 : $1 })
        #expect(server.mostInFlight == 1 && other.mostInFlight == 1)
    }

    @Test("trouble after a redirect is retried where it happened") func retryOfHop() async throws {
        let count = Counter()
        let server = ChaosServer { exchange in
            if exchange.request.path == "/a" { return exchange.redirect(to: "/b") }
            exchange.respond(count.next() < 3 ? 503 : 200)
        }
        let outcome = try await FetchEngine(options: .testing { $0.maximumRetries = 3 }).fetch(server.url("/a"))
        #expect(outcome.status == 200 && outcome.attempts == 3 && outcome.response?.redirects.count == 1)
        #expect(server.paths == ["/a", "/b", "/b", "/b"])
    }
}
