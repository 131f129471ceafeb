import Decoding
import Probing
import TestSupport
import Testing

@Suite("Zeros in WebP data", .enabled(if: WebPVerifier.isBuiltIn, "libwebp is not built in"))
struct WebPHoleTests {
    /// The bytes with zeros in place of a part.
    private func zeroed(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt8] {
        var changed = bytes
        for index in range { changed[index] = 0 }
        return changed
    }

    @Test(
        "A file whose second half was never filled is damaged",
        arguments: ["lossy.webp", "lossy-alpha.webp", "tall-alpha.webp", "lossless.webp", "animated.webp"])
    func secondHalf(name: String) {
        let whole = CodecFixture.named(name).bytes
        let found = verdict(zeroed(whole, whole.count / 2..<whole.count), as: .webp)
        #expect(found.name == "corrupt", "\(found)")
    }

    @Test("A hole is told with its size and place")
    func place() throws {
        let whole = CodecFixture.named("tall-alpha.webp").bytes
        let start = try #require(whole.indices(of: "VP8 ").last) + 300
        let found = verdict(zeroed(whole, start..<start + 200), as: .webp)
        #expect(found.name == "corrupt")
        #expect(found.detail?.contains("zeros in a row stand among the data of the image at byte") == true, "\(found)")
    }

    @Test("A hole in a frame of an animation is found, and the frame is named")
    func frame() throws {
        let whole = CodecFixture.named("animated.webp").bytes
        let frames = whole.indices(of: "ANMF")
        let last = try #require(frames.last)
        let size = whole.count - last
        try #require(size > 160)
        let found = verdict(zeroed(whole, whole.count - size / 2..<whole.count), as: .webp)
        #expect(found.detail?.contains("among the data of frame \(frames.count)") == true, "\(found)")
    }

    @Test("Frames that are zeros, chunk and all, are lost frames")
    func lostFrames() throws {
        let whole = CodecFixture.named("animated.webp").bytes
        let second = try #require(whole.indices(of: "ANMF").dropFirst().first)
        let found = verdict(zeroed(whole, second..<whole.count), as: .webp)
        #expect(found.detail?.contains("among the data of the animation at byte \(second)") == true, "\(found)")
    }

    /// The data of a lossless picture of one colour, whose pixels are written one by one with a code of one bit, a zero.
    private func flatData(pixels: Int, padding: Int) -> [UInt8] {
        var bits = BitWriter()
        // No transforms, no colour cache, no meta codes (RFC 9649 §3.8.3).
        bits.put(0, 3)
        // Green: a simple code of two symbols, 10 and 200.
        bits.put(0b11, 2)
        bits.put(1, 1)
        bits.put(10, 8)
        bits.put(200, 8)
        // Red, blue, opacity and distance: simple codes of one symbol, which take no bits.
        for symbol in [30, 40, 255, 0] {
            bits.put(0b01, 2)
            bits.put(1, 1)
            bits.put(symbol, 8)
        }
        for _ in 0..<pixels { bits.put(0, 1) }
        return bits.bytes + [UInt8](repeating: 0, count: padding)
    }

    private func flat(width: Int, height: Int, pixels: Int, padding: Int = 0) -> [UInt8] {
        let sides = littleEndian((width - 1) | (height - 1) << 14, size: 4)
        return WebP.file(WebP.chunk("VP8L", [0x2F] + sides + flatData(pixels: pixels, padding: padding)))
    }

    @Test("Zeros are no hole where each of them is some pixels of a flat picture", arguments: [(40, 40), (500, 300)])
    func flatPicture(width: Int, height: Int) {
        let bytes = flat(width: width, height: height, pixels: width * height)
        #expect(bytes.count > width * height / 8)
        #expect(verdict(bytes, as: .webp) == .intact)
        let short = flat(width: width, height: height, pixels: width * height * 3 / 4)
        #expect(verdict(short, as: .webp) != .intact)
        let long = flat(width: width, height: height, pixels: width * height, padding: 100)
        #expect(verdict(long, as: .webp).name == "corrupt")
    }

    @Test("Opacity of one level is no hole, and zeros that it does without are", arguments: [0, 100])
    func opacity(padding: Int) throws {
        let lossy = CodecFixture.named("lossy.webp").bytes.dropFirst(12)
        let alpha = WebP.chunk("ALPH", [1] + flatData(pixels: 24 * 16, padding: padding))
        let bytes = WebP.file(WebP.extended(width: 24, height: 16, flags: WebP.alphaFlag), alpha, Array(lossy))
        let found = verdict(bytes, as: .webp)
        #expect(found.name == (padding == 0 ? "intact" : "corrupt"), "\(found)")
    }

    /// Bits from the lowest on (RFC 9649 §3.2).
    private struct BitWriter {
        private(set) var bytes: [UInt8] = []
        private var count = 0

        mutating func put(_ value: Int, _ size: Int) {
            for bit in 0..<size {
                if count % 8 == 0 { bytes.append(0) }
                bytes[count / 8] |= UInt8(value >> bit & 1) << UInt8(count % 8)
                count += 1
            }
        }
    }
}
