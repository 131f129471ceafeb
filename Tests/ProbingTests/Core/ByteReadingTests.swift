import Probing
import Testing

struct ByteReadingTests {
    private func read(_ body: (Span<UInt8>) -> Int?) -> Int? {
        let bytes: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        return body(bytes.span)
    }

    @Test("Numbers are read in both orders")
    func numbers() {
        #expect(read { $0.uint16(at: 1, .bigEndian) } == 0x3456)
        #expect(read { $0.uint16(at: 1, .littleEndian) } == 0x5634)
        #expect(read { $0.uint24(at: 1, .bigEndian) } == 0x345678)
        #expect(read { $0.uint24(at: 0, .littleEndian) } == 0x563412)
        #expect(read { $0.uint32(at: 0, .bigEndian) } == 0x1234_5678)
        #expect(read { $0.uint32(at: 0, .littleEndian) } == 0x7856_3412)
        #expect(read { $0.byte(at: 3).map(Int.init) } == 0x78)
    }

    @Test("Nothing is read outside the bytes", arguments: [-1, 3, 4, Int.max, Int.min])
    func outside(index: Int) {
        #expect(read { $0.uint16(at: index, .bigEndian) } == nil)
        #expect(read { $0.uint24(at: index, .bigEndian) } == nil)
        #expect(read { $0.uint32(at: index, .littleEndian) } == nil)
        #expect(index == 3 || read { $0.byte(at: index).map(Int.init) } == nil)
    }

    @Test("The checksum is that of the published check value")
    func checksum() {
        let bytes = Array("x123456789y".utf8)
        let checksum = CRC32.checksum(bytes.span, in: 1..<10)
        #expect(checksum == 0xCBF4_3926)
        let checksumOfNothing = CRC32.checksum(bytes.span, in: 0..<0)
        #expect(checksumOfNothing == 0)
    }
}
