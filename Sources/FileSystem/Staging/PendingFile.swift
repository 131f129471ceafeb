package import Glibc

/// A file that is written piece by piece and put in place as a whole; until then a reader finds what was there before.
package struct PendingFile: ~Copyable {
    private(set) var temporary: TemporaryFile
    private let path: String

    /// Creates it, under a hidden name beside `path`; it is removed again unless it is put in place.
    package init(at path: String) throws(FileSystemError) {
        temporary = try TemporaryFile(beside: path)
        self.path = path
    }

    package func write(_ bytes: [UInt8]) throws(FileSystemError) { try temporary.file.write(bytes) }

    /// Puts it in place; returns when it is durable.
    package consuming func finish(mode: mode_t = 0o644) throws(FileSystemError) {
        try temporary.file.changeMode(mode)
        try temporary.file.sync()
        try temporary.rename(to: path)
        try temporary.directory.sync()
    }
}
