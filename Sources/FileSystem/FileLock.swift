import Glibc

/// An advisory lock on a file, held until its owner lets go of it; the kernel drops it when the process ends.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock on `path`, which is created where it is missing, waiting for another holder to end.
    ///
    /// - Parameter isShared: Lets other shared holders in, and keeps exclusive ones out.
    package init(path: String, isShared: Bool = false) throws(FileSystemError) {
        let descriptor = try FileDescriptor.open(path, flags: O_RDWR | O_CREAT, mode: 0o666)
        try injectedFault(.lock, path)
        let raw = descriptor.rawValue
        _ = try retrying(.lock, path) { flock(raw, isShared ? LOCK_SH : LOCK_EX) }
        self.descriptor = descriptor
    }
}
