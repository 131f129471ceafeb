import Decoding
import Probing
import TestSupport
import Testing

/// What decoding bytes finds, without a look at their header first.
///
/// Expects that it finds the same where a picture is asked for, which takes another way through the decoders.
func verdict(_ bytes: [UInt8], as format: ImageFormat, limits: DecodeLimits = DecodeLimits()) -> Verdict {
    let header = ImageHeader(format: format, rawWidth: 1, rawHeight: 1)
    let verdict = Decoder.verify(bytes.span, header: header, limits: limits)
    expectSameVerdict(verdict, bytes, header: header, limits: limits)
    return verdict
}

/// Expects a verdict with a picture too, and that only an image all of whose rows were decoded gives one; of a GIF,
/// the rows of the first frame.
func expectSameVerdict(
    _ verdict: Verdict, _ bytes: [UInt8], header: ImageHeader, limits: DecodeLimits = DecodeLimits()
) {
    let decoded = Decoder.decode(bytes.span, header: header, limits: limits, pictureSide: 20)
    let isWhole = verdict == .intact || verdict.detail?.hasPrefix("every row was decoded") == true
    #expect(decoded.verdict == verdict)
    #expect(isWhole || decoded.picture == nil || header.format == .gif)
}

/// The picture of an image whose longer side is at least `side`.
func picture(
    _ bytes: [UInt8], as format: ImageFormat, side: Int = 1000, limits: DecodeLimits = DecodeLimits()
) -> Picture? {
    let header = ImageHeader(format: format, rawWidth: 1, rawHeight: 1)
    return Decoder.decode(bytes.span, header: header, limits: limits, pictureSide: side).picture
}

extension SeededGenerator {
    /// Changes up to four bytes behind the first few, so that most files still get as far as their decoder.
    mutating func mutate(_ bytes: inout [UInt8]) {
        for _ in 0..<Int.random(in: 1...4, using: &self) {
            let index = Int.random(in: 4..<bytes.count, using: &self)
            switch Int.random(in: 0..<3, using: &self) {
            case 0: bytes[index] = .random(in: 0...255, using: &self)
            case 1: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &self)
            default: bytes.remove(at: index)
            }
        }
    }
}

/// The reduced picture that decoding bytes gives, without a look at their header first.
func decodedPicture(of bytes: [UInt8], as format: ImageFormat = .webp, side: Int) -> Picture? {
    let header = ImageHeader(format: format, rawWidth: 1, rawHeight: 1)
    return Decoder.decode(bytes.span, header: header, pictureSide: side).picture
}

extension Picture {
    subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, opacity: UInt8) {
        let index = 4 * (y * width + x)
        return (pixels[index], pixels[index + 1], pixels[index + 3])
    }
}

/// Expects what `make-codecs` draws: red grows to the right, green downwards, and opacity, if any, to the right.
func expectGradient(_ picture: Picture, hasAlpha: Bool = false) throws {
    let (right, bottom) = (picture.width - 1, picture.height - 1)
    // Where opacity is low, colours may be anything.
    for (x, y) in [(right / 2, bottom / 2), (right, 0), (right, bottom), (hasAlpha ? right : 0, bottom / 2)] {
        let pixel = picture[x, y]
        #expect(abs(Int(pixel.red) - 255 * x / right) < 50, "red \(pixel.red) at \(x), \(y)")
        #expect(abs(Int(pixel.green) - 255 * y / bottom) < 50, "green \(pixel.green) at \(x), \(y)")
    }
    for x in [0, right / 2, right] {
        let expected = hasAlpha ? 255 * x / right : 255
        #expect(abs(Int(picture[x, 0].opacity) - expected) < 20, "opacity \(picture[x, 0].opacity) at \(x)")
    }
}
