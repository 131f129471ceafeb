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
    /// The file's number on its file system, by which another object of the same size and time in its place is noticed;
    /// nil where it was stored before that was noted, or not as a file.
    package var inode: UInt64?
    /// The version of the rules by which its header and soundness were told (`ImageJudge`).
    package var judge: Int
    /// Nil where the image was not decoded.
    package var summary: ImageSummary?

    package init(
        id: SHA256, header: ImageHeader, soundness: Soundness, byteCount: Int, modificationTime: Int64,
        inode: UInt64? = nil, judge: Int = ImageJudge.version, summary: ImageSummary? = nil
    ) {
        self.id = id
        self.header = header
        self.soundness = soundness
        self.byteCount = byteCount
        self.modificationTime = modificationTime
        self.inode = inode
        self.judge = judge
        self.summary = summary
    }
}

extension ImageObject {
    /// Whether what is in its place must be what was stored, by all that is told of it unread.
    func isUnchanged(by status: ObjectStatus) -> Bool {
        let isSameFile = inode == nil || status.inode == nil || inode == status.inode
        return isSameFile && status.size == byteCount && status.modificationTime == modificationTime
    }
}
