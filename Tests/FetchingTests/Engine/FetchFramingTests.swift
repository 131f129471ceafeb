import Fetching
import Testing

/// Answers whose framing or coding is not what it says.
@Suite("Framing of answers") struct FetchFramingTests {
    private func fetch(_ server: ChaosServer) async throws -> FetchOutcome {
        try await FetchEngine(options: .testing { $0.maximumBodySize = 100_000 }).fetch(server.url("/"))
    }

    /// A server that sends bytes as they are and closes.
    private func server(_ head: String, _ body: [UInt8]) -> ChaosServer {
        ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\n\(head)\r\n")
            exchange.send(body)
            exchange.hangUp()
        }
    }

    @Test(
        "chunks that are none are a failure, whatever came before",
        arguments: [
            "no chunk\r\n", "-5\r\nhello\r\n0\r\n\r\n", "5\r\nhelloo\r\n0\r\n\r\n", "5\r\nhello0\r\n\r\n",
            "ffffffffffffffffffff\r\nhello", "7fffffffffffffff\r\nhello", "5 \r\nhel", "5\r\nhello\r\n",
            "5\r\nhello\r\n0",
            "5\r\nhello\r\n0\r\nETag: \"a\"", "", "0x5\r\nhello\r\n0\r\n\r\n", "5;\(String(repeating: "x", count: 64))",
        ])
    func chunks(_ body: String) async throws {
        let outcome = try await fetch(server("Transfer-Encoding: chunked\r\n", Array(body.utf8)))
        #expect(outcome.failure != nil, "\(outcome.result)")
    }

    @Test("chunks with extensions and trailers are read, and a length beside them does not count") func goodChunks()
        async throws
    {
        let body = "3;a=b\r\nhel\r\n2;c\r\nlo\r\n0;d\r\nETag: \"x\"\r\n\r\n"
        let outcome = try await fetch(
            server("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", Array(body.utf8)))
        #expect(outcome.text == "hello" && outcome.response?.header("etag") == nil)
    }

    @Test("the same length twice is one length") func doubleLength() async throws {
        let body = Array("hello".utf8)
        #expect(try await fetch(server("Content-Length: 5\r\nContent-Length: 5\r\n", body)).text == "hello")
        #expect(try await fetch(server("Content-Length: 5, 6\r\n", body)).failure != nil)
    }

    // libcurl 7.88.1 does not look whether something lies on a kept connection: a whole answer that comes there late is
    // taken for the next one, and only rubbish is told from it.
    @Test(
        "an answer that comes with the one before, and rubbish that comes behind one, are not taken for the next",
        arguments: [true, false])
    func excess(_ isAtOnce: Bool) async throws {
        let server = ChaosServer { exchange in
            let good = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
            if isAtOnce {
                exchange.send(good + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
            } else {
                exchange.send(good)
                // It may come while the connection waits for its next request.
                exchange.send("the rest of an image that was longer than its Content-Length")
            }
        }
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 3 })
        for number in 0..<20 {
            let outcome = await engine.fetch(server.url("/\(number)"))
            #expect(outcome.text == "good", "\(outcome.result)")
        }
    }

    // One that breaks off behind some data is none for libcurl; whether an image is complete shows in the image.
    @Test(
        "a content coding that ends wrongly, that nobody knows, or that is not there is a failure",
        arguments: ["/checksum", "/unknown", "/twice"])
    func codings(_ path: String) async throws {
        let packed = Gzip.stored(Array("hello".utf8))
        let server: ChaosServer
        switch path {
        case "/checksum":
            server = self.server("Content-Encoding: gzip\r\n", packed.dropLast(8) + [1, 2, 3, 4] + packed.suffix(4))
        case "/unknown": server = self.server("Content-Encoding: wonder\r\n", packed)
        default: server = self.server("Content-Encoding: gzip, gzip\r\n", packed)
        }
        let outcome = try await fetch(server)
        #expect(outcome.failure != nil, "\(outcome.result)")
    }

    @Test("a body that unfolds twice stops at the limit all the same") func doubleBomb() async throws {
        let inner = Gzip.zeros(10_000_000)
        let packed = Gzip.stored(Array(inner.prefix(60_000)))
        let outcome = try await fetch(server("Content-Encoding: gzip, gzip\r\n", packed))
        #expect(outcome.failure == .tooLarge(limit: 100_000))
    }

    @Test("the label of a body changes nothing of it", arguments: ["image/jpeg", "text/html", "\u{1}", ""])
    func labels(_ type: String) async throws {
        let outcome = try await fetch(server("Content-Type: \(type)\r\nContent-Length: 6\r\n", Array("<html>".utf8)))
        #expect(outcome.text == "<html>")
    }

    @Test("a kept connection that the server drops at the next request costs only a new one", arguments: [true, false])
    func droppedWhenAsked(_ isReset: Bool) async throws {
        let answered = AnsweredConnections()
        let server = ChaosServer { exchange in
            guard answered.isFirst(on: exchange.request.connection) else {
                return isReset ? exchange.reset() : exchange.hangUp()
            }
            exchange.respond(200, body: "ok")
        }
        let engine = try FetchEngine(options: .testing())
        for _ in 0..<10 {
            let outcome = await engine.fetch(server.url("/"))
            #expect(outcome.text == "ok" && outcome.attempts == 1, "\(outcome.result)")
        }
        #expect(server.connections == 10 && server.requests.count == 19)
    }

    @Test(
        "paths are sent as they are written, encoded once and no more",
        arguments: [
            ("/ä/ö.jpg", "/%C3%A4/%C3%B6.jpg"), ("/%C3%A4.jpg", "/%C3%A4.jpg"), ("/%25C3%25A4.jpg", "/%25C3%25A4.jpg"),
            ("/a%2520b%20c d", "/a%2520b%20c%20d"), ("/%E4.jpg", "/%E4.jpg"), ("/%2e%2e/a", "/a"),
            ("/%252e%252e/a", "/%252e%252e/a"), ("/a%2Fb/../c", "/c"),
            ("/日本.png?q=日本", "/%E6%97%A5%E6%9C%AC.png?q=%E6%97%A5%E6%9C%AC"),
        ])
    func paths(_ path: String, _ sent: String) async throws {
        let server = ChaosServer { exchange in
            exchange.request.path == "/start" ? exchange.redirect(to: path) : exchange.respond(200)
        }
        let engine = try FetchEngine(options: .testing())
        #expect(await engine.fetch(server.url(path)).response?.finalURL == server.url(sent))
        #expect(await engine.fetch(server.url("/start")).response?.finalURL == server.url(sent))
        #expect(server.paths == [sent, "/start", sent])
    }
}
