package import Glibc

/// Files that are created whole: at every instant, a crash included, a reader sees all of the old content or all of
/// the new.
package enum AtomicFile {
    /// Creates a file, or replaces one whole; returns when it is durable.
    package static func create(_ path: String, with bytes: [UInt8], mode: mode_t = 0o644) throws(FileSystemError) {
        try create(path, mode: mode) { file throws(FileSystemError) in try file.write(bytes) }
    }

    /// The same, with a content that `write` writes piece by piece.
    package static func create(
        _ path: String, mode: mode_t = 0o644,
        writingWith write: (borrowing FileDescriptor) throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        let file = try PendingFile(at: path)
        try write(file.temporary.file)
        try file.finish(mode: mode)
    }

    /// Creates a file, or replaces one whole, without waiting for the disk: it is durable only when its file system is
    /// synced, and a loss of power before that may leave none of the content.
    ///
    /// - Parameter modificationTime: In nanoseconds since 1970; nil for now.
    package static func place(
        _ bytes: [UInt8], at path: String, modificationTime: Int64? = nil
    ) throws(FileSystemError) {
        var temporary = try TemporaryFile(beside: path)
        try temporary.file.write(bytes)
        try temporary.file.changeMode(0o644)
        if let modificationTime { try temporary.file.changeModificationTime(modificationTime) }
        try temporary.rename(to: path)
    }

    /// Gives a file another name (a hard link), in place of what has that name.
    package static func link(_ path: String, as target: String) throws(FileSystemError) {
        let name = TemporaryName.make(for: target)
        let temporary = joinPath(FileSystem.parentPath(of: target), name)
        try FileSystem.link(path, as: temporary)
        do throws(FileSystemError) {
            try FileSystem.rename(temporary, to: target)
        } catch {
            try? FileSystem.remove(temporary)
            throw error
        }
    }
}
