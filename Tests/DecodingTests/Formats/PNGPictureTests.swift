import Decoding
import Probing
import TestSupport
import Testing

struct PNGPictureTests {
    /// Every colour type in every depth that it may have.
    static let kinds: [(PNGPixels.Colours, Int)] =
        [1, 2, 4, 8, 16].map { (.grey, $0) } + [1, 2, 4, 8].map { (.palette, $0) }
        + [.rgb, .greyAlpha, .rgba].flatMap { [($0, 8), ($0, 16)] }

    /// The palette of index n: its colour.
    private static func colour(_ index: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: 255 - index), UInt8(truncatingIfNeeded: 3 * index), UInt8(index ^ 0x5A)]
    }

    private static func palette(depth: Int) -> [UInt8] {
        PNG.chunk("PLTE", (0..<(1 << depth)).flatMap(colour))
    }

    /// What a pixel of an image without tRNS shows.
    private func shown(_ image: PNGPixels, _ x: Int, _ y: Int) -> [UInt8] {
        let samples = (0..<image.colours.channels).map { image.sample(x, y, $0) }
        let levels = samples.map { UInt8(($0 * 510 + image.maximum) / (2 * image.maximum)) }
        return switch image.colours {
        case .grey: [levels[0], levels[0], levels[0], 255]
        case .palette: Self.colour(samples[0]) + [255]
        case .rgb: levels + [255]
        case .greyAlpha: [levels[0], levels[0], levels[0], levels[1]]
        case .rgba: levels
        }
    }

    /// What a picture holds: a pixel that does not show has no colour.
    private func expected(_ image: PNGPixels, _ shown: (Int, Int) -> [UInt8]) -> [UInt8] {
        (0..<image.height).flatMap { y in
            (0..<image.width).flatMap { x in
                let pixel = shown(x, y)
                return pixel[3] == 0 ? [0, 0, 0, 0] : pixel
            }
        }
    }

    @Test("Every colour type and depth gives its pixels, interlaced or not", arguments: kinds, [false, true])
    func pixels(kind: (PNGPixels.Colours, Int), isInterlaced: Bool) throws {
        var image = PNGPixels(colours: kind.0, depth: kind.1, isInterlaced: isInterlaced)
        image.before = kind.0 == .palette ? Self.palette(depth: kind.1) : []
        #expect(verdict(image.bytes, as: .png) == .intact)
        let found = try #require(picture(image.bytes, as: .png))
        #expect(found.width == image.width && found.height == image.height)
        #expect(found.pixels == expected(image) { shown(image, $0, $1) })
    }

    @Test("Transparency of a palette applies to its first colours", arguments: [1, 2, 4, 8], [false, true])
    func paletteTransparency(depth: Int, isInterlaced: Bool) {
        var image = PNGPixels(colours: .palette, depth: depth, isInterlaced: isInterlaced)
        image.before = Self.palette(depth: depth) + PNG.chunk("tRNS", [0, 77])
        let pixels = expected(image) { x, y in
            let index = image.sample(x, y, 0)
            return Self.colour(index) + [index == 0 ? 0 : index == 1 ? 77 : 255]
        }
        #expect(picture(image.bytes, as: .png)?.pixels == pixels)
    }

    @Test("One transparent colour of a grey or RGB image", arguments: kinds.filter { $0.0 == .grey || $0.0 == .rgb })
    func colourKey(kind: (PNGPixels.Colours, Int)) {
        var image = PNGPixels(colours: kind.0, depth: kind.1)
        let key = (0..<kind.0.channels).map { image.sample(3, 2, $0) }
        image.before = PNG.chunk("tRNS", key.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] })
        let pixels = expected(image) { x, y in
            (0..<kind.0.channels).map { image.sample(x, y, $0) } == key ? [0, 0, 0, 0] : shown(image, x, y)
        }
        #expect(verdict(image.bytes, as: .png) == .intact)
        #expect(picture(image.bytes, as: .png)?.pixels == pixels)
    }

    @Test("A tRNS that stands before PLTE or has the wrong size is ignored")
    func ignoredTransparency() {
        var image = PNGPixels(colours: .rgb, depth: 8)
        let plain = picture(image.bytes, as: .png)
        for before in [
            PNG.chunk("tRNS", [0, 1, 0, 2, 0, 3]) + Self.palette(depth: 1), PNG.chunk("tRNS", [1]),
        ] {
            image.before = before
            #expect(verdict(image.bytes, as: .png) == .intact)
            #expect(picture(image.bytes, as: .png) == plain)
        }
    }

    @Test("An index without a colour is black")
    func missingColour() throws {
        var image = PNGPixels(colours: .palette, depth: 2)
        image.before = PNG.chunk("PLTE", Self.colour(0))
        let found = try #require(picture(image.bytes, as: .png))
        #expect(
            found.pixels == expected(image) { image.sample($0, $1, 0) == 0 ? Self.colour(0) + [255] : [0, 0, 0, 255] })
    }

    @Test(
        "A picture is reduced by a whole number to no less than the wanted side", arguments: [1, 3, 5, 6, 10, 11, 99])
    func sides(side: Int) throws {
        let image = PNGPixels(colours: .rgb, depth: 8)
        let step = max(1, 11 / side)
        let found = try #require(picture(image.bytes, as: .png, side: side))
        #expect(found.width == (11 + step - 1) / step && found.height == (9 + step - 1) / step)
        let corner = (0..<step).flatMap { y in (0..<step).map { x in (x, y) } }.filter { $0.1 < 9 }
        for channel in 0..<3 {
            let sum = corner.map { image.sample($0.0, $0.1, channel) }.reduce(0, +)
            #expect(found.pixels[channel] == UInt8((2 * sum + corner.count) / (2 * corner.count)))
        }
    }

    @Test("A damaged image gives no picture, one without IEND does")
    func damage() {
        let bytes = PNGPixels(colours: .rgb, depth: 8, isInterlaced: true).bytes
        #expect(picture(bytes.dropLast(40), as: .png) == nil)
        #expect(picture(bytes.dropLast(12), as: .png) != nil)
    }

    @Test("A picture beyond the memory is left out, and the verdict stays", arguments: [false, true])
    func memory(isInterlaced: Bool) {
        let image = PNGPixels(width: 100, height: 100, colours: .rgba, depth: 8, isInterlaced: isInterlaced)
        let limits = DecodeLimits(maximumMemory: 20_000)
        #expect(verdict(image.bytes, as: .png, limits: limits) == .intact)
        #expect(picture(image.bytes, as: .png, limits: limits) == nil)
        // A reduced picture needs little, but an interlaced image needs all of its rows.
        #expect((picture(image.bytes, as: .png, side: 10, limits: limits) == nil) == isInterlaced)
    }
}
