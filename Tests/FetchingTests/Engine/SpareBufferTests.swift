import Testing

@testable import Fetching

@Suite("Memory of bodies that is used again") struct SpareBufferTests {
    @Test("memory of a body that nobody holds any more is used for the next of about its size") func reuse() {
        let spares = SpareBuffers()
        spares.give(Self.buffer(of: 60_000, 1))
        #expect(spares.take(forBytes: 200_000) == nil, "it is too small")
        #expect(spares.take(forBytes: 20_000) == nil, "a small body would hold more than it counts for")
        let taken = spares.take(forBytes: 50_000)
        #expect(taken?.isEmpty == true && (taken?.capacity ?? 0) >= 60_000)
        #expect(spares.take(forBytes: 50_000) == nil, "it is given once")
    }

    @Test("bytes that somebody still reads stay as they are") func shared() throws {
        let spares = SpareBuffers()
        let held = Self.buffer(of: 60_000, 1)
        spares.give(held)
        var taken = try #require(spares.take(forBytes: 60_000))
        taken.append(contentsOf: [UInt8](repeating: 2, count: 60_000))
        #expect(held.count == 60_000 && held.allSatisfy { $0 == 1 })
    }

    @Test("no more than 8 MB is kept, and nothing very small or very large") func bounds() {
        let spares = SpareBuffers()
        spares.give(Self.buffer(of: 10, 1))
        spares.give(Self.buffer(of: 3_000_000, 1))
        #expect(spares.take(forBytes: 16_384) == nil && spares.take(forBytes: 3_000_000) == nil)
        for _ in 0..<100 { spares.give(Self.buffer(of: 200_000, 1)) }
        var count = 0
        while spares.take(forBytes: 200_000) != nil { count += 1 }
        #expect(count > 0 && count * 200_000 <= SpareBuffers.largestTotal)
    }

    @Test("an answer is given back with its last reference") func givesBack() async throws {
        let memory = BodyMemory(limit: 1 << 20)
        var body: BodyBuffer? = BodyBuffer(in: memory, store: nil)
        body?.reserve(60_000)
        try Self.buffer(of: 60_000, 1).withUnsafeBytes { try body?.append($0) }
        var reservation = body?.reservation
        if let bytes = body?.bytes { reservation?.hold(bytes) }
        body = nil
        #expect(memory.spares.take(forBytes: 60_000) == nil, "the answer still has it")
        #expect(reservation != nil)
        reservation = nil
        #expect(memory.spares.take(forBytes: 60_000) != nil)
    }

    @Test("answers that are held keep their bytes while others come in used memory") func engine() async throws {
        let server = ChaosServer { exchange in
            let number = UInt8(exchange.request.path.dropFirst()) ?? 0
            exchange.respond(200, body: Self.buffer(of: 40_000 + Int(number) * 100, number))
        }
        let engine = try FetchEngine(options: .testing { $0.hostConcurrency = 8 })
        var held: [FetchOutcome] = []
        for round in 0..<4 {
            let outcomes = await engine.fetchAll((0..<20).map { server.url("/\(round * 20 + $0)") })
            // Half of them are let go of, whose memory the next round has.
            held += outcomes.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
        }
        for (index, outcome) in held.enumerated() {
            let number = index / 10 * 20 + index % 10 * 2
            #expect(outcome.response?.body == Self.buffer(of: 40_000 + number * 100, UInt8(number)))
        }
    }

    private static func buffer(of count: Int, _ byte: UInt8) -> [UInt8] { [UInt8](repeating: byte, count: count) }
}
