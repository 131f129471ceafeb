/// What a picture looks like, in a few bytes: to find blank images and near duplicates, and to show before an image.
package struct PictureSummary: Sendable, Hashable {
    /// One flat colour, or nothing visible at all.
    ///
    /// No channel, and no opacity, varies by more than `flatness` over the picture. What a reduced picture has averaged
    /// away does not count: in boxes of 16 × 16 pixels, that is up to four black ones on white.
    package let isBlank: Bool
    /// The commonest colour as 0xRRGGBB; nil where nothing is visible.
    ///
    /// Colours are counted in 16 × 16 × 16 bins, weighted by opacity; this is the mean of the fullest bin.
    package let dominantColor: UInt32?
    /// The difference hash of the picture on white: few bits differ between pictures that look alike.
    ///
    /// At 9 × 8 pixels, a bit is 1 where a pixel is darker than the next to its right: row by row, the first pixel in
    /// the highest bit.
    package let differenceHash: UInt64
    /// Evan Wallace's ThumbHash: a tiny blurred copy in 5 to 25 bytes.
    package let thumbHash: [UInt8]

    /// The largest difference between the values of a flat colour: what JPEG makes of one is within two on each side.
    private static let flatness: UInt8 = 4

    /// Looks at a picture as displayed, after an EXIF orientation from 1 to 8; others count as 1.
    package init(of picture: Picture, orientation: Int = 1) {
        let upright = picture.upright(orientation: orientation)
        isBlank = Self.isFlat(upright)
        dominantColor = Self.dominantColor(of: upright)
        differenceHash = Self.differenceHash(of: upright)
        thumbHash = ThumbHash.bytes(of: upright)
    }

    /// The dominant colour as in style sheets, `#rrggbb`.
    package var dominantColorText: String? { dominantColor.map { "#" + Self.hexadecimal(UInt64($0), digits: 6) } }

    /// The difference hash as 16 hexadecimal digits.
    package var differenceHashText: String { Self.hexadecimal(differenceHash, digits: 16) }

    private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }

    /// The ThumbHash in Base64 (RFC 4648 §4), as its users write it.
    package var thumbHashText: String { ThumbHash.base64(thumbHash) }

    private static func isFlat(_ picture: Picture) -> Bool {
        let pixels = picture.pixels.span
        var (lowest, highest) = (SIMD4<UInt8>(repeating: .max), SIMD4<UInt8>(repeating: .min))
        for start in stride(from: 0, to: pixels.count, by: 4) {
            var pixel = SIMD4(pixels[start], pixels[start + 1], pixels[start + 2], pixels[start + 3])
            // The colour of what can't be seen means nothing.
            if pixel[3] < 255 {
                for channel in 0..<3 { pixel[channel] = UInt8(Int(pixel[channel]) * Int(pixel[3]) / 255) }
            }
            lowest = pointwiseMin(lowest, pixel)
            highest = pointwiseMax(highest, pixel)
        }
        return (highest &- lowest).max() <= flatness
    }

    private static func dominantColor(of picture: Picture) -> UInt32? {
        // Red, green and blue times opacity, and opacity.
        var bins = [SIMD4<Int>](repeating: .zero, count: 1 << 12)
        let pixels = picture.pixels.span
        for start in stride(from: 0, to: pixels.count, by: 4) {
            let pixel = SIMD4<Int>(pixels, at: start)
            let bin = (pixel[0] >> 4) << 8 | (pixel[1] >> 4) << 4 | pixel[2] >> 4
            bins[bin] &+= SIMD4(pixel[0], pixel[1], pixel[2], 1) &* pixel[3]
        }
        var fullest = SIMD4<Int>.zero
        for bin in bins where bin[3] > fullest[3] { fullest = bin }
        guard fullest[3] > 0 else { return nil }
        let mean = { (channel: Int) in UInt32((fullest[channel] + fullest[3] / 2) / fullest[3]) }
        return mean(0) << 16 | mean(1) << 8 | mean(2)
    }

    private static func differenceHash(of picture: Picture) -> UInt64 {
        let small = picture.onWhite.resized(width: 9, height: 8)
        let luma = stride(from: 0, to: small.pixels.count, by: 4).map { start -> Int in
            let weighted = SIMD4<Int>(small.pixels.span, at: start) &* SIMD4(299, 587, 114, 0)
            // ITU-R BT.601; whole levels, so that no smaller difference turns a bit.
            return (weighted[0] + weighted[1] + weighted[2] + 500) / 1000
        }
        var hash: UInt64 = 0
        for row in 0..<8 {
            for left in 9 * row..<9 * row + 8 { hash = hash << 1 | (luma[left] < luma[left + 1] ? 1 : 0) }
        }
        return hash
    }
}

extension SIMD4<Int> {
    /// Red, green, blue and opacity of the pixel whose first byte is at `start`.
    fileprivate init(_ pixels: Span<UInt8>, at start: Int) {
        self.init(Int(pixels[start]), Int(pixels[start + 1]), Int(pixels[start + 2]), Int(pixels[start + 3]))
    }
}
