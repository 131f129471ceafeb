/// The pixels of an image at a reduced size, as it is stored: orientation is not applied.
package struct Picture: Sendable, Hashable {
    /// Both in pixels, at least 1.
    package let width: Int
    package let height: Int
    /// Rows of red, green, blue and opacity from the top, one byte each, not premultiplied.
    package let pixels: [UInt8]

    package init(width: Int, height: Int, pixels: [UInt8]) {
        precondition(width > 0 && height > 0 && pixels.count == 4 * width * height, "wrong number of pixels")
        self.width = width
        self.height = height
        self.pixels = pixels
    }
}

/// What decoding an image gave.
package struct DecodedImage: Sendable, Hashable {
    package let verdict: Verdict
    /// The first frame, where it was asked for and could be decoded as a whole.
    package let picture: Picture?

    package init(verdict: Verdict, picture: Picture? = nil) {
        self.verdict = verdict
        self.picture = picture
    }
}
