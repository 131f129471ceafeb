import Fetching
import Synchronization
import Testing

@Suite("Fetching parts of a file") struct PartialFetchTests {
    private func fetch(
        _ server: ChaosServer, _ demand: PlaceDemand, path: String = "/",
        _ change: (inout FetchOptions) -> Void = { _ in }
    ) async throws -> PartialOutcome<PlaceDemand> {
        try await FetchEngine(options: .testing(change)).fetch(FetchRequest(url: server.url(path)), for: demand)
    }

    @Test("the first 16 KiB are asked for, and the connection is used again") func first() async throws {
        let file = testFile(100_000)
        let server = ChaosServer { $0.respond(withPartOf: file) }
        let engine = try FetchEngine(options: .testing())
        for _ in 1...2 {
            let outcome = await engine.fetch(FetchRequest(url: server.url("/")), for: PlaceDemand((0, 4), (100, 5)))
            #expect(outcome.hasRead && outcome.demand.found == [Array(file[..<4]), Array(file[100..<105])])
            #expect(outcome.bytesReceived == 16_384 && outcome.attempts == 1)
        }
        #expect(server.ranges == ["bytes=0-16383", "bytes=0-16383"] && server.connections == 1)
        #expect(server.requests[0].headers["accept-encoding"] == "identity")
    }

    @Test("later parts begin where bytes are needed, grow, and end with the file") func growth() async throws {
        let file = testFile(3_000_000)
        let server = ChaosServer { $0.respond(withPartOf: file) }
        let places = [(16_000, 1_000), (17_000, 70_000), (1_000_000, 300_000), (2_999_990, 10)]
        let outcome = try await fetch(server, PlaceDemand(places[0], places[1], places[2], places[3]))
        #expect(outcome.demand.found == places.map { Array(file[$0..<$0 + $1]) })
        #expect(
            server.ranges == [
                "bytes=0-16383", "bytes=16384-81919", "bytes=81920-344063", "bytes=1000000-2048575",
                "bytes=2999990-2999999",
            ])
        #expect(outcome.bytesReceived < 1_800_000)
    }

    @Test("a structure larger than a part is asked for at once") func largeNeed() async throws {
        let file = testFile(700_000)
        let server = ChaosServer { $0.respond(withPartOf: file) }
        let outcome = try await fetch(server, PlaceDemand((0, 4), (10_000, 600_000)))
        #expect(outcome.demand.found.last == Array(file[10_000..<610_000]))
        #expect(server.ranges == ["bytes=0-16383", "bytes=16384-609999"])
    }

    @Test("a file that ends before the need is told to end") func end() async throws {
        let server = ChaosServer { $0.respond(withPartOf: testFile(20_000)) }
        for place in [19_999, 20_000, 5_000_000] {
            let outcome = try await fetch(server, PlaceDemand((0, 4), (place, 2)))
            #expect(outcome.hasRead && outcome.demand.isCutShort && outcome.demand.found.count == 1)
        }
        #expect(server.requests.count == 4)
    }

    @Test("an empty file is told to end, whatever the server says of it") func empty() async throws {
        let server = ChaosServer { exchange in
            switch exchange.request.path {
            case "/416": exchange.respond(416, ["Content-Range: bytes */0"])
            case "/vague": exchange.request.headers["range"] == nil ? exchange.respond(200) : exchange.respond(416)
            default: exchange.respond(200)
            }
        }
        for path in ["/416", "/vague", "/200"] {
            let outcome = try await fetch(server, PlaceDemand((0, 4)), path: path)
            #expect(outcome.hasRead && outcome.demand.isCutShort && outcome.bytesReceived == 0, "\(path)")
        }
        #expect(server.requests.count == 4)
    }

    @Test("a file of unknown length ends where the server says so") func unknownLength() async throws {
        let file = testFile(20_000)
        let server = ChaosServer { exchange in
            guard let part = exchange.part(of: file) else { return exchange.respond(416) }
            let range = "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/*"
            exchange.respond(206, [range], body: Array(file[part]))
        }
        let outcome = try await fetch(server, PlaceDemand((18_000, 100), (19_999, 2)))
        #expect(outcome.demand.found == [Array(file[18_000..<18_100])] && outcome.demand.isCutShort)
        #expect(server.ranges == ["bytes=0-16383", "bytes=18000-83535", "bytes=20000-282143"])
    }

    @Test("a server that sends little at a time is asked again, but not for ever") func stinginess() async throws {
        let file = testFile(1_000)
        let server = ChaosServer { exchange in
            let start = exchange.part(of: file)?.lowerBound ?? 0
            let count = exchange.request.path == "/10" ? 10 : 1
            let range = "Content-Range: bytes \(start)-\(start + count - 1)/1000"
            exchange.respond(206, [range], body: Array(file[start..<start + count]))
        }
        let outcome = try await fetch(server, PlaceDemand((0, 95)), path: "/10")
        #expect(outcome.demand.found == [Array(file[..<95])] && server.requests.count == 10)
        let endless = try await fetch(server, PlaceDemand((0, 95)), path: "/1")
        #expect(!endless.hasRead && server.requests.count == 10 + 64)
        guard case .failure(.connection(let reason)) = endless.result else { throw Unexpected() }
        #expect(reason == "the server sends too little of the file at a time")
    }

    @Test("a large file whose need is met is no failure, but reading beyond the largest body is") func size()
        async throws
    {
        let file = testFile(200_000)
        let server = ChaosServer { $0.respond(200, body: file) }
        let near = try await fetch(server, PlaceDemand((0, 4))) { $0.maximumBodySize = 50_000 }
        #expect(near.hasRead)
        let far = try await fetch(server, PlaceDemand((150_000, 4))) { $0.maximumBodySize = 50_000 }
        guard case .failure(.tooLarge(50_000)) = far.result else { throw Unexpected() }
        #expect(!far.hasRead)
    }

    @Test("answers of other statuses stand, and their bodies are left", arguments: [204, 304, 401, 404, 500])
    func statuses(_ status: Int) async throws {
        let body = status == 204 || status == 304 ? [] : testFile(3_000_000)
        let server = ChaosServer { $0.respond(status, body: body) }
        let outcome = try await fetch(server, PlaceDemand((0, 4)))
        let response = try outcome.result.get()
        #expect(!outcome.hasRead && response.status == status && response.body.isEmpty)
        #expect(outcome.demand.found.isEmpty && outcome.bytesReceived < 1_000_000)
    }

    @Test("passing trouble is tried again from the same place") func retries() async throws {
        let file = testFile(100_000)
        let server = ChaosServer { exchange in
            switch exchange.request.connection {
            case 1: exchange.respond(503, ["Connection: close"])
            case 2:
                exchange.send("HTTP/1.1 206 -\r\nContent-Range: bytes 0-16383/100000\r\nContent-Length: 16384\r\n\r\n")
                exchange.send(Array(file[..<9_000]))
                exchange.hangUp()
            default: exchange.respond(withPartOf: file)
            }
            if exchange.request.connection == 1 { exchange.hangUp() }
        }
        let outcome = try await fetch(server, PlaceDemand((0, 10), (8_000, 30_000))) { $0.maximumRetries = 3 }
        #expect(outcome.hasRead && outcome.attempts == 4)
        #expect(outcome.demand.found == [Array(file[..<10]), Array(file[8_000..<38_000])])
        #expect(server.ranges == [String](repeating: "bytes=0-16383", count: 3) + ["bytes=16384-81919"])
    }

    @Test("a connection that breaks once nothing more is needed does no harm") func breakAfterwards() async throws {
        let server = ChaosServer { exchange in
            exchange.send("HTTP/1.1 206 -\r\nContent-Range: bytes 0-16383/100000\r\nContent-Length: 16384\r\n\r\n")
            exchange.send(testFile(9_000))
            exchange.hangUp()
        }
        let outcome = try await fetch(server, PlaceDemand((0, 10))) { $0.maximumRetries = 3 }
        #expect(outcome.hasRead && outcome.attempts == 1)
    }

    @Test("redirects are followed once, and later parts come from where they led") func redirects() async throws {
        let file = testFile(100_000)
        let server = ChaosServer { exchange in
            exchange.request.path == "/old"
                ? exchange.redirect(301, to: "/new") : exchange.respond(withPartOf: file, ["ETag: \"a\""])
        }
        let outcome = try await fetch(server, PlaceDemand((0, 10), (50_000, 10)), path: "/old")
        let response = try outcome.result.get()
        #expect(outcome.hasRead && server.paths == ["/old", "/new", "/new"])
        #expect(response.finalURL == server.url("/new") && response.redirects.map(\.status) == [301])
        #expect(server.requests.map { $0.headers["if-range"] } == [nil, nil, "\"a\""])
    }

    @Test("a part is refused like a whole file") func refusals() async throws {
        let server = ChaosServer { $0.redirect(to: "ftp://example.com/") }
        let redirected = try await fetch(server, PlaceDemand((0, 1)))
        guard case .failure(.refused) = redirected.result else { throw Unexpected() }
        let hidden = try await fetch(server, PlaceDemand((0, 1))) { $0.allowsPrivateHosts = false }
        guard case .failure(.refused) = hidden.result else { throw Unexpected() }
        #expect(server.requests.count == 1)
    }
}

