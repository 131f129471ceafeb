import Probing
import TestSupport
import Testing

struct BMPParserTests {
    @Test(
        "Every version of the header gives the size",
        arguments: [12, 16, 20, 40, 42, 46, 52, 56, 64, 108, 124])
    func versions(size: Int) throws {
        let header = try probe(BMP.file(BMP.bitmap(width: 301, height: 200, size: size)))
        #expect(header == ImageHeader(format: .bmp, rawWidth: 301, rawHeight: 200))
    }

    @Test("A header of unknown size is no BMP", arguments: [0, 13, 14, 18, 41, 65, 107, 125, 1 << 31])
    func unknownVersion(size: Int) {
        let bytes = Array("BM".utf8) + [UInt8](repeating: 0x20, count: 12) + littleEndian(size, size: 4)
        #expect(probeError(bytes + [UInt8](repeating: 1, count: 200)) == .notAnImage)
    }

    @Test("A negative height says that the rows run downwards")
    func topDown() throws {
        let header = try probe(BMP.file(BMP.bitmap(width: 5, height: -7)))
        #expect(header.width == 5 && header.height == 7 && header.orientation == 1)
        #expect(try probe(BMP.file(BMP.bitmap(width: 5, height: 0xFFFF, size: 12))).height == 0xFFFF)
    }

    @Test("Impossible sizes are refused", arguments: [(0, 5), (5, 0), (-5, 5), (Int(Int32.min), 5)])
    func impossibleSizes(width: Int, height: Int) {
        let error = probeError(BMP.file(BMP.bitmap(width: width, height: height)))
        #expect(error == .invalid("the bitmap header has an impossible size: \(width) × \(height)"))
    }

    @Test("The lowest height overflows nothing")
    func lowestHeight() {
        let bytes = BMP.file(BMP.bitmap(width: 1, height: Int(Int32.min)))
        guard case .limitExceeded = probeError(bytes) else {
            Issue.record("not refused for its pixels")
            return
        }
    }

    @Test("Only known depths are accepted")
    func depths() {
        let known: Set = [1, 2, 4, 8, 16, 24, 32, 64]
        for depth in 0...70 {
            let error = probeError(BMP.file(BMP.bitmap(width: 5, height: 6, depth: depth)))
            #expect((error == nil) == known.contains(depth), "depth \(depth)")
        }
    }

    @Test("A wrong file size is no harm", arguments: [0, 0xFFFF_FFFF])
    func fileSize(fileSize: Int) throws {
        #expect(try probe(BMP.file(BMP.bitmap(width: 5, height: 6), fileSize: fileSize)).width == 5)
    }
}
