package import Glibc

/// What `stat` says of a file.
package struct FileStatus: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case regular, directory, symbolicLink, other
    }

    package var kind: Kind
    /// Size in bytes.
    package var size: Int
    /// Modification time in nanoseconds since 1970-01-01T00:00:00Z.
    package var modificationTime: Int64
    /// When the content or the metadata last changed, in nanoseconds since 1970-01-01T00:00:00Z.
    package var changeTime: Int64
    package var device: UInt64
    package var inode: UInt64
    /// Permission bits, `07777`.
    package var mode: mode_t
    package var owner: uid_t
    package var group: gid_t
    /// Number of hard links.
    package var linkCount: Int

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .regular
            case S_IFDIR: .directory
            case S_IFLNK: .symbolicLink
            default: .other
            }
        size = Int(status.st_size)
        modificationTime = Self.nanoseconds(status.st_mtim)
        changeTime = Self.nanoseconds(status.st_ctim)
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
        linkCount = Int(status.st_nlink)
    }

    private static func nanoseconds(_ time: timespec) -> Int64 {
        Int64(time.tv_sec).multipliedReportingOverflow(by: 1_000_000_000).partialValue &+ Int64(time.tv_nsec)
    }

    /// Whether both are of one file, under whatever names.
    package func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}