/// An outcome of another kind than the test is about.
struct Unexpected: Error {

    @Test("of many files of which much is needed, few are held at once", arguments: ["/parts", "/whole"])
    func manyLargeNeeds(_ path: String) async throws {
        let file = testFile(900_000)
        let now = Mutex((held: 0, most: 0))
        let server = ChaosServer { exchange in
            let part = path == "/parts" ? exchange.part(of: file) : file.indices
            guard let part else { return exchange.respond(400) }
            let isLarge = part.count > 200_000 && path == "/parts"
            if isLarge { now.withLock { $0 = ($0.held + 1, max($0.most, $0.held + 1)) } }
            let range =
                path == "/parts" ? "Content-Range: bytes \(part.lowerBound)-\(part.upperBound - 1)/900000\r\n" : ""
            exchange.send("HTTP/1.1 \(path == "/parts" ? 206 : 200) -\r\n\(range)Content-Length: \(part.count)\r\n\r\n")
            exchange.send(Array(file[part].dropLast()))
            // Before its end the client asks for no other.
            if isLarge { now.withLock { $0.held -= 1 } }
            exchange.send(Array(file[part].suffix(1)))
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 30 })
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<30 {
                group.addTask {
                    let request = FetchRequest(url: server.url("/\(number)"))
                    let outcome = await engine.fetch(request, for: PlaceDemand((0, 4), (10_000, 600_000)))
                    return outcome.demand.found.last == Array(file[10_000..<610_000])
                }
            }
            for await isRight in group { #expect(isRight) }
        }
        #expect(now.withLock(\.most) <= 4)
    }
}
