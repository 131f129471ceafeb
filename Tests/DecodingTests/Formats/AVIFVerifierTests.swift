import Decoding
import Probing
import TestSupport
import Testing

struct AVIFContainerTests {
    @Test("An AVIF cut short anywhere is not intact, and mostly truncated", arguments: CodecFixture.avif)
    func cuts(fixture: CodecFixture) {
        #expect(fixture.bytes.count > 100)
        for count in 8..<fixture.bytes.count {
            let found = verdict(Array(fixture.bytes.prefix(count)), as: .avif)
            // Without libavif, an end between two boxes goes unnoticed.
            #expect(found.name == "truncated" || found.name == "unsupported" && !AVIFVerifier.isBuiltIn, "\(count)")
        }
        let last = verdict(fixture.bytes.dropLast(), as: .avif)
        #expect(
            last == .truncated("the file ends at byte \(fixture.bytes.count - 1), before the end of its mdat box"))
    }

    @Test("A box with a size of 64 bits may be cut short too")
    func largeBox() {
        let bytes = CodecFixture.named("still.avif").bytes
        let large: [UInt8] = .uint32(1) + Array("free".utf8) + .uint32(0) + .uint32(20) + [1, 2, 3, 4]
        let whole = bytes.prefix(32) + large
        #expect(verdict(whole.dropLast() + [], as: .avif).detail?.contains("its free box") == true)
        #expect(verdict(Array(whole.prefix(42)), as: .avif).detail?.contains("its free box") == true)
        let endless = bytes + .uint32(1) + Array("free".utf8) + .uint32(-1) + .uint32(-1)
        #expect(verdict(endless, as: .avif).name == "truncated")
    }

    @Test(
        "Without libavif, a whole AVIF is unsupported", .enabled(if: !AVIFVerifier.isBuiltIn),
        arguments: CodecFixture.avif)
    func unsupported(fixture: CodecFixture) {
        #expect(verdict(fixture.bytes, as: .avif) == .unsupported("no decoder for avif is built in"))
    }
}

@Suite(.enabled(if: AVIFVerifier.isBuiltIn, "libavif is not built in"))
struct AVIFVerifierTests {
    private static let still = CodecFixture.named("still.avif").bytes

    @Test("A whole AVIF is intact, whatever follows it", arguments: CodecFixture.avif)
    func intact(fixture: CodecFixture) {
        #expect(verdict(fixture.bytes, as: .avif) == .intact)
        for tail: [UInt8] in [[1], [0, 0, 0, 0, 0, 0, 0, 0], Array("\r\n--boundary--".utf8)] {
            #expect(verdict(fixture.bytes + tail, as: .avif) == .intact)
        }
    }

    @Test("Most flipped bits of the AV1 data are found", arguments: ["alpha.avif", "sequence.avif", "10-bit-444.avif"])
    func flippedBits(name: String) throws {
        let bytes = CodecFixture.named(name).bytes
        let start = try #require(bytes.indices(of: "mdat").first) + 4
        var found = 0
        for index in start..<bytes.count {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8(index % 8)
            found += verdict(damaged, as: .avif) == .intact ? 0 : 1
        }
        #expect(Double(found) > 0.7 * Double(bytes.count - start), "\(found) of \(bytes.count - start)")
    }

    @Test("Damage of a later frame is found, and the frame is named")
    func laterFrame() {
        var bytes = CodecFixture.named("sequence.avif").bytes
        bytes[bytes.count - 10] ^= 0x10
        let found = verdict(bytes, as: .avif)
        #expect(found.name == "corrupt" && found.detail?.hasPrefix("libavif: frame 4: ") == true, "\(found)")
        #expect(decodedPicture(of: bytes, as: .avif, side: 24) == nil)
    }

    @Test(
        "Pictures show what was encoded", arguments: ["still.avif", "alpha.avif", "sequence.avif", "10-bit-444.avif"])
    func pictures(name: String) throws {
        let bytes = CodecFixture.named(name).bytes
        let whole = try #require(decodedPicture(of: bytes, as: .avif, side: 24))
        #expect(whole.width == 24 && whole.height == 16)
        try expectGradient(whole, hasAlpha: name == "alpha.avif")
    }

    @Test("A picture of more rows than are converted at once has them all")
    func strips() throws {
        let grid = try #require(decodedPicture(of: CodecFixture.named("grid.avif").bytes, as: .avif, side: 128))
        #expect(grid.width == 128 && grid.height == 64)
        try expectGradient(grid)
        let flat = try #require(decodedPicture(of: CodecFixture.named("flat.avif").bytes, as: .avif, side: 1200))
        #expect(flat.width == 1200 && flat.height == 800)
        for y in 0..<800 { #expect(abs(Int(flat[y, y].red) - 200) < 4 && abs(Int(flat[y, y].green) - 30) < 4) }
    }

    @Test("Limits on pixels, memory and frames are kept")
    func limits() {
        #expect(verdict(Self.still, as: .avif, limits: DecodeLimits(maximumPixels: 24 * 16)) == .intact)
        for limits in [DecodeLimits(maximumPixels: 24 * 16 - 1), DecodeLimits(maximumMemory: 1000)] {
            let found = verdict(Self.still, as: .avif, limits: limits)
            #expect(found.name == "unsupported" && found.detail?.contains("within the limits") == true, "\(found)")
        }
    }

    @Test(
        "AV1 data may lie in one piece or many, in mdat or idat",
        arguments: [AVIFBuilder.Place.mdat, .idat, .piecesOfMdat])
    func places(place: AVIFBuilder.Place) {
        #expect(verdict(AVIFBuilder(Self.still).file(width: 24, height: 16, place: place), as: .avif) == .intact)
    }

    @Test(
        "AV1 data with more pixels than the container says are held to the limits",
        arguments: [AVIFBuilder.Place.mdat, .idat, .piecesOfMdat])
    func lyingSize(place: AVIFBuilder.Place) {
        let bytes = AVIFBuilder(CodecFixture.named("flat.avif").bytes).file(width: 24, height: 16, place: place)
        let found = verdict(bytes, as: .avif, limits: DecodeLimits(maximumPixels: 1200 * 800 - 1))
        #expect(found == .unsupported("the image has too many pixels, and is not decoded within the limits"))
    }

    @Test("Damaged bytes are survived, and a picture does not change the verdict", arguments: CodecFixture.avif)
    func damage(fixture: CodecFixture) {
        var generator = SeededGenerator(seed: 11)
        for _ in 0..<(fixture.name == "flat.avif" ? 20 : 150) {
            var bytes = fixture.bytes
            generator.mutate(&bytes)
            let header = ImageHeader(format: .avif, rawWidth: 1, rawHeight: 1)
            let decoded = Decoder.decode(bytes.span, header: header, pictureSide: 8)
            #expect(decoded.verdict == verdict(bytes, as: .avif))
            #expect(decoded.verdict == .intact || decoded.picture == nil)
        }
    }
}
