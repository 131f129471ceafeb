import Fetching
import Testing

@Suite("Limits of a fetch") struct FetchLimitTests {
    private static let limit = 100_000

    private func fetch(
        _ server: ChaosServer, _ change: (inout FetchOptions) -> Void = { _ in }, path: String = "/",
        scheme: String = "http"
    ) async throws -> FetchOutcome {
        let options = FetchOptions.testing {
            $0.maximumBodySize = Self.limit
            $0.maximumHeaderSize = 8_192
            change(&$0)
        }
        return try await FetchEngine(options: options).fetch(server.url(path, scheme: scheme))
    }

    @Test("a body of the limit is taken and one byte more is not", arguments: [0, 1])
    func bodySize(_ excess: Int) async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.0 200 OK\r\n\r\n")
            exchange.send([UInt8](repeating: 7, count: Self.limit + excess))
            exchange.hangUp()
        }
        let outcome = try await fetch(server, { $0.maximumRetries = 3 })
        #expect(
            excess == 0 ? outcome.response?.body.count == Self.limit : outcome.failure == .tooLarge(limit: Self.limit))
        #expect(outcome.attempts == 1)
    }

    @Test("a larger Content-Length is refused before any of the body") func declaredSize() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: \(Self.limit + 1)\r\n\r\n")
            exchange.waitForClient()
        }
        let outcome = try await fetch(server)
        #expect(outcome.failure == .tooLarge(limit: Self.limit) && outcome.bytesReceived == 0)
    }

    @Test("an endless body ends at the limit", arguments: ["/end", "/chunks"])
    func endless(_ path: String) async throws {
        let server = ChaosServer { exchange in
            let isChunked = exchange.request.path == "/chunks"
            exchange.send("HTTP/1.1 200 OK\r\n\(isChunked ? "Transfer-Encoding: chunked\r\n" : "")\r\n")
            let piece = [UInt8](repeating: 0x41, count: 4_096)
            while exchange.send((isChunked ? Array("1000\r\n".utf8) : []) + piece + (isChunked ? [13, 10] : [])) {}
            exchange.hangUp()
        }
        #expect(try await fetch(server, path: path).failure == .tooLarge(limit: Self.limit))
    }

    @Test("a body that unfolds beyond the limit ends there") func bomb() async throws {
        let packed = Gzip.zeros(10_000_000)
        try #require(packed.count < Self.limit)
        let server = ChaosServer { $0.respond(200, ["Content-Encoding: gzip"], body: packed) }
        #expect(try await fetch(server).failure == .tooLarge(limit: Self.limit))
    }

    @Test("what a content coding unfolds to nothing counts too") func hollow() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n")
            exchange.send(Gzip.header)
            let blocks = Array([[UInt8]](repeating: Gzip.emptyBlock, count: 1_000).joined())
            while exchange.send(blocks) {}
            exchange.hangUp()
        }
        #expect(try await fetch(server).failure == .tooLarge(limit: Self.limit))
    }

    @Test(
        "a header section beyond the limit is a failure, in many lines, in one, or in interim responses",
        arguments: ["/many", "/one", "/vast", "/interim"])
    func headerSize(_ path: String) async throws {
        let server = ChaosServer { exchange in
            exchange.hangUp()
            guard exchange.request.path != "/interim" else {
                while exchange.send("HTTP/1.1 102 Processing\r\nA: 1\r\n\r\n") {}
                return
            }
            exchange.send("HTTP/1.1 200 OK\r\n")
            switch exchange.request.path {
            case "/many": while exchange.send("A: \(String(repeating: "a", count: 100))\r\n") {}
            case "/one": exchange.send("A: \(String(repeating: "a", count: 9_000))\r\n\r\n")
            default: while exchange.send(String(repeating: "a", count: 4_096)) {}
            }
        }
        let reason = try await fetch(server, path: path).connectionReason
        // libcurl has the same word for a line beyond a limit of its own and for a lack of memory.
        #expect(
            reason
                == "the header section is larger than 8192 bytes (option max-header-size)"
                + (path == "/vast" ? ", or memory ran out" : ""))
    }

    @Test("a body shorter than its length or its chunks is a failure", arguments: ["/length", "/chunks", "/reset"])
    func truncated(_ path: String) async throws {
        let server = ChaosServer { exchange in
            exchange.send(
                exchange.request.path == "/chunks"
                    ? "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                    : "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello")
            exchange.request.path == "/reset" ? exchange.reset() : exchange.hangUp()
        }
        let outcome = try await fetch(server, path: path)
        #expect(outcome.connectionReason != nil && outcome.bytesReceived <= 5)
    }

    @Test(
        "what is no HTTP is a failure, and never asked for again",
        arguments: [
            "garbage\r\n\r\n", "\u{0}\u{1}\u{2}\r\n", "<html>HTTP/0.9</html>",
            "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\nhello",
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
            "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nhello", "HTTP/9.9 200 OK\r\n\r\n",
            "HTTP/1.1 x\r\n\r\n",
            "HTTP/1.1 099 Low\r\n\r\n",
        ])
    func garbage(_ answer: String) async throws {
        let server = ChaosServer { exchange in
            exchange.send(answer)
            exchange.hangUp()
        }
        let outcome = try await fetch(server, { $0.maximumRetries = 3 })
        #expect(outcome.connectionReason != nil, "\(outcome)")
        #expect(outcome.attempts == 1, "\(outcome)")
    }

    @Test("a server that closes without a word is a failure", arguments: [false, true])
    func nothing(_ isReset: Bool) async throws {
        let server = ChaosServer { isReset ? $0.reset() : $0.hangUp() }
        #expect(try await fetch(server).connectionReason != nil)
    }

    @Test("silence after the request ends at the limit for the first byte") func firstByte() async throws {
        let server = ChaosServer { $0.waitForClient() }
        let outcome = try await fetch(server, { $0.firstByteTimeout = .milliseconds(100) })
        #expect(outcome.timeoutReason == "no answer within 100 ms (option first-byte-timeout)")
    }

    @Test("a drip ends as a stall, in the body and in the header", arguments: ["/body", "/header"])
    func drip(_ path: String) async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nA: 1\r\n\(exchange.request.path == "/body" ? "\r\n" : "")")
            // All of it together is too little to count as fast, however much of it comes at once.
            for _ in 0..<100 where exchange.send("a") { usleepBriefly() }
            exchange.waitForClient()
        }
        let outcome = try await fetch(server, { $0.stallTimeout = .milliseconds(300) }, path: path)
        #expect(outcome.timeoutReason == "slower than 1000 bytes a second for 300 ms (option stall-timeout)")
    }

    @Test("a body that goes on for ever, fast enough, ends at the limit for the whole") func total() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\n\r\n")
            while exchange.send([UInt8](repeating: 0, count: 1_000)) { usleepBriefly() }
        }
        let outcome = try await fetch(server) {
            $0.maximumBodySize = .max
            $0.totalTimeout = .milliseconds(300)
        }
        #expect(outcome.timeoutReason == "not complete within 300 ms (option timeout)")
    }

    @Test("a TLS handshake that is never answered ends at the limit for connecting") func connecting() async throws {
        // Its first request never becomes complete, so the server only listens.
        let server = ChaosServer { $0.respond(200) }
        let outcome = try await fetch(server, { $0.connectTimeout = .milliseconds(100) }, scheme: "https")
        #expect(outcome.timeoutReason == "no connection within 100 ms (option connect-timeout)")
    }

    @Test("an https URL of a server without TLS is a failure that can't heal") func noTLS() async throws {
        let server = ChaosServer(opening: .say("220 this is no TLS\r\n")) { $0.respond(200) }
        let outcome = try await fetch(server, { $0.maximumRetries = 3 }, scheme: "https")
        #expect(outcome.connectionReason?.hasPrefix("no TLS connection: ") == true && outcome.attempts == 1)
    }
}
