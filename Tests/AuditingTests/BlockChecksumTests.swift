import Auditing
import Testing

@Suite
struct BlockChecksumTests {
    private let bytes = (0..<203).map { UInt8(truncatingIfNeeded: $0 &* 37) }

    @Test
    func `the checksum is the same in whatever pieces the bytes come`() {
        let whole = BlockChecksum.value(of: bytes.span)
        for first in 0...bytes.count {
            for second in stride(from: first, through: bytes.count, by: 7) {
                var sum = BlockChecksum()
                for piece in [0..<first, first..<second, second..<bytes.count] {
                    sum.add(bytes.span.extracting(piece))
                }
                #expect(sum.value == whole)
            }
        }
    }

    @Test
    func `every changed bit, and every two of the highest, show`() {
        var seen: Set<UInt64> = [BlockChecksum.value(of: bytes.span)]
        var expected = 1
        for index in bytes.indices {
            for bit in 0..<8 {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                seen.insert(BlockChecksum.value(of: changed.span))
                expected += 1
            }
            for other in index + 1..<bytes.count {
                var changed = bytes
                changed[index] ^= 0x80
                changed[other] ^= 0x80
                seen.insert(BlockChecksum.value(of: changed.span))
                expected += 1
            }
        }
        #expect(seen.count == expected)
    }

    @Test
    func `bytes cut off, zeros added and blocks exchanged show`() {
        var seen: Set<UInt64> = []
        for count in 0...bytes.count { seen.insert(BlockChecksum.value(of: bytes.span.extracting(..<count))) }
        for count in 1...20 { seen.insert(BlockChecksum.value(of: (bytes + [UInt8](repeating: 0, count: count)).span)) }
        let exchanged = Array(bytes[8..<16] + bytes[..<8] + bytes[16...])
        seen.insert(BlockChecksum.value(of: exchanged.span))
        #expect(seen.count == bytes.count + 1 + 20 + 1)
    }
}
