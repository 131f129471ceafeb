/// How far a probe goes before it gives up on a file.
package struct ProbeLimits: Sendable, Hashable {
    /// The largest width × height that is believed.
    ///
    /// Far above what is worth decoding: a size costs nothing to read, and an image too large to decode still has one.
    package var maximumPixels: Int
    /// The largest number of segments, chunks or blocks before the size is known.
    package var maximumSegments: Int
    /// The largest number of bytes looked at one by one (stray bytes between segments, directory entries), and the
    /// largest structure that is looked at whole.
    ///
    /// Bytes that a parser jumps over do not count.
    package var maximumHeaderSize: Int
    /// The largest number of bytes that compressed data are inflated to before the size is known.
    package var maximumInflatedSize: Int

    package init(
        maximumPixels: Int = 1_000_000_000, maximumSegments: Int = 10_000, maximumHeaderSize: Int = 4 << 20,
        maximumInflatedSize: Int = 1 << 20
    ) {
        self.maximumPixels = maximumPixels
        self.maximumSegments = maximumSegments
        self.maximumHeaderSize = maximumHeaderSize
        self.maximumInflatedSize = maximumInflatedSize
    }
}
