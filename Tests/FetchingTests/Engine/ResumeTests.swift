import Fetching
import Synchronization
import Testing

@Suite("Downloads that break") struct ResumeTests {
    private static let file = testFile(1_000_000)

    /// Sends as much of a file as wanted, and breaks the connection.
    private static func cut(
        _ exchange: Exchange, _ file: [UInt8], after count: Int, _ headers: [String] = ["ETag: \"a\""]
    ) {
        let head = ["HTTP/1.1 200 OK", "Content-Length: \(file.count)"] + headers
        exchange.send(head.joined(separator: "\r\n") + "\r\n\r\n")
        exchange.send(Array(file[..<count]))
        exchange.hangUp()
    }

    /// Answers a request for the rest of a file, and any other with all of it.
    private static func serve(_ exchange: Exchange, _ file: [UInt8], etag: String = "\"a\"") {
        let headers = ["ETag: \(etag)"]
        guard let range = exchange.request.headers["range"], exchange.request.headers["if-range"] == etag,
            let first = Int(range.dropFirst("bytes=".count).dropLast())
        else { return exchange.respond(200, headers, body: file) }
        let place = "Content-Range: bytes \(first)-\(file.count - 1)/\(file.count)"
        exchange.respond(206, [place] + headers, body: Array(file[first...]))
    }

    private func fetch(
        _ server: ChaosServer, _ path: String = "/", _ change: (inout FetchOptions) -> Void = { _ in }
    ) async throws -> FetchOutcome {
        let options = FetchOptions.testing {
            $0.maximumRetries = 3
            change(&$0)
        }
        return try await FetchEngine(options: options).fetch(server.url(path))
    }

