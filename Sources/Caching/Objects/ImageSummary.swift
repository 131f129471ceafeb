/// What an image looks like, as far as a few bytes tell; worked out when its object was stored.
package struct ImageSummary: Sendable, Hashable {
    /// One flat colour, or nothing visible at all.
    package var isBlank: Bool
    /// The commonest colour as `#rrggbb`; nil where nothing is visible.
    package var dominantColor: String?
    /// A 64-bit difference hash, of which few bits differ between images that look alike.
    package var differenceHash: UInt64
    /// A ThumbHash, from which a blurred placeholder can be drawn.
    package var thumbHash: [UInt8]

    package init(isBlank: Bool, dominantColor: String?, differenceHash: UInt64, thumbHash: [UInt8]) {
        self.isBlank = isBlank
        self.dominantColor = dominantColor
        self.differenceHash = differenceHash
        self.thumbHash = thumbHash
    }
}
