import Probing
import TestSupport
import Testing

@Suite("The size of a JPEG by the density in its EXIF data")
struct DensityTests {
    private typealias Entry = Exif.Entry

    private let double: [Exif.Entry] = [.xResolution(14_400), .yResolution(14_400), .unit(2)]
    private let half: [Exif.Entry] = [.width(160), .height(100)]

    private func header(
        _ data: [UInt8], width: Int = 320, height: Int = 200
    ) throws -> ImageHeader {
        try probe(JPEG.image(JPEG.exif(data), JPEG.frame(width: width, height: height)))
    }

    private func size(_ data: [UInt8], width: Int = 320, height: Int = 200) throws -> [Int] {
        let header = try header(data, width: width, height: height)
        #expect(header.rawWidth == width && header.rawHeight == height)
        return [header.width, header.height]
    }

    @Test("It counts where the dimensions in pixels are what the resolution makes of the raw size")
    func corrected() throws {
        #expect(try size(Exif.data(double, exif: half)) == [160, 100])
        #expect(try size(Exif.data(double, exif: half, exifComesFirst: true)) == [160, 100])
        let uneven: [Entry] = [.xResolution(14_400), .yResolution(7200), .unit(2)]
        #expect(try size(Exif.data(uneven, exif: [.width(160), .height(200)])) == [160, 200])
        let coarse: [Entry] = [.xResolution(100), .yResolution(100), .unit(2)]
        #expect(try size(Exif.data(coarse, exif: [.width(23_040), .height(14_400)])) == [23_040, 14_400])
    }

    @Test("Halves are rounded up")
    func rounding() throws {
        let fine: [Entry] = [.xResolution(30_000), .yResolution(30_000), .unit(2)]
        #expect(try size(Exif.data(fine, exif: [.width(77), .height(48)])) == [77, 48])
        let odd = (width: 321, height: 201)
        let up = Exif.data(double, exif: [.width(161), .height(101)])
        #expect(try size(up, width: odd.width, height: odd.height) == [161, 101])
        #expect(try size(Exif.data(double, exif: half), width: odd.width, height: odd.height) == [321, 201])
    }

    @Test("It is that of the picture before it is turned")
    func turned() throws {
        let header = try header(Exif.data([.orientation(6)] + double, exif: half))
        #expect(header.width == 100 && header.height == 160)
        #expect(header.densityCorrected == ImageHeader.Size(width: 160, height: 100))
        #expect(try size(Exif.data([.orientation(6)] + double, exif: [.width(100), .height(160)])) == [200, 320])
    }

    @Test("The values may stand in either directory, and the dimensions be SHORT or LONG")
    func places() throws {
        #expect(try size(Exif.data(double + half)) == [160, 100])
        #expect(try size(Exif.data([], exif: double + half)) == [160, 100])
        #expect(try size(Exif.data(double, exif: [.width(160, type: 3), .height(100, type: 3)])) == [160, 100])
        #expect(try size(Exif.data([.orientation(9)] + double, exif: half)) == [160, 100])
    }

    @Test("Of values that stand twice the first counts")
    func twice() throws {
        #expect(try size(Exif.data([.xResolution(7200)] + double, exif: half)) == [320, 200])
        #expect(try size(Exif.data(double + [.xResolution(7200)], exif: half)) == [160, 100])
    }

    @Test("It does not count where they disagree, or one of them is missing, zero or of another type")
    func ignored() throws {
        let many: [[UInt8]] = [
            Exif.data(double, exif: [.width(160), .height(101)]),
            Exif.data(double, exif: [.width(160)]),
            Exif.data(double),
            Exif.data(Array(double.dropLast()), exif: half),
            Exif.data(Array(double.dropFirst()), exif: half),
            Exif.data([.xResolution(5669), .yResolution(5669), .unit(3)], exif: half),
            Exif.data([.xResolution(0), .yResolution(14_400), .unit(2)], exif: half),
            Exif.data([.xResolution(7200), .yResolution(7200), .unit(2)], exif: half),
            Exif.data(double, exif: [.width(0), .height(0)]),
            Exif.data(double, exif: [.width(160, type: 9), .height(100)]),
        ]
        for data in many { #expect(try size(data) == [320, 200]) }
    }

    @Test("A resolution outside of the data, and one by zero, do not count")
    func brokenResolution() throws {
        let sound = Exif.data(double, exif: half)
        var byZero = sound
        byZero.replaceSubrange(12..<16, with: [0, 0, 0, 0])
        #expect(try size(byZero) == [320, 200])
        let entry = try #require(sound.indices.first { sound[$0...].starts(with: [0x01, 0x1A, 0, 5]) })
        for offset in [sound.count - 7, sound.count, 0xFFFF_FFFF] {
            var outside = sound
            outside.replaceSubrange(entry + 8..<entry + 12, with: bigEndian(offset, size: 4))
            #expect(try size(outside) == [320, 200])
        }
    }

    @Test("That of a PNG does not count, and other density neither")
    func otherFormats() throws {
        let exif = PNG.chunk("eXIf", Exif.data([.orientation(6)] + double, exif: half))
        let png = try probe(PNG.image(PNG.header(width: 320, height: 200), exif))
        #expect(png.width == 200 && png.height == 320)
        let jfif = JPEG.segment(0xE0, Array("JFIF".utf8) + [0, 1, 2, 1, 0, 144, 0, 144, 0, 0])
        #expect(try probe(JPEG.image(jfif, JPEG.frame(width: 320, height: 200))).width == 320)
    }
}
