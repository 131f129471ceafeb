/// How far a decode goes before it gives up on an image.
package struct DecodeLimits: Sendable, Hashable {
    /// The largest width × height that is decoded.
    package var maximumPixels: Int
    /// The largest number of scans of a progressive JPEG; fewer are allowed where each has very many pixels.
    package var maximumScans: Int
    /// The largest number of bytes that a decoder may hold.
    package var maximumMemory: Int

    package init(maximumPixels: Int = 100_000_000, maximumScans: Int = 500, maximumMemory: Int = 512 << 20) {
        self.maximumPixels = maximumPixels
        self.maximumScans = maximumScans
        self.maximumMemory = maximumMemory
    }
}
