import Glibc

/// A file that is read once, from its start to its end: a pipe, a terminal or any other.
package struct InputStream: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// How long a read waits, in milliseconds, before it asks whether it is still wanted.
    private static let patience: Int32 = 100

    /// The standard input of the process.
    package static func standardInput() throws(FileSystemError) -> InputStream {
        let path = "standard input"
        let copy = try retrying(.open, path) { fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0) }
        return InputStream(descriptor: FileDescriptor(rawValue: copy, path: path))
    }

    /// Opens a file of any kind; a pipe without a writer is waited for.
    package static func open(_ path: String) throws(FileSystemError) -> InputStream {
        InputStream(descriptor: try FileDescriptor.open(path, flags: O_RDONLY | O_NOCTTY))
    }

    /// Reads what is there, but waits for at least one byte; none at the end, or once `isCancelled` says so.
    ///
    /// - Parameter count: At most so many bytes are read.
    package func read(upTo count: Int, unless isCancelled: () -> Bool) throws(FileSystemError) -> [UInt8] {
        var poll = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
        while try retrying(.read, descriptor.path, { Glibc.poll(&poll, 1, Self.patience) }) == 0 {
            if isCancelled() { return [] }
        }
        return try descriptor.readNext(upTo: count)
    }
}
