import Decoding
import Probing
import TestSupport
import Testing

struct JPEGPictureTests {
    /// 800 × 400 pixels: orange at the left, blue at the right.
    static let halves: [UInt8] = {
        let row = (0..<800).flatMap { $0 < 400 ? [230, 120, 20] as [UInt8] : [20, 60, 200] }
        return ImageEncoder.jpeg(
            width: 800, height: 400, quality: 95, pixels: (0..<400).flatMap { _ in row })
    }()

    private func isNear(_ pixels: ArraySlice<UInt8>, _ expected: [UInt8]) -> Bool {
        pixels.count == expected.count && zip(pixels, expected).allSatisfy { abs(Int($0) - Int($1)) <= 3 }
    }

    @Test("Colours come out as they were", arguments: [1, 40, 101, 300, 800])
    func colours(side: Int) throws {
        let found = try #require(picture(Self.halves, as: .jpeg, side: side))
        // A row of the smallest picture averages both halves into one pixel.
        guard side > 1 else {
            #expect(found.width == 1 && found.height == 1 && isNear(found.pixels[...], [125, 90, 110, 255]))
            return
        }
        #expect(isNear(found.pixels.prefix(4), [230, 120, 20, 255]))
        #expect(isNear(found.pixels.suffix(4), [20, 60, 200, 255]))
    }

    @Test(
        "The scale is the smallest that gives the wanted side, and then reduced by a whole number",
        arguments: [
            (2000, 800), (401, 800), (400, 400), (201, 400), (200, 200), (101, 200), (100, 100), (50, 50), (30, 34),
        ])
    func scales(side: Int, width: Int) throws {
        let found = try #require(picture(Self.halves, as: .jpeg, side: side))
        #expect(found.width == width && found.height == width / 2)
    }

    @Test("A portrait is measured by its height, and an eighth that begins counts")
    func portrait() throws {
        let bytes = TestPicture(width: 120, height: 641, seed: 8).jpeg()
        let found = try #require(picture(bytes, as: .jpeg, side: 81))
        #expect(found.width == 15 && found.height == 81)
    }

    @Test("At its full size a photograph differs from what was encoded by no more than the encoder's loss")
    func fullSize() throws {
        let photo = TestPicture(width: 61, height: 37, seed: 4)
        let found = try #require(picture(photo.jpeg(quality: 100), as: .jpeg))
        #expect(found.width == 61 && found.height == 37)
        var difference = 0
        for index in 0..<(61 * 37) {
            #expect(found.pixels[4 * index + 3] == 255)
            for channel in 0..<3 {
                difference += abs(Int(found.pixels[4 * index + channel]) - Int(photo.pixels[3 * index + channel]))
            }
        }
        #expect(Double(difference) / Double(photo.pixels.count) < 8)
    }

    @Test("Grey stays grey, and inks are inverted", arguments: [(1, 128), (3, 128), (4, 64)] as [(UInt8, UInt8)])
    func components(count: UInt8, level: UInt8) throws {
        // All samples are 128: in ink, half of what black lets through.
        let ids = Array(1...count)
        let bytes = JPEG(
            frameMarker: 0xC0, components: ids, scans: ids.map { .init(component: $0, coefficients: 0...63) }
        ).bytes
        #expect(verdict(bytes, as: .jpeg) == .intact)
        let found = try #require(picture(bytes, as: .jpeg))
        #expect(found.width == 8 && found.height == 64)
        #expect(Set(found.pixels.enumerated().filter { $0.offset % 4 < 3 }.map(\.element)) == [level])
    }

    @Test("Two components are no colours: the image is intact, and has no picture")
    func noColours() {
        let bytes = JPEG(
            frameMarker: 0xC0, components: [1, 2],
            scans: [.init(coefficients: 0...63), .init(component: 2, coefficients: 0...63)]
        ).bytes
        #expect(verdict(bytes, as: .jpeg) == .intact)
        #expect(picture(bytes, as: .jpeg) == nil)
    }

    @Test("A damaged image gives no picture, one without its end mark does")
    func damage() {
        let photo = JPEGVerifierTests.photo
        #expect(picture(photo.dropLast(200), as: .jpeg) == nil)
        #expect(picture(photo.dropLast(2), as: .jpeg) != nil)
        #expect(picture(JPEG().openBytes, as: .jpeg) != nil)
        #expect(picture(JPEG(scans: [.init()]).openBytes, as: .jpeg) == nil)
    }

    @Test("A picture beyond the memory is left out, and the verdict stays")
    func memory() {
        let limits = DecodeLimits(maximumMemory: 3000)
        #expect(verdict(JPEGVerifierTests.photo, as: .jpeg, limits: limits) == .intact)
        #expect(picture(JPEGVerifierTests.photo, as: .jpeg, limits: limits) == nil)
        #expect(picture(JPEGVerifierTests.photo, as: .jpeg, side: 8, limits: limits) != nil)
    }
}
