import Foundation

/// The three streams that a process is started with.
enum StandardStreams {
    /// Opens a file in the place of each closed stream.
    ///
    /// Else the next file that the program opens would get the number of standard output, and the report with it.
    ///
    /// Reading from it or writing to it fails, as with a closed stream.
    static func fillGaps() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            guard fcntl(descriptor, F_GETFD) == -1, errno == EBADF else { continue }
            // The lowest free number is the one given.
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
