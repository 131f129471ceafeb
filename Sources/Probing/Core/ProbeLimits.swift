/// How far a probe goes before it gives up on a file.
///
/// None bounds the number of pixels: a size costs nothing to read, and an image too large to decode still has one.
package struct ProbeLimits: Sendable, Hashable {
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
        maximumSegments: Int = 10_000, maximumHeaderSize: Int = 4 << 20, maximumInflatedSize: Int = 1 << 20
    ) {
        self.maximumSegments = maximumSegments
        self.maximumHeaderSize = maximumHeaderSize
        self.maximumInflatedSize = maximumInflatedSize
    }
}
