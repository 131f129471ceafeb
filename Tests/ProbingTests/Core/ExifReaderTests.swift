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

    @Test(
        "Only a single SHORT from 1 to 8 is an orientation",
        arguments: [(0, 3, 1), (9, 3, 1), (6, 4, 1), (6, 3, 2), (6, 3, 0)])
    func wrongEntry(value: Int, type: Int, count: Int) throws {
        #expect(try orientation(Exif.data(orientation: value, type: type, count: count)) == 1)
    }

    @Test("The Exif directory may have it, where the first directory has none that is valid")
    func exifDirectory() throws {
        #expect(try orientation(Exif.data([.unit(2)], exif: [.orientation(6)])) == 6)
        #expect(try orientation(Exif.data([.orientation(6, type: 4)], exif: [.orientation(8)])) == 8)
        #expect(try orientation(Exif.data([.orientation(9)], exif: [.orientation(8)], exifComesFirst: true)) == 8)
        #expect(try orientation(Exif.data([.orientation(6)], exif: [.orientation(8)])) == 6)
        #expect(try orientation(Exif.data([.orientation(6), .orientation(3)])) == 6)
    }

    @Test("A pointer to the Exif directory is a single LONG, is followed once, and only from the first directory")
    func pointer() throws {
        let turned: [Exif.Entry] = [.orientation(6)]
        for (type, count) in [(3, 1), (4, 2), (13, 1)] {
            let pointer = Exif.Entry(tag: 0x8769, type: type, value: 26, count: count)
            #expect(try orientation(Exif.data([pointer]) + Exif.data(turned).dropFirst(8)) == 1)
        }
        let pointer = Exif.Entry(tag: 0x8769, type: 4, value: 26)
        #expect(try orientation(Exif.data([pointer]) + Exif.data(turned).dropFirst(8)) == 6)
        // A directory that points to itself, and one that points beyond the data.
        #expect(try orientation(Exif.data([Exif.Entry(tag: 0x8769, type: 4, value: 8), .orientation(7)])) == 7)
        #expect(try orientation(Exif.data([Exif.Entry(tag: 0x8769, type: 4, value: 9999), .orientation(7)])) == 7)
        let nested = Exif.Entry(tag: 0x8769, type: 4, value: 8)
        #expect(try orientation(Exif.data([.unit(2)], exif: [nested])) == 1)
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
