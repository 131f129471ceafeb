import Decoding
import Probing
import Testing

@Suite("What decoding takes of memory")
struct DecodeMemoryTests {
    private func memory(_ format: ImageFormat, _ opening: [UInt8], width: Int = 4_000, height: Int = 3_000) -> Int {
        let header = ImageHeader(format: format, rawWidth: width, rawHeight: height)
        return Decoder.workingMemory(of: header, opening: opening.span)
    }

    /// The start of a JPEG: an APP0, a frame of three components, and a scan of as many as are said.
    private func jpeg(frame: UInt8, scanned: UInt8) -> [UInt8] {
        [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]
            + [0xff, frame, 0, 17, 8, 0, 9, 0, 9, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
            + [0xff, 0xda, 0, 12, scanned, 1, 0, 2, 0, 3, 0, 0, 63, 0]
    }

    @Test("of a baseline JPEG it is some rows; of one in several scans, all of the picture")
    func jpegs() {
        #expect(memory(.jpeg, jpeg(frame: 0xc0, scanned: 3)) < 1_000_000)
        #expect(memory(.jpeg, jpeg(frame: 0xc0, scanned: 1)) > 50_000_000)
        #expect(memory(.jpeg, jpeg(frame: 0xc2, scanned: 3)) > 50_000_000)
        // Where the start does not tell, the worst is expected.
        #expect(memory(.jpeg, [0xff, 0xd8]) > 50_000_000)
    }

    @Test("of a PNG it is some rows, unless it is interlaced")
    func pngs() {
        var start = [UInt8](repeating: 0, count: 33)
        #expect(memory(.png, start) < 1_000_000)
        start[28] = 1
        #expect(memory(.png, start) > 40_000_000)
    }

    @Test("of a size beyond all limits it is nothing, since that is not decoded")
    func beyond() { #expect(memory(.webp, [], width: .max, height: 2) == 0) }
}
