import Probing
import TestSupport
import Testing

struct HeaderProbeTests {
    /// Feeds a probe as it asks, with pieces of at most `piece` bytes more than it needs.
    private func feed(_ bytes: [UInt8], piece: Int, limits: ProbeLimits = ProbeLimits()) -> ProbeStep {
        var probe = HeaderProbe(limits: limits, countsFrames: true)
        var offset = 0
        var end = 0
        for _ in 0...(4 * bytes.count + 16) {
            let start = min(offset, bytes.count)
            let stop = min(max(end, start + piece), bytes.count)
            let step = probe.advance(Array(bytes[start..<stop]), at: offset, isEnd: stop == bytes.count)
            guard case .needMore(let next, let count) = step else { return step }
            #expect(count > 0 && (next > offset || next + count > stop), "it asks for bytes that it had")
            #expect(next >= offset, "it goes backward")
            offset = next
            end = next + count
        }
        Issue.record("the probe comes to no end")
        return .invalid(.notAnImage)
    }

    private func whole(_ bytes: [UInt8], limits: ProbeLimits = ProbeLimits()) -> ProbeStep {
        do {
            return .header(try probe(bytes, limits: limits))
        } catch {
            return .invalid(error)
        }
    }

    @Test("The answer is the same however the bytes are cut", arguments: Fixture.all, [0, 1, 2, 3, 7, 16, 64])
    func pieces(fixture: Fixture, piece: Int) {
        #expect(feed(fixture.bytes, piece: piece) == .header(fixture.header))
    }

    @Test("No part of a file gives a wrong size", arguments: Fixture.all)
    func prefixes(fixture: Fixture) {
        for count in 0...fixture.bytes.count {
            let prefix = Array(fixture.bytes.prefix(count))
            switch whole(prefix) {
            case .header(var header):
                header.frames = fixture.header.frames
                #expect(header == fixture.header, "of \(count) bytes")
            case .invalid(.truncated(let expected)):
                #expect(expected > count && expected <= fixture.bytes.count, "of \(count) bytes")
            case let other:
                #expect(other == .invalid(.notAnImage) && count < ImageFormats.signatureSize, "of \(count) bytes")
            }
        }
    }

    @Test("The part of the file that was needed is enough, and no shorter one is", arguments: Fixture.all)
    func bytesNeeded(fixture: Fixture) {
        var probe = HeaderProbe(countsFrames: true)
        let answer = probe.advance(fixture.bytes, at: 0, isEnd: true)
        let needed = probe.bytesNeeded
        #expect(whole(Array(fixture.bytes.prefix(needed))) == answer)
        #expect(whole(Array(fixture.bytes.prefix(needed - 1))) != answer)
    }

    @Test("More bytes are asked for as long as the file may go on", arguments: Fixture.all)
    func openEnd(fixture: Fixture) {
        var probe = HeaderProbe(countsFrames: true)
        guard case .needMore(let offset, let count) = probe.advance([], at: 0, isEnd: false) else {
            Issue.record("no bytes gave an answer")
            return
        }
        #expect(offset == 0 && count > 0)
        let half = fixture.bytes.count / 4
        let step = probe.advance(Array(fixture.bytes[..<half]), at: 0, isEnd: false)
        if case .invalid(let error) = step { Issue.record("\(error.reason)") }
    }

    @Test("Bytes from elsewhere are not taken for those asked for")
    func wrongPlace() {
        let bytes = JPEG.image(JPEG.segment(0xE0, [1, 2, 3, 4]), JPEG.frame(width: 5, height: 6))
        var probe = HeaderProbe()
        let asked = probe.advance(Array(bytes[..<4]), at: 0, isEnd: false)
        let later = probe.advance(Array(bytes[10...]), at: 10, isEnd: true)
        let earlier = probe.advance(Array(bytes[..<2]), at: 0, isEnd: false)
        #expect([asked, later, earlier].allSatisfy { if case .needMore(offset: 2, _) = $0 { true } else { false } })
        let answer = probe.advance(bytes, at: 0, isEnd: true)
        #expect(answer == whole(bytes))
    }

    @Test("The answer stays")
    func settled() {
        var probe = HeaderProbe()
        let answer = probe.advance([1, 2, 3], at: 0, isEnd: true)
        let later = probe.advance(Fixture.all[0].bytes, at: 0, isEnd: true)
        #expect(answer == .invalid(.notAnImage))
        #expect(later == answer)
    }

    @Test("A file that ends before a jump's target is truncated")
    func jumpOutside() {
        let bytes = JPEG.start + [0xFF, 0xE0, 0xFF, 0xFF] + [1, 2, 3]
        #expect(whole(bytes) == .invalid(.truncated(expected: 4 + 0xFFFF + 2)))
        #expect(feed(bytes, piece: 5) == whole(bytes))
    }

    @Test("Limits on segments and header bytes are kept, whatever the pieces", arguments: [1, 10, 10_000])
    func limits(piece: Int) {
        let segments = (0..<30).flatMap { _ in JPEG.segment(0xE5, [1]) }
        let many = JPEG.image(segments, JPEG.frame(width: 50, height: 40))
        let stray = JPEG.image(
            JPEG.segment(0xE5, []), [UInt8](repeating: 1, count: 500), JPEG.frame(width: 50, height: 40))
        for (bytes, limits) in [
            (many, ProbeLimits(maximumSegments: 20)), (stray, ProbeLimits(maximumHeaderSize: 499)),
        ] {
            guard case .invalid(.limitExceeded) = feed(bytes, piece: piece, limits: limits) else {
                Issue.record("no limit was kept: \(limits)")
                return
            }
        }
        #expect(feed(many, piece: piece, limits: ProbeLimits(maximumSegments: 32)) == whole(many))
        #expect(feed(stray, piece: piece, limits: ProbeLimits(maximumHeaderSize: 500)) == whole(stray))
    }

    @Test("No number of pixels is too large for a header, but a side beyond 31 bits is none")
    func pixels() throws {
        #expect(
            try probe(PNG.image(PNG.header(width: Int(Int32.max), height: Int(Int32.max)))).height == Int(Int32.max))
        let tiff = TIFF().file(TIFF.size(1 << 31, 1, type: TIFF.long))
        #expect(probeError(tiff) == .limitExceeded("2147483648 × 1 are more pixels a side than 2147483647"))
    }

    @Test("Changed bytes are survived, and cut the same way give the same answer", arguments: Fixture.all)
    func mutations(fixture: Fixture) {
        var random = SeededGenerator(seed: fixture.bytes.count)
        for _ in 0..<1500 {
            var bytes = fixture.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = [0, 0xFF, 0x80, 0x7F].randomElement(using: &random) ?? 0
                case 1: bytes[index] = .random(in: 0...255, using: &random)
                case 2: bytes.remove(at: index)
                default: bytes.insert(.random(in: 0...255, using: &random), at: index)
                }
            }
            let answer = whole(bytes)
            if case .header(let header) = answer {
                #expect(header.rawWidth > 0 && header.rawHeight > 0 && (1...8).contains(header.orientation))
            }
            #expect(feed(bytes, piece: Int.random(in: 0...40, using: &random)) == answer)
        }
    }
}

extension HeaderProbe {
    fileprivate mutating func advance(_ bytes: [UInt8], at offset: Int, isEnd: Bool) -> ProbeStep {
        advance(bytes.span, at: offset, isEnd: isEnd)
    }
}
