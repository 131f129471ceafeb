/// A picture made from a number alone: colour gradients with some grain, the same on every machine.
///
/// Serves the demonstration and the tests, which need images that differ, look like photographs to an encoder, and
/// need no files.
package struct TestPicture: Sendable {
    package let width: Int
    package let height: Int
    /// Rows of RGB from the top, one byte a component.
    package let pixels: [UInt8]

    /// Makes the picture of a `seed`; both sides must be at least 1.
    package init(width: Int, height: Int, seed: UInt64) {
        precondition(width > 0 && height > 0, "side out of range")
        var random = SplitMix64(state: seed)
        let corners = (0..<12).map { _ in Int(random.next() >> 56) }
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * width * height)
        for y in 0..<height {
            let down = 256 * y / height
            for x in 0..<width {
                let across = 256 * x / width
                let grain = Int(random.next() >> 60) - 8
                for component in 0..<3 {
                    let top = corners[component] * (256 - across) + corners[component + 3] * across
                    let bottom = corners[component + 6] * (256 - across) + corners[component + 9] * across
                    let level = (top * (256 - down) + bottom * down) >> 16
                    pixels.append(UInt8(clamping: level + grain))
                }
            }
        }
        self.width = width
        self.height = height
        self.pixels = pixels
    }

    /// The picture as a baseline JPEG; an `orientation` of 1 to 8 is written as EXIF.
    package func jpeg(quality: Int = 85, orientation: Int? = nil) -> [UInt8] {
        ImageEncoder.jpeg(width: width, height: height, quality: quality, pixels: pixels, orientation: orientation)
    }

    /// The picture as a PNG.
    package func png() -> [UInt8] {
        ImageEncoder.png(width: width, height: height, pixels: pixels)
    }
}

/// Steele, Lea and Flood's SplitMix64: a small generator whose numbers depend on nothing but its state.
private struct SplitMix64 {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
