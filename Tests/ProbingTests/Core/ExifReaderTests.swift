import Probing
import TestSupport
import Testing

struct ExifReaderTests {
    private func orientation(_ data: [UInt8]) throws -> Int {
        try probe(JPEG.image(JPEG.exif(data), JPEG.frame(width: 3, height: 2))).orientation
    }

    @Test("The directory may lie anywhere behind the header, and the entry anywhere in it")
    func places() throws {
        #expect(try orientation(Exif.data(orientation: 6, directoryAt: 60_000)) == 6)
        #expect(try orientation(Exif.data(orientation: 6, order: .littleEndian, entriesBefore: 900)) == 6)
    }

    @Test("Only a single SHORT from 1 to 8 is an orientation", arguments: [(0, 3, 1), (9, 3, 1), (6, 4, 1), (6, 3, 2)])
    func wrongEntry(value: Int, type: Int, count: Int) throws {
        #expect(try orientation(Exif.data(orientation: value, type: type, count: count)) == 1)
    }

    @Test("A broken header has no orientation", arguments: [0, 2, 3])
    func brokenHeader(index: Int) throws {
        var data = Exif.data(orientation: 6)
        data[index] = 0x11
        #expect(try orientation(data) == 1)
    }

    @Test("A directory outside the data has no orientation", arguments: [0, 7, 34, 0xFFFF, 0x7FFF_FFFF, 0xFFFF_FFFF])
    func directoryOutside(offset: Int) throws {
        let data = Exif.data(orientation: 6)
        #expect(try orientation(data.prefix(4) + bigEndian(offset, size: 4) + data.dropFirst(8)) == 1)
    }

    @Test("Entries end where the data do, whatever their number says")
    func tooManyEntries() throws {
        var data = Exif.data(orientation: 6, entriesBefore: 1)
        data[8] = 0xFF
        #expect(try orientation(data) == 6)
        #expect(try orientation(data.dropLast(5)) == 1)
        #expect(try orientation(Array(data.prefix(9))) == 1)
        #expect(try orientation([]) == 1)
    }
}
