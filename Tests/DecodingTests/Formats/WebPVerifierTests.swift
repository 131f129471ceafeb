import Decoding
import Probing
import TestSupport
import Testing

struct WebPContainerTests {
    @Test("A WebP cut short anywhere is truncated where its container ends too late", arguments: CodecFixture.webp)
    func cuts(fixture: CodecFixture) {
        #expect(fixture.bytes.count > 100)
        for count in 8..<fixture.bytes.count {
            let found = verdict(Array(fixture.bytes.prefix(count)), as: .webp)
            #expect(
                found == .truncated("the file ends at byte \(count), before the end of its RIFF container"))
        }
    }

    @Test(
        "Without libwebp, a whole WebP is unsupported", .enabled(if: !WebPVerifier.isBuiltIn),
        arguments: CodecFixture.webp)
    func unsupported(fixture: CodecFixture) {
        #expect(verdict(fixture.bytes, as: .webp) == .unsupported("no decoder for webp is built in"))
    }
}

@Suite(.enabled(if: WebPVerifier.isBuiltIn, "libwebp is not built in"))
struct WebPVerifierTests {
    private static let lossless = CodecFixture.named("lossless.webp").bytes

    @Test("A whole WebP is intact, whatever follows it", arguments: CodecFixture.webp)
    func intact(fixture: CodecFixture) {
        #expect(verdict(fixture.bytes, as: .webp) == .intact)
        #expect(verdict(fixture.bytes + [1, 2, 3], as: .webp) == .intact)
    }

    @Test("A chunk that is unknown or of odd size is no damage")
    func chunks() {
        let image = Array(Self.lossless.dropFirst(12))
        #expect(verdict(WebP.file(image + WebP.chunk("odd ", [1, 2, 3])), as: .webp) == .intact)
    }

    @Test("An image whose data end early in a whole container is found")
    func shortData() {
        func short(_ name: String, _ type: String) -> Verdict {
            let image = CodecFixture.named(name).bytes.dropFirst(20).prefix(100)
            return verdict(WebP.file(WebP.chunk(type, Array(image))), as: .webp)
        }
        let lossy = short("lossy.webp", "VP8 ")
        #expect(lossy.name == "truncated")
        #expect(lossy.detail?.hasPrefix("libwebp: the data of the image end early at byte 120") == true, "\(lossy)")
        #expect(short("lossless.webp", "VP8L").name == "corrupt")
    }

    @Test("A container without an image is not intact")
    func noImage() {
        #expect(verdict(WebP.file(WebP.chunk("EXIF", [1, 2])), as: .webp) != .intact)
        let header = WebP.chunk("VP8X", [0, 0, 0, 0, 9, 0, 0, 9, 0, 0])
        #expect(verdict(WebP.file(header), as: .webp) != .intact)
        let animation = WebP.animation(width: 4, height: 4, frameWidth: 4, frameHeight: 4, frames: [])
        #expect(verdict(animation, as: .webp) != .intact)
    }

    @Test("Damage of a later frame is found, and the frame is named")
    func laterFrame() throws {
        var bytes = CodecFixture.named("animated-alpha.webp").bytes
        let third = try #require(bytes.indices(of: "VP8L").dropFirst(2).first)
        for index in third + 13..<third + 60 { bytes[index] = 0xFF }
        let found = verdict(bytes, as: .webp)
        #expect(found.name == "corrupt")
        #expect(found.detail?.hasPrefix("libwebp: the data of frame 3 are damaged at byte ") == true)
        #expect(decodedPicture(of: bytes, side: 24) == nil)
    }

    @Test("A frame outside the canvas is damage")
    func outside() {
        let bytes = WebP.animation(
            width: 30, height: 20, frameWidth: 24, frameHeight: 16, frames: [(Self.lossless, 8, 0)])
        #expect(verdict(bytes, as: .webp).name == "corrupt")
    }

    @Test("The picture has the first frame in its place, and nothing beside it")
    func placedFrame() throws {
        let bytes = WebP.animation(
            width: 30, height: 20, frameWidth: 24, frameHeight: 16,
            frames: [(Self.lossless, 6, 4), (Self.lossless, 0, 0)])
        let picture = try #require(decodedPicture(of: bytes, side: 30))
        #expect(picture.width == 30 && picture.height == 20)
        for y in 0..<20 {
            for x in 0..<30 {
                let isInside = x >= 6 && y >= 4
                #expect(picture[x, y].opacity == (isInside ? 255 : 0))
                if isInside {
                    #expect(picture[x, y].red == UInt8(255 * (x - 6) / 23))
                    #expect(picture[x, y].green == UInt8(255 * (y - 4) / 15))
                }
            }
        }
    }

    @Test("Pictures show what was encoded", arguments: CodecFixture.webp)
    func pictures(fixture: CodecFixture) throws {
        try expectGradient(
            try #require(decodedPicture(of: fixture.bytes, side: 120)), hasAlpha: fixture.name.contains("alpha"))
        let small = try #require(decodedPicture(of: fixture.bytes, side: 12))
        #expect(max(small.width, small.height) == 12)
    }

    @Test("Limits on pixels, memory and frames are kept")
    func limits() {
        let frames = Array(repeating: (Self.lossless, 0, 0), count: 30)
        let bytes = WebP.animation(width: 24, height: 16, frameWidth: 24, frameHeight: 16, frames: frames)
        #expect(verdict(bytes, as: .webp) == .intact)
        let few = DecodeLimits(maximumPixels: 24 * 16)
        let found = verdict(bytes, as: .webp, limits: few)
        #expect(found == .unsupported("the image has too many frames, and is not decoded within the limits"))
        #expect(verdict(Self.lossless, as: .webp, limits: few) == .intact)
        let none = verdict(Self.lossless, as: .webp, limits: DecodeLimits(maximumPixels: 24 * 16 - 1))
        #expect(none == .unsupported("the image has too many pixels, and is not decoded within the limits"))
        #expect(verdict(Self.lossless, as: .webp, limits: DecodeLimits(maximumMemory: 1000)).name == "unsupported")
    }

    @Test("Damaged bytes are survived, and a picture does not change the verdict", arguments: CodecFixture.webp)
    func damage(fixture: CodecFixture) {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<300 {
            var bytes = fixture.bytes
            generator.mutate(&bytes)
            let header = ImageHeader(format: .webp, rawWidth: 1, rawHeight: 1)
            let decoded = Decoder.decode(bytes.span, header: header, pictureSide: 8)
            #expect(decoded.verdict == verdict(bytes, as: .webp))
            #expect(decoded.verdict == .intact || decoded.picture == nil)
        }
    }
}
