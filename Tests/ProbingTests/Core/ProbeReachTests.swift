import Probing
import Testing

/// How far a text image is read: to its end, which a copy of a probe can do too, or up to a limit.
struct ProbeReachTests {
    private static let start = "<svg xmlns='\(SVG.namespace)' width='24' height='7'>"

    /// An image of so many bytes, with a fault at its end if it is not to be whole.
    private func image(_ count: Int, isWhole: Bool) -> [UInt8] {
        let end = isWhole ? "</svg>" : "</gvs>"
        let filling = String(repeating: "<g/>\n", count: (count - Self.start.utf8.count - end.utf8.count) / 5)
        return Array((Self.start + filling + end).utf8)
    }

    /// The answer of a probe that is fed with pieces, and copied before each, as for a request that may be made again.
    private func answer(_ bytes: [UInt8], piece: Int, _ limits: ProbeLimits, _ reach: ProbeReach) -> ProbeStep {
        var probe = HeaderProbe(limits: limits, reach: reach)
        var step = ProbeStep.needMore(offset: 0, count: 1)
        while case .needMore(let offset, let count) = step {
            let copy = probe
            let end = min(bytes.count, offset + max(count, piece))
            step = probe.advance(bytes.span.extracting(offset..<end), at: offset, isEnd: end == bytes.count)
            var other = copy
            let again = other.advance(bytes.span.extracting(offset..<end), at: offset, isEnd: end == bytes.count)
            #expect(again == step, "a copy answers otherwise")
        }
        return step
    }

    @Test("A copy of a probe reads on to the end, too", arguments: [false, true])
    func copies(isCompressed: Bool) throws {
        for isWhole in [true, false] {
            let plain = image(4000, isWhole: isWhole)
            let bytes = isCompressed ? try Gzip.compress(plain) : plain
            let step = answer(bytes, piece: isCompressed ? 16 : 500, ProbeLimits(), .header)
            if case .header(let header) = step { #expect(isWhole && header.width == 24) } else { #expect(!isWhole) }
        }
    }

    @Test("Beyond the limit on a header, nothing is judged unless the file is wanted", arguments: [16, 100, 5000])
    func limits(piece: Int) {
        let bytes = image(2000, isWhole: false)
        for (limit, isShown) in [(1000, true), (bytes.count - 1, true), (bytes.count, false), (5000, false)] {
            let step = answer(bytes, piece: piece, ProbeLimits(maximumHeaderSize: limit), .header)
            if case .header = step { #expect(isShown) } else { #expect(!isShown) }
        }
        #expect(probeError(bytes, limits: ProbeLimits(maximumHeaderSize: 1000)) != nil)
        let few = ProbeLimits(maximumHeaderSize: 1000, maximumDocumentSize: 1500)
        #expect(probeError(bytes, limits: few) == nil)
    }

    @Test("Where the size is all that is wanted, the rest of the file is not")
    func size() {
        let bytes = Array(Self.start.utf8)
        var probe = HeaderProbe(reach: .size)
        let step = probe.advance(bytes.span, at: 0, isEnd: false)
        #expect(step == .header(ImageHeader(format: .svg, rawWidth: 24, rawHeight: 7)))
    }

    @Test("A tag of megabytes is not looked at anew for each piece of the file")
    func longTag() {
        let bytes = Array((Self.start + "<image href='\(String(repeating: "A", count: 3 << 20))'/></svg>").utf8)
        var reads = 0
        let outcome = Probe.header { offset, _, buffer in
            reads += 1
            let count = max(0, min(buffer.count, bytes.count - offset))
            for index in 0..<count { buffer[index] = bytes[offset + index] }
            return count
        }
        #expect((try? outcome.result.get())?.width == 24)
        #expect(outcome.bytesRead == bytes.count && reads <= bytes.count / 4096 + 3)
    }
}
