import Decoding
import Probing
import TestSupport
import Testing

struct ThumbnailTests {
    /// A GIF of four colours, 40 × 20 pixels.
    private static let gif: GIF = {
        let indexes = (0..<800).map { UInt8($0 * $0 / 7 % 4) }
        return GIF(GIF.Frame(width: 40, height: 20, indexes: indexes))
    }()

    private func thumbnail(_ bytes: [UInt8], side: Int) throws -> Thumbnail? {
        Thumbnail.make(of: bytes.span, header: try Probe.header(of: bytes.span), side: side)
    }

    /// What a picture should become.
    private func jpeg(_ picture: Picture) -> [UInt8] {
        let pixels = picture.pixels.enumerated().filter { $0.offset % 4 != 3 }.map(\.element)
        return ImageEncoder.jpeg(width: picture.width, height: picture.height, quality: 80, pixels: pixels)
    }

    @Test(
        "The longer side is as asked, and never more than the image's",
        arguments: [(10, 10, 5), (7, 7, 4), (90, 40, 20)])
    func size(side: Int, width: Int, height: Int) throws {
        let made = try #require(try thumbnail(Self.gif.bytes, side: side))
        #expect(made.width == width && made.height == height)
        let header = try Probe.header(of: made.bytes.span)
        #expect(header == ImageHeader(format: .jpeg, rawWidth: width, rawHeight: height))
        #expect(Decoder.verify(made.bytes.span, header: header) == .intact)
    }

    @Test("The sides are those that the density gives the image, also where they are more than its own")
    func density() throws {
        let bytes = TestPicture(width: 64, height: 40, seed: 1).jpeg()
        for (width, height, side, expected) in [
            (32, 20, 100, [20, 32]), (32, 20, 16, [10, 16]), (128, 40, 64, [20, 64]),
        ] {
            let header = ImageHeader(
                format: .jpeg, rawWidth: 64, rawHeight: 40, orientation: 6,
                densityCorrected: .init(width: width, height: height))
            let thumbnail = Thumbnail.make(of: bytes.span, header: header, side: side)
            let made = try #require(thumbnail)
            #expect([made.width, made.height] == expected)
        }
    }

    @Test("Pixels are averaged from the picture, and transparent ones are white")
    func pixels() throws {
        var gif = Self.gif
        gif.frames[0].transparentIndex = 1
        for side in [5, 10, 40] {
            let decoded = GIFVerifier.decode(gif.bytes.span, limits: DecodeLimits(), pictureSide: 2 * side)
            let scaled = try #require(decoded.picture).resized(width: side, height: (side + 1) / 2)
            #expect(scaled != scaled.onWhite)
            #expect(try thumbnail(gif.bytes, side: side)?.bytes == jpeg(scaled.onWhite))
        }
    }

    @Test("A picture is cropped and turned as it is displayed")
    func display() {
        let picture = Picture(TestPicture(width: 30, height: 20, seed: 5))
        var header = ImageHeader(format: .avif, rawWidth: 60, rawHeight: 40, orientation: 6)
        let turned = Thumbnail(picture, header: header, side: 15)
        #expect(turned.width == 10 && turned.height == 15)
        #expect(turned.bytes == jpeg(picture.upright(orientation: 6).resized(width: 10, height: 15)))
        header.crop = CropRectangle(x: 20, y: 10, width: 20, height: 30)
        header.orientation = 1
        let part = Picture(width: 10, height: 15) { x, y in
            let start = 4 * ((y + 5) * 30 + x + 10)
            return picture.pixels[start..<start + 4].map { Int($0) }
        }
        #expect(
            Thumbnail(part, header: ImageHeader(format: .png, rawWidth: 20, rawHeight: 30), side: 15).bytes
                == Thumbnail(picture, header: header, side: 15).bytes)
    }

    @Test("Crops that reach out of a picture, and sides of one pixel, are survived")
    func oddCrops() {
        let picture = Picture(gray: [[1, 2, 3]])
        for start in [-5, 0, 2, 9, .max / 2] {
            let crop = CropRectangle(x: start, y: start, width: 1, height: 7)
            let header = ImageHeader(format: .avif, rawWidth: 3000, rawHeight: 1, crop: crop)
            #expect(Thumbnail(picture, header: header, side: 4).height == 4)
        }
    }

    @Test("Without a picture there is no thumbnail")
    func none() throws {
        #expect(try thumbnail(Self.gif.bytes.dropLast(20), side: 10) == nil)
        #expect(try thumbnail(Self.gif.bytes, side: 0) == nil)
        let header = ImageHeader(format: .gif, rawWidth: .max, rawHeight: 1)
        #expect(Thumbnail.make(of: Self.gif.bytes.span, header: header, side: 10) == nil)
    }
}
