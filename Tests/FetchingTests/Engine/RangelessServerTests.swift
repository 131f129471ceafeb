import Synchronization
import Testing

@testable import Fetching

@Suite("Servers that do ranges badly") struct RangelessServerTests {
    private let file = testFile(100_000)
    private let demand = PlaceDemand((0, 10), (50_000, 10))

    private func check(_ server: ChaosServer, _ ranges: [String]) async throws {
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 3 })
        let outcome = await engine.fetch(FetchRequest(url: server.url("/")), for: demand)
        #expect(outcome.hasRead && outcome.demand.found == [Array(file[..<10]), Array(file[50_000..<50_010])])
        #expect(server.ranges == ranges && outcome.attempts == ranges.count)
    }

    @Test("a file that comes whole is cut off as soon as nothing more is needed") func cutOff() async throws {
        let wasCutOff = Mutex(false)
        let file = file
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 200 OK\r\nContent-Length: 400000000\r\n\r\n")
            exchange.send(file)
            let filler = [UInt8](repeating: 0, count: 1 << 20)
            let isTakingAll = (0..<380).allSatisfy { _ in exchange.send(filler) }
            wasCutOff.withLock { $0 = !isTakingAll }
            exchange.hangUp()
        }
        let engine = try FetchEngine(options: .testing { $0.maximumRetries = 3 })
        let outcome = await engine.fetch(FetchRequest(url: server.url("/")), for: demand)
        #expect(outcome.hasRead && outcome.demand.found.count == 2 && outcome.attempts == 1)
        #expect(outcome.bytesReceived < 1_000_000)
        while server.isBusy { try await Task.sleep(for: .milliseconds(5)) }
        #expect(wasCutOff.withLock { $0 })
    }

    @Test("a small file that comes whole is read to its end, so that the connection is used again") func small()
        async throws
    {
        let server = ChaosServer { $0.respond(200, body: testFile(17_000)) }
        let engine = try FetchEngine(options: .testing())
        for _ in 1...2 {
            let outcome = await engine.fetch(FetchRequest(url: server.url("/")), for: PlaceDemand((2_000, 10)))
            #expect(outcome.hasRead && outcome.bytesReceived == 17_000)
        }
        #expect(server.connections == 1)
    }

    @Test("a file that comes whole and compressed is unpacked") func compressed() async throws {
        let file = file
        // A stored block of gzip holds less than 64 KiB.
        let server = ChaosServer {
            $0.respond(200, ["Content-Encoding: gzip"], body: Gzip.stored(Array(file[..<60_000])))
        }
        try await check(server, ["bytes=0-16383"])
    }

    @Test(
        "a part that cannot be used is followed by a request for the whole",
        arguments: [
            [], ["Content-Range: bytes 1-16384/100000"], ["Content-Range: bytes 0-16384/100000"],
            ["Content-Range: bytes */100000"], ["Content-Range: items 0-16383/100000"],
            ["Content-Range: bytes 0-16383/100"],
            ["Content-Range: bytes 0-16383/100000", "Content-Range: bytes 0-1/2"],
            ["Content-Range: bytes 0-16383/100000", "Content-Encoding: gzip"],
        ])
    func badParts(headers: [String]) async throws {
        let file = file
        let server = ChaosServer { exchange in
            exchange.request.headers["range"] == nil
                ? exchange.respond(200, body: file) : exchange.respond(206, headers, body: testFile(16_384, seed: 99))
        }
        try await check(server, ["bytes=0-16383", ""])
    }

    @Test("a server that refuses the first part though it is there is asked for the whole") func refusedPart()
        async throws
    {
        let file = file
        let server = ChaosServer { exchange in
            exchange.request.headers["range"] == nil
                ? exchange.respond(200, body: file) : exchange.respond(416, ["Content-Range: bytes */100000"])
        }
        try await check(server, ["bytes=0-16383", ""])
    }

    @Test("a part that nobody asked for stands as the answer") func unaskedPart() async throws {
        let server = ChaosServer { $0.respond(206, body: testFile(100)) }
        let engine = try FetchEngine(options: .testing())
        let outcome = await engine.fetch(FetchRequest(url: server.url("/")), for: demand)
        #expect(try !outcome.hasRead && outcome.result.get().status == 206 && server.requests.count == 2)
    }

    @Test(
        "a file that changes between two parts is fetched whole",
        arguments: [("ETag: \"a\"", "ETag: \"b\""), ("Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT", "X: y")])
    func change(before: String, after: String) async throws {
        let file = file
        let server = ChaosServer { exchange in
            switch exchange.request.headers["range"] {
            case nil: exchange.respond(200, body: file)
            case "bytes=0-16383": exchange.respond(withPartOf: testFile(100_000, seed: 5), [before])
            default: exchange.respond(withPartOf: file, [after])
            }
        }
        try await check(server, ["bytes=0-16383", "bytes=50000-99999", ""])
    }

    @Test("a file whose length changes between two parts is fetched whole") func changedLength() async throws {
        let file = file
        let server = ChaosServer { exchange in
            switch exchange.request.headers["range"] {
            case nil: exchange.respond(200, body: file)
            case "bytes=0-16383": exchange.respond(withPartOf: testFile(99_000, seed: 5))
            default: exchange.respond(withPartOf: file)
            }
        }
        try await check(server, ["bytes=0-16383", "bytes=50000-98999", ""])
    }

    @Test("a server that honours If-Range sends a changed file whole at once") func honouredIfRange() async throws {
        let file = file
        let server = ChaosServer { exchange in
            exchange.request.headers["if-range"] == "\"a\""
                ? exchange.respond(200, ["ETag: \"b\""], body: file)
                : exchange.respond(withPartOf: testFile(100_000, seed: 5), ["ETag: \"a\""])
        }
        try await check(server, ["bytes=0-16383", "bytes=50000-99999"])
    }

    @Test(
        "only a validator that is not weak goes into If-Range",
        arguments: [
            (["ETag: \"a\""], "\"a\""), (["ETag: W/\"a\""], nil), (["ETag: a"], nil), ([], nil),
            (["ETag: W/\"a\"", "Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT"], nil),
            (["Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT"], nil),
            (
                ["Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT", "Date: Sat, 01 Jan 2000 00:00:00 GMT"], nil
            ),
            (
                ["Last-Modified: Sat, 01 Jan 2000 00:00:00 GMT", "Date: Sat, 01 Jan 2000 00:00:01 GMT"],
                "Sat, 01 Jan 2000 00:00:00 GMT"
            ),
        ] as [([String], String?)])
    func validators(headers: [String], expected: String?) async throws {
        let file = file
        let server = ChaosServer { $0.respond(withPartOf: file, headers) }
        try await check(server, ["bytes=0-16383", "bytes=50000-99999"])
        #expect(server.requests.map { $0.headers["if-range"] } == [nil, expected])
    }

    @Test(
        "the value of Content-Range is read, and what makes no sense is not",
        arguments: [
            ("bytes 0-99/1234", (0, 99, 1234)), ("Bytes 5-5/6", (5, 5, 6)), ("bytes 0-99/*", (0, 99, nil)),
            ("bytes */1234", (nil, nil, 1234)), ("bytes */*", (nil, nil, nil)),
        ] as [(String, (Int?, Int?, Int?))])
    func contentRange(text: String, expected: (first: Int?, last: Int?, length: Int?)) throws {
        let range = try #require(ContentRange(text))
        #expect(range.part?.first == expected.first && range.part?.last == expected.last)
        #expect(range.completeLength == expected.length)
    }

    @Test(
        "a senseless Content-Range is none",
        arguments: [
            "", "bytes", "bytes 0-99", "0-99/100", "items 0-9/10", "bytes 9-0/10", "bytes 0-10/10", "bytes -1-5/10",
            "bytes 0-/10", "bytes 0-9/", "bytes 0-9/1x", "bytes 0-9/10, bytes 0-9/10", "bytes 0-9/99999999999999999999",
        ])
    func badContentRange(text: String) { #expect(ContentRange(text) == nil) }

    @Test("bytes that come in pieces of any size are the same") func pieces() {
        for size in [1, 2, 7, 100, 5_000, 100_000] {
            var scan = ByteScan(PlaceDemand((3, 4), (5_000, 3_000), (50_000, 1)))
            for start in stride(from: 0, to: file.count, by: size) where scan.need != nil {
                scan.take(Array(file[start..<min(start + size, file.count)]), at: start)
            }
            #expect(scan.need == nil)
            #expect(
                scan.demand.found == [Array(file[3..<7]), Array(file[5_000..<8_000]), Array(file[50_000..<50_001])])
        }
    }
}
