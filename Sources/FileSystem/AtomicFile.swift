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
}
