package import Glibc

/// Files that are created whole: at every instant, a crash included, a reader sees all of the old content or all of
/// the new.
package enum AtomicFile {
    /// Creates a file, or replaces one whole; returns when it is durable.
    ///
    /// - Parameter isDurable: False does not wait for that: a loss of power may leave none of the content.
    package static func create(
        _ path: String, with bytes: [UInt8], mode: mode_t = 0o644, isDurable: Bool = true
    ) throws(FileSystemError) {
        try create(path, mode: mode, isDurable: isDurable) { file throws(FileSystemError) in try file.write(bytes) }
    }

    /// The same, with a content that `write` writes piece by piece.
    package static func create(
        _ path: String, mode: mode_t = 0o644, isDurable: Bool = true,
        writingWith write: (borrowing FileDescriptor) throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        var temporary = try TemporaryFile(beside: path)
        try write(temporary.file)
        try temporary.file.changeMode(mode)
        if isDurable { try temporary.file.sync() }
        try temporary.rename(to: path)
        if isDurable { try temporary.directory.sync() }
    }

    /// Creates a file, or replaces one whole, without waiting for the disk: it is durable only when its file system is
    /// synced.
    ///
    /// - Parameter modificationTime: In nanoseconds since 1970.
    package static func place(_ bytes: [UInt8], at path: String, modificationTime: Int64) throws(FileSystemError) {
        var temporary = try TemporaryFile(beside: path)
        try temporary.file.write(bytes)
        try temporary.file.changeMode(0o644)
        try temporary.file.changeModificationTime(modificationTime)
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
