import Fetching
import Synchronization
import Testing

/// Keeps bodies outside of what the engine counts, or fails to.
private final class TestStore: BodyStore {
    final class Body: StoredBody {
        private let content = Mutex<[UInt8]>([])
        let isFull: Bool

        init(isFull: Bool) { self.isFull = isFull }

        var bytes: [UInt8] { content.withLock { $0 } }
        var count: Int { content.withLock(\.count) }

        func append(_ bytes: RawSpan) throws(BodyStoreError) {
            if isFull { throw BodyStoreError(reason: "the disk is full") }
            content.withLock { content in bytes.withUnsafeBytes { content.append(contentsOf: $0) } }
        }

        func rest() {}
    }

    private let isFull: Bool
    private let made = Mutex(0)
    var count: Int { made.withLock { $0 } }

    init(isFull: Bool = false) { self.isFull = isFull }

    func makeBody() throws(BodyStoreError) -> any StoredBody {
        made.withLock { $0 += 1 }
        return Body(isFull: isFull)
    }
}

extension FetchResponse {
    fileprivate var stored: [UInt8]? { (storedBody as? TestStore.Body)?.bytes }
}

/// Says at once that a file is wanted or not, by its first byte.
private struct FirstByte: ByteDemand {
    var byte: UInt8?
    let firstNeed = ByteNeed(offset: 0, count: 1)

    mutating func advance(_ span: Span<UInt8>, at offset: Int, isEnd: Bool) -> ByteNeed? {
        byte = span.isEmpty ? nil : span[0]
        return nil
    }
}

@Suite("Bodies that memory is too small for") struct BodyStoreTests {
    private static let large = testFile(5_000_000)
    private static let small = testFile(200_000)

    private func engine(_ store: TestStore, memory: Int = 32 << 20) throws -> FetchEngine {
        try FetchEngine(
            options: .testing {
                $0.bodyStore = store
                $0.bodyMemory = memory
                $0.maximumRetries = 3
                $0.hostConcurrency = 30
            })
    }

    @Test("large ones go to the store as they come, with a length and without", arguments: ["/declared", "/chunked"])
    func large(_ path: String) async throws {
        let server = ChaosServer { exchange in
            if exchange.request.path == "/declared" { return exchange.respond(200, body: Self.large) }
            exchange.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            for start in stride(from: 0, to: Self.large.count, by: 100_000) {
                exchange.send("186a0\r\n")
                exchange.send(Array(Self.large[start..<start + 100_000]))
                exchange.send("\r\n")
            }
            exchange.send("0\r\n\r\n")
        }
        let engine = try engine(TestStore())
        let outcomes = await engine.fetchAll((0..<20).map { _ in server.url(path) })
        #expect(outcomes.allSatisfy { $0.response?.stored == Self.large && $0.response?.body == [] })
        // None has more in memory than it had when it turned out to be large.
        #expect(engine.mostMemoryHeld <= 20 * 256 * 1024)
    }

    @Test("small ones stay in memory, and go to the store where all together are too many")
    func small() async throws {
        let server = ChaosServer { $0.respond(200, body: Self.small) }
        let store = TestStore()
        let roomy = try engine(store)
        let outcomes = await roomy.fetchAll((0..<20).map { server.url("/\($0)") })
        #expect(outcomes.allSatisfy { $0.response?.body == Self.small } && store.count == 0)
        let tight = try engine(store, memory: 500_000)
        let others = await tight.fetchAll((0..<20).map { server.url("/\($0)") })
        #expect(others.allSatisfy { $0.response?.stored ?? $0.response?.body == Self.small })
        #expect(store.count >= 18 && tight.mostMemoryHeld <= 500_000)
    }

    @Test("what nobody holds any more makes room") func released() async throws {
        let server = ChaosServer { $0.respond(200, body: Self.small) }
        let store = TestStore()
        let engine = try engine(store, memory: 300_000)
        for _ in 0..<5 { #expect(await engine.fetch(server.url("/")).response?.body == Self.small) }
        #expect(store.count == 0)
    }

    @Test("a download that breaks goes on in the store") func resumes() async throws {
        let server = ChaosServer { exchange in
            let file = Self.large
            guard let range = exchange.request.headers["range"], let first = Int(range.dropFirst(6).dropLast()) else {
                exchange.send("HTTP/1.1 200 OK\r\nContent-Length: \(file.count)\r\nETag: \"a\"\r\n\r\n")
                exchange.send(Array(file[..<3_000_000]))
                return exchange.hangUp()
            }
            let place = "Content-Range: bytes \(first)-\(file.count - 1)/\(file.count)"
            exchange.respond(206, [place, "ETag: \"a\""], body: Array(file[first...]))
        }
        let outcome = try await engine(TestStore()).fetch(server.url("/"))
        #expect(outcome.response?.stored == Self.large && server.ranges == ["", "bytes=3000000-"])
    }

    @Test("a store that fails ends the transfer, and nobody blames the server") func full() async throws {
        let server = ChaosServer { $0.respond(200, body: Self.large) }
        let outcome = try await engine(TestStore(isFull: true)).fetch(server.url("/"))
        #expect(outcome.failure == .lacking(reason: "the disk is full") && outcome.attempts == 1)
    }

    @Test("a compressed answer that is not wanted is not read on, however small it seems") func bomb() async throws {
        // 60 KB of it become 4 MB.
        let bomb = Gzip.zeros(4_000_000)
        let server = ChaosServer { $0.respond(200, ["Content-Encoding: gzip"], body: bomb) }
        let engine = try engine(TestStore())
        let outcome = await engine.fetch(
            FetchRequest(url: server.url("/")), refusing: { $0.byte == 0 }, of: FirstByte())
        let response = try #require(outcome.response)
        #expect(response.isCut && response.bodySize < 100_000 && engine.mostMemoryHeld < 100_000)
    }
}