    @Test("a download that breaks goes on where it broke, and no byte comes twice", arguments: ["/cut", "/reset"])
    func resumes(_ path: String) async throws {
        let server = ChaosServer { exchange in
            guard exchange.request.connection == 1 else { return Self.serve(exchange, Self.file) }
            Self.cut(exchange, Self.file, after: 400_000)
            if path == "/reset" {
                // A reset throws away what the client has not read yet.
                while exchange.hasUnacknowledgedBytes { usleepBriefly() }
                exchange.reset()
            }
        }
        let outcome = try await fetch(server, path)
        try expectWhole(outcome, server)
        #expect(outcome.attempts == 2)
        // After a reset less than all may have come.
        if path != "/reset" { #expect(server.ranges == ["", "bytes=400000-"]) }
    }

    // A slow machine may meet the limit with any request and at any place, so that none of these is certain.
    @Test("so does one that meets a limit of time", arguments: ["/stalled", "/late"])
    func resumesAfterLimit(_ path: String) async throws {
        let server = ChaosServer { exchange in
            // Nothing but the rest is ever sent to its end.
            guard exchange.request.headers["range"] == nil else { return Self.serve(exchange, Self.file) }
            Self.cut(exchange, Self.file, after: 400_000)
            exchange.waitForClient()
        }
        let outcome = try await fetch(server, path) {
            $0.maximumRetries = .max
            if path == "/stalled" { $0.stallTimeout = .milliseconds(250) }
            if path == "/late" { $0.totalTimeout = .milliseconds(500) }
        }
        try expectWhole(outcome, server)
        #expect(outcome.attempts >= 2)
    }

    /// Expects all of the file, put together from parts each of which begins where the one before broke.
    private func expectWhole(_ outcome: FetchOutcome, _ server: ChaosServer) throws {
        let response = try #require(outcome.response, "\(outcome.failure?.reason ?? "")")
        #expect(response.status == 200 && response.body == Self.file && !response.isCut)
        #expect(response.header("content-length") == "1000000" && response.header("content-range") == nil)
        let rest = try #require(server.requests.last)
        #expect(server.requests[0].headers["range"] == nil && rest.headers["range"] != nil)
        #expect(rest.headers["if-range"] == "\"a\"" && rest.headers["accept-encoding"] == "identity")
        #expect(outcome.bytesReceived == Self.file.count)
    }

    @Test("a download that breaks again goes on again") func twice() async throws {
        let server = ChaosServer { exchange in
            switch exchange.request.connection {
            case 1: Self.cut(exchange, Self.file, after: 300_000)
            case 2:
                exchange.send("HTTP/1.1 206 -\r\nETag: \"a\"\r\nContent-Range: bytes 300000-999999/1000000\r\n")
                exchange.send("Content-Length: 700000\r\n\r\n")
                exchange.send(Array(Self.file[300_000..<500_000]))
                exchange.hangUp()
            default: Self.serve(exchange, Self.file)
            }
        }
        let outcome = try await fetch(server)
        #expect(outcome.response?.body == Self.file && outcome.attempts == 3)
        #expect(server.ranges == ["", "bytes=300000-", "bytes=500000-"])
        #expect(outcome.bytesReceived == Self.file.count)
    }

    @Test("what came is kept over trouble that has nothing to do with it", arguments: [503, 0])
    func troubleBetween(_ status: Int) async throws {
        let server = ChaosServer { exchange in
            switch exchange.request.connection {
            case 1: Self.cut(exchange, Self.file, after: 300_000)
            case 2 where status == 0: exchange.hangUp()
            case 2:
                exchange.respond(status, ["Connection: close"], body: "busy")
                exchange.hangUp()
            default: Self.serve(exchange, Self.file)
            }
        }
        let outcome = try await fetch(server)
        #expect(outcome.response?.body == Self.file && outcome.attempts == 3)
        #expect(server.ranges == ["", "bytes=300000-", "bytes=300000-"])
    }

    @Test("a file that changed between the parts comes whole, from a server that compares and from one that doesn't")
    func changed() async throws {
        let newer = testFile(900_000, seed: 7)
        for compares in [true, false] {
            let server = ChaosServer { exchange in
                if exchange.request.connection == 1 { return Self.cut(exchange, Self.file, after: 400_000) }
                let isPart = exchange.request.headers["range"] != nil && !compares
                guard isPart else { return exchange.respond(200, ["ETag: \"b\""], body: newer) }
                let place = "Content-Range: bytes 400000-899999/900000"
                exchange.respond(206, [place, "ETag: \"b\""], body: Array(newer[400_000...]))
            }
            let outcome = try await fetch(server)
            #expect(outcome.response?.body == newer && outcome.response?.header("etag") == "\"b\"")
            #expect(server.ranges == (compares ? ["", "bytes=400000-"] : ["", "bytes=400000-", ""]))
        }
    }

    @Test("a server that does no ranges sends all again") func ignored() async throws {
        let server = ChaosServer { exchange in
            exchange.request.connection == 1
                ? Self.cut(exchange, Self.file, after: 400_000) : exchange.respond(200, body: Self.file)
        }
        let outcome = try await fetch(server)
        #expect(outcome.response?.body == Self.file && server.ranges == ["", "bytes=400000-"])
        #expect(outcome.bytesReceived == 1_400_000)
    }

    @Test(
        "a part that is not exactly the rest of that file is not used, and all is asked for",
        arguments: [
            [], ["Content-Range: bytes 399999-999998/1000000", "ETag: \"a\""],
            ["Content-Range: bytes 400001-999999/1000000", "ETag: \"a\""],
            ["Content-Range: bytes 400000-999998/1000000", "ETag: \"a\""],
            ["Content-Range: bytes 400000-999999/1000001", "ETag: \"a\""],
            ["Content-Range: bytes 400000-999999/*", "ETag: \"a\""],
            ["Content-Range: bytes 400000-999999/1000000", "ETag: \"b\""],
            ["Content-Range: bytes 400000-999999/1000000", "ETag: W/\"a\""],
            ["Content-Range: bytes 400000-999999/1000000"],
            ["Content-Range: items 400000-999999/1000000", "ETag: \"a\""],
            ["Content-Range: bytes 400000-999999/1000000", "ETag: \"a\"", "Content-Encoding: gzip"],
            ["Content-Type: multipart/byteranges; boundary=x", "ETag: \"a\""],
        ])
    func wrongPart(_ headers: [String]) async throws {
        let server = ChaosServer { exchange in
            if exchange.request.connection == 1 { return Self.cut(exchange, Self.file, after: 400_000) }
            exchange.request.headers["range"] == nil
                ? exchange.respond(200, ["ETag: \"a\""], body: Self.file)
                : exchange.respond(206, headers, body: testFile(600_000, seed: 99))
        }
        // Taking the wish back is no retry: one is enough.
        let outcome = try await fetch(server) { $0.maximumRetries = 1 }
        #expect(outcome.response?.body == Self.file && outcome.status == 200 && outcome.attempts == 3)
        #expect(server.ranges == ["", "bytes=400000-", ""])
    }

    @Test("where there is no rest, all is asked for") func unsatisfiable() async throws {
        let server = ChaosServer { exchange in
            if exchange.request.connection == 1 { return Self.cut(exchange, Self.file, after: 400_000) }
            exchange.request.headers["range"] == nil
                ? exchange.respond(200, body: testFile(300_000))
                : exchange.respond(416, ["Content-Range: bytes */300000"])
        }
        let outcome = try await fetch(server) { $0.maximumRetries = 1 }
        #expect(outcome.response?.body == testFile(300_000) && server.ranges == ["", "bytes=400000-", ""])
    }

    @Test(
        "without a strong entity tag, a length, or with a coding, all is asked for again",
        arguments: [
            ["ETag: W/\"a\""], [], ["ETag: a"], ["ETag: \""], ["ETag: \"a\"", "Content-Encoding: gzip"],
            ["Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT", "Date: Sat, 01 Jan 2000 09:00:00 GMT"],
        ])
    func notResumable(_ headers: [String]) async throws {
        let isCoded = headers.contains { $0.hasPrefix("Content-Encoding") }
        let sent = isCoded ? Gzip.header + [UInt8](repeating: 0, count: 5) + Self.file : Self.file
        let server = ChaosServer { exchange in
            exchange.request.connection == 1
                ? Self.cut(exchange, sent, after: isCoded ? 12 : 400_000, headers)
                : exchange.respond(200, body: Self.file)
        }
        let outcome = try await fetch(server)
        #expect(outcome.response?.body == Self.file && server.ranges == ["", ""])
    }

    @Test("a body in chunks and a small file are asked for again as a whole", arguments: ["/chunks", "/small"])
    func tooSmallOrChunked(_ path: String) async throws {
        let file = path == "/small" ? testFile(256 * 1024) : Self.file
        let server = ChaosServer { exchange in
            if exchange.request.connection > 1 { return Self.serve(exchange, file) }
            if path == "/small" { return Self.cut(exchange, file, after: file.count - 1) }
            exchange.send("HTTP/1.1 200 OK\r\nETag: \"a\"\r\nTransfer-Encoding: chunked\r\n\r\n61a80\r\n")
            exchange.send(Array(file[..<400_000]))
            exchange.hangUp()
        }
        let outcome = try await fetch(server, path)
        #expect(outcome.response?.body == file && server.ranges == ["", ""])
    }

    @Test("the fields of the later answer count, but for its length and place") func fields() async throws {
        let server = ChaosServer { exchange in
            if exchange.request.connection == 1 {
                return Self.cut(
                    exchange, Self.file, after: 400_000, ["ETag: \"a\"", "Cache-Control: max-age=1", "X-First: 1"])
            }
            let place = "Content-Range: bytes 400000-999999/1000000"
            exchange.respond(
                206, [place, "ETag: \"a\"", "Cache-Control: max-age=9"], body: Array(Self.file[400_000...]))
        }
        let response = try #require(try await fetch(server).response)
        #expect(response.header("cache-control") == "max-age=9" && response.header("x-first") == "1")
        #expect(response.header("content-length") == "1000000" && response.header("content-range") == nil)
    }

    @Test("the largest body counts over all parts") func limit() async throws {
        let server = ChaosServer { exchange in
            exchange.request.connection == 1
                ? Self.cut(exchange, Self.file, after: 400_000) : Self.serve(exchange, Self.file)
        }
        #expect(try await fetch(server) { $0.maximumBodySize = 1_000_000 }.status == 200)
        let smaller = ChaosServer { Self.cut($0, Self.file, after: 400_000) }
        #expect(try await fetch(smaller) { $0.maximumBodySize = 999_999 }.failure == .tooLarge(limit: 999_999))
    }

    @Test("a redirect in place of the rest is followed, and all is asked for there") func redirected() async throws {
        let server = ChaosServer { exchange in
            switch (exchange.request.path, exchange.request.connection) {
            case ("/a", 1): Self.cut(exchange, Self.file, after: 400_000)
            case ("/a", _): exchange.redirect(to: "/b")
            default: Self.serve(exchange, Self.file)
            }
        }
        let outcome = try await fetch(server, "/a")
        #expect(outcome.response?.body == Self.file && server.paths == ["/a", "/a", "/b"])
        #expect(server.ranges == ["", "bytes=400000-", ""])
    }

    @Test("stored validators go with the first request and not with the one for the rest") func conditions()
        async throws
    {
        let server = ChaosServer { exchange in
            exchange.request.connection == 1
                ? Self.cut(exchange, Self.file, after: 400_000) : Self.serve(exchange, Self.file)
        }
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 1 })
        let outcome = await engine.fetch(FetchRequest(url: server.url("/"), etag: "\"old\""))
        #expect(outcome.response?.body == Self.file)
        #expect(server.requests.map { $0.headers["if-none-match"] } == ["\"old\"", nil])
    }

    @Test("a part that the caller asked for is not resumed") func ownRange() async throws {
        let server = ChaosServer { Self.cut($0, Self.file, after: 400_000) }
        var request = FetchRequest(url: server.url("/"))
        request.fields = [.init(name: "Range", value: "bytes=0-")]
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 1 })
        #expect(await engine.fetch(request).failure != nil)
        #expect(server.ranges == ["bytes=0-", "bytes=0-"])
    }

    @Test(
        "what looks on sees each byte once and in order, over a break and after a new start", arguments: [true, false])
    func inspection(_ resumes: Bool) async throws {
        let places = PlaceDemand((0, 4), (399_990, 20), (900_000, 8))
        let server = ChaosServer { exchange in
            if exchange.request.connection == 1 { return Self.cut(exchange, Self.file, after: 400_000) }
            resumes
                ? Self.serve(exchange, Self.file)
                : exchange.respond(200, ["ETag: \"b\""], body: testFile(950_000, seed: 3))
        }
        let found = Mutex<[[UInt8]]>([])
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 1 })
        let outcome = await engine.fetch(
            FetchRequest(url: server.url("/")),
            refusing: { demand in
                found.withLock { $0 = demand.found }
                return true
            }, of: places)
        let file = resumes ? Self.file : testFile(950_000, seed: 3)
        #expect(
            found.withLock { $0 }
                == [Array(file[..<4]), Array(file[399_990..<400_010]), Array(file[900_000..<900_008])])
        let body = try #require(outcome.response).body
        #expect(outcome.status == 200 && body.count >= 900_008 && body == Array(file[..<body.count]))
        #expect(server.ranges == ["", "bytes=400000-"])
    }
}
