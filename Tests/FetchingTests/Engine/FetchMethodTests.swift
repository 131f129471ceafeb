import Fetching
import Testing

@Suite("Requests other than plain ones") struct FetchMethodTests {
    private func request(_ url: String, _ change: (inout FetchRequest) -> Void) -> FetchRequest {
        var request = FetchRequest(url: url)
        change(&request)
        return request
    }

    @Test("fields are sent beside the others, or in their place") func fields() async throws {
        let server = ChaosServer { $0.respond(200) }
        let engine = try FetchEngine(options: .testing())
        let asked = request(server.url("/")) {
            $0.fields = [.init(name: "accept", value: "text/plain"), .init(name: "X-Empty", value: "")]
        }
        _ = await engine.fetch(asked)
        let headers = try #require(server.requests.first).headers
        #expect(headers["accept"] == "text/plain" && headers["x-empty"] == "" && headers["user-agent"] == "Proofsheet")
        let sent = FetchOptions.testing().fields(of: asked)
        #expect(sent.map(\.name) == ["User-Agent", "accept", "X-Empty"])
    }

    @Test(
        "fields of the connection and forbidden characters are refused",
        arguments: [
            ("Host", "x"), ("content-length", "1"), ("Transfer-Encoding", "chunked"), ("a b", "x"), ("", "x"),
            ("a", "b\r\nc: d"),
        ])
    func refusedFields(name: String, value: String) async throws {
        let server = ChaosServer { $0.respond(200) }
        let outcome = try await FetchEngine(options: .testing()).fetch(
            request(server.url("/")) { $0.fields = [.init(name: name, value: value)] })
        #expect(outcome.isRefused && server.requests.isEmpty)
    }

    @Test("methods that cannot be sent are refused", arguments: ["", "GET /x", "CONNECT"])
    func refusedMethods(method: String) async throws {
        let server = ChaosServer { $0.respond(200) }
        let outcome = try await FetchEngine(options: .testing()).fetch(
            request(server.url("/")) { $0.method = method })
        #expect(outcome.isRefused && server.requests.isEmpty)
    }

    @Test("no other host gets the fields on a redirect") func fieldsStayAtHome() async throws {
        let other = ChaosServer { $0.respond(200) }
        let target = other.url("/b")
        let server = ChaosServer { exchange in
            exchange.request.path == "/a" ? exchange.redirect(to: "/c") : exchange.redirect(to: target)
        }
        let engine = try FetchEngine(options: .testing())
        _ = await engine.fetch(request(server.url("/a")) { $0.fields = [.init(name: "X-Key", value: "1")] })
        #expect(server.requests.map { $0.headers["x-key"] } == ["1", "1"])
        #expect(other.requests.map { $0.headers["x-key"] } == [nil])
    }

    @Test("a body is sent with its length, and the next request has none") func body() async throws {
        let server = ChaosServer { exchange in
            exchange.respond(200)
            exchange.hangUp()
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 1 })
        _ = await engine.fetch(
            request(server.url("/")) {
                $0.method = "PUT"
                $0.body = Array("a\0b".utf8)
            })
        _ = await engine.fetch(request(server.url("/")) { $0.method = "POST" })
        _ = await engine.fetch(server.url("/"))
        #expect(server.requests.map { $0.headers["content-length"] } == ["3", "0", nil])
        #expect(server.requests.allSatisfy { $0.headers["content-type"] == nil && $0.headers["expect"] == nil })
    }

    @Test("an answer to HEAD has no body, whatever length it states") func head() async throws {
        let server = ChaosServer { $0.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n") }
        let outcome = try await FetchEngine(options: .testing()).fetch(
            request(server.url("/")) { $0.method = "HEAD" })
        #expect(outcome.status == 200 && outcome.text == "")
    }

    @Test("only what may be sent twice is tried again") func retries() async throws {
        let server = ChaosServer { $0.respond(503) }
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 2 })
        let post = await engine.fetch(request(server.url("/post")) { $0.method = "POST" })
        #expect(post.status == 503 && post.attempts == 1)
        let put = await engine.fetch(request(server.url("/put")) { $0.method = "PUT" })
        #expect(put.status == 503 && put.attempts == 3)
    }

    @Test("a redirect is handed on as it came to whoever wants that, and to methods other than GET")
    func redirectsAsTheyCame() async throws {
        let server = ChaosServer { $0.redirect(to: "/b") }
        let engine = try FetchEngine(options: .testing())
        let verbatim = await engine.fetch(request(server.url("/a")) { $0.isVerbatim = true })
        #expect(verbatim.status == 302 && verbatim.text == "moved")
        let post = await engine.fetch(request(server.url("/a")) { $0.method = "POST" })
        #expect(post.status == 302 && server.paths == ["/a", "/a"])
    }

    @Test("codings are neither asked for nor undone for whoever wants the answer as it came")
    func codingsAsTheyCame() async throws {
        let packed = Gzip.stored(Array("text".utf8))
        let server = ChaosServer { $0.respond(200, ["Content-Encoding: gzip"], body: packed) }
        let engine = try FetchEngine(options: .testing())
        let verbatim = await engine.fetch(request(server.url("/")) { $0.isVerbatim = true })
        #expect(verbatim.response?.body == packed && server.requests[0].headers["accept-encoding"] == nil)
        #expect(await engine.fetch(server.url("/")).text == "text")
    }

    @Test("a response says whether it was asked for on a condition") func conditional() async throws {
        let server = ChaosServer { exchange in
            exchange.request.path == "/a" ? exchange.redirect(to: "/b") : exchange.respond(304)
        }
        let engine = try FetchEngine(options: .testing())
        #expect(await engine.fetch(FetchRequest(url: server.url("/b"))).response?.isConditional == false)
        #expect(await engine.fetch(FetchRequest(url: server.url("/b"), etag: "\"1\"")).response?.isConditional == true)
        #expect(await engine.fetch(FetchRequest(url: server.url("/a"), etag: "\"1\"")).response?.isConditional == false)
        let own = request(server.url("/b")) { $0.fields = [.init(name: "If-None-Match", value: "\"1\"")] }
        #expect(await engine.fetch(own).response?.isConditional == true)
    }

    @Test("a response says when it was asked for and when it came") func times() async throws {
        let server = ChaosServer { $0.respond(200) }
        let response = try #require(try await FetchEngine(options: .testing()).fetch(server.url("/")).response)
        #expect(response.requestedAt > 1_700_000_000 && response.receivedAt >= response.requestedAt)
    }
}
