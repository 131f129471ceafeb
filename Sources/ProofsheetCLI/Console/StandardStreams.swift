import Foundation

/// The three streams that a process is started with.
enum StandardStreams {
    /// Puts something in the place of those that are closed, so that no other file gets their numbers, and with them
    /// what is meant for standard output.
    ///
    /// What is put there fails when it is used, like a closed stream.
    static func fillGaps() {
        for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
            guard fcntl(descriptor, F_GETFD) == -1, errno == EBADF else { continue }
            // The lowest free number is the one given.
            _ = unsafe open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
        }
    }
}
