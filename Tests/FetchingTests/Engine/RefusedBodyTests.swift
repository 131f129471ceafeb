import Fetching
import Testing

/// Needs four bytes, and keeps them.
private struct FirstBytes: ByteDemand {
    var bytes: [UInt8] = []
    let firstNeed = ByteNeed(offset: 0, count: 4)

    mutating func advance(_ span: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed? {
        for index in 0..<min(4, span.count) { bytes.append(span[index]) }
        return nil
    }
}

@Suite("Bodies that are not wanted") struct RefusedBodyTests {
    private func fetch(_ server: ChaosServer, _ engine: FetchEngine, _ path: String = "/") async -> FetchOutcome {
        await engine.fetch(
            FetchRequest(url: server.url(path)), refusing: { $0.bytes == Array("<htm".utf8) }, of: FirstBytes())
    }

    @Test("an endless answer ends where its first bytes show that it is not wanted", arguments: ["/bare", "/declared"])
    func endless(_ path: String) async throws {
        let server = ChaosServer { exchange in
            let isDeclared = exchange.request.path == "/declared"
            exchange.send("HTTP/1.1 200 OK\r\n\(isDeclared ? "Content-Length: 40000000\r\n" : "")\r\n<html>")
            while exchange.send([UInt8](repeating: 0x20, count: 1_024)) {}
            exchange.hangUp()
        }
        let outcome = await fetch(server, try FetchEngine(options: .testing()), path)
        let response = try #require(outcome.response)
        #expect(response.isCut && response.body.starts(with: "<html>".utf8) && response.body.count >= 1_024)
        #expect(outcome.bytesReceived < 40_000_000 && outcome.attempts == 1)
    }

    @Test("a short one is read to its end, and the connection used again") func short() async throws {
        let server = ChaosServer { $0.respond(200, body: "<html>\(String(repeating: " ", count: 9_000))") }
        let engine = try FetchEngine(options: .testing())
        for _ in 0..<3 {
            let response = try #require(await fetch(server, engine).response)
            #expect(!response.isCut && response.body.count == 9_006)
        }
        #expect(server.connections == 1)
    }

    @Test("one that breaks off is not asked for again") func broken() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n<html")
            exchange.hangUp()
        }
        let outcome = await fetch(server, try FetchEngine(options: .testing { $0.maximumRetries = 3 }))
        #expect(outcome.text == "<html" && outcome.attempts == 1)
    }

    @Test("what is wanted comes whole, in however many pieces, and a retry begins anew") func wanted() async throws {
        let count = Counter()
        let server = ChaosServer { exchange in
            if count.next() == 1 {
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n<h")
                return exchange.hangUp()
            }
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n\u{1}")
            for piece in [1, 2, 96, 99_900] { exchange.send([UInt8](repeating: 7, count: piece)) }
        }
        let outcome = await fetch(server, try FetchEngine(options: .testing { $0.maximumRetries = 3 }))
        #expect(outcome.response?.body.count == 100_000 && outcome.response?.isCut == false && outcome.attempts == 2)
    }

    @Test("of another status the body is not kept") func otherStatus() async throws {
        let server = ChaosServer { $0.respond(404, body: [UInt8](repeating: 7, count: 200_000)) }
        let outcome = await fetch(server, try FetchEngine(options: .testing()))
        #expect(outcome.status == 404 && outcome.response?.body.isEmpty == true && outcome.attempts == 1)
    }
}
