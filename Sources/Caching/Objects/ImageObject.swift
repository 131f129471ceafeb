package import Hashing
package import Probing

/// The bytes of one image in the cache, and what is known of them.
package struct ImageObject: Sendable, Hashable {
    /// What the decoder said when the object was stored; a damaged image is never stored.
    package enum Soundness: String, Sendable, Hashable {
        /// Decoded whole, without damage.
        case intact
        /// No decoder for its format is built in.
        case unsupported
    }

    package var id: SHA256
    package var header: ImageHeader
    package var soundness: Soundness
    /// Size in bytes.
    package var byteCount: Int
    /// Modification time of the object's file in nanoseconds since 1970, by which a change is noticed unread.
    package var modificationTime: Int64
    /// Nil where the image was not decoded.
    package var summary: ImageSummary?

    package init(
        id: SHA256, header: ImageHeader, soundness: Soundness, byteCount: Int, modificationTime: Int64,
        summary: ImageSummary? = nil
    ) {
        self.id = id
        self.header = header
        self.soundness = soundness
        self.byteCount = byteCount
        self.modificationTime = modificationTime
        self.summary = summary
    }
}
