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
    /// The largest number of bytes of a text, inflated if need be, that are looked at where `ProbeReach.file` is wanted.
    ///
    /// What lies beyond is not judged.
    package var maximumDocumentSize: Int

    package init(
        maximumSegments: Int = 10_000, maximumHeaderSize: Int = 4 << 20, maximumInflatedSize: Int = 1 << 20,
        maximumDocumentSize: Int = 64 << 20
    ) {
        self.maximumSegments = maximumSegments
        self.maximumHeaderSize = maximumHeaderSize
        self.maximumInflatedSize = maximumInflatedSize
        self.maximumDocumentSize = maximumDocumentSize
    }
}

/// How far a probe reads in a text image, such as an SVG, that is shown only if all of it is well-formed.
package enum ProbeReach: Sendable, Hashable {
    /// Up to where the size is known.
    case size
    /// As far as a header may be large: what lies beyond is not judged. Copies of the probe can go on.
    case header
    /// To its end. A copy of the probe that is made behind the size judges no further.
    case file
}
