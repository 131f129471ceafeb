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
        let known: Set = [1, 2, 4, 8, 16, 24, 32]
        for depth in 0...70 {
            let error = probeError(BMP.file(BMP.bitmap(width: 5, height: 6, depth: depth)))
            #expect((error == nil) == known.contains(depth), "depth \(depth)")
        }
    }

    @Test(
        "A compression that no browser decodes is refused",
        arguments: [
            (0, 24, true), (1, 8, true), (1, 4, false), (2, 4, true), (3, 16, true), (3, 24, false), (3, 8, false),
            (4, 24, false), (5, 24, false), (6, 32, true), (7, 24, false), (11, 24, false), (99, 24, false),
        ])
    func compressions(compression: Int, depth: Int, isShown: Bool) {
        let bitmap = BMP.bitmap(width: 5, height: 6, depth: depth)
        let bytes = bitmap.prefix(16) + littleEndian(compression, size: 4) + bitmap.dropFirst(20)
        let error = probeError(BMP.file(Array(bytes)))
        let refusal = "browsers do not show the bitmap: its compression is \(compression), at \(depth) bits a pixel"
        #expect(error == (isShown ? nil : .invalid(refusal)))
    }

    @Test("A bitmap that no browser shows for its width is refused")
    func width() throws {
        #expect(try probe(BMP.file(BMP.bitmap(width: 65_535, height: 1))).width == 65_535)
        let error = probeError(BMP.file(BMP.bitmap(width: 65_536, height: 1)))
        #expect(error == .invalid("browsers do not show the bitmap: it is more than 65535 pixels wide"))
    }

    @Test("A wrong file size is no harm", arguments: [0, 0xFFFF_FFFF])
    func fileSize(fileSize: Int) throws {
        #expect(try probe(BMP.file(BMP.bitmap(width: 5, height: 6), fileSize: fileSize)).width == 5)
    }
}
