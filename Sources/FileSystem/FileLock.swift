import Glibc

/// An advisory lock on a file, held until its owner lets go of it; the kernel drops it when the process ends.
package struct FileLock: ~Copyable, Sendable {
    private let descriptor: FileDescriptor

    /// Takes the lock on `path`, which is created where it is missing, waiting for another holder to end.
    ///
    /// - Parameter isShared: Lets other shared holders in, and keeps exclusive ones out.
    package init(path: String, isShared: Bool = false) throws(FileSystemError) {
        let descriptor = try Self.open(path)
        let raw = descriptor.rawValue
        _ = try retrying(.lock, path) { flock(raw, isShared ? LOCK_SH : LOCK_EX) }
        self.descriptor = descriptor
    }

    /// Takes the lock on `path` where nobody else keeps it out; nil where somebody does.
    package init?(ifFree path: String, isShared: Bool = false) throws(FileSystemError) {
        let descriptor = try Self.open(path)
        guard try descriptor.lockIfFree(isShared: isShared) else { return nil }
        self.descriptor = descriptor
    }

    /// Waits for the lock on `path` without keeping a thread; nil where the task is cancelled first.
    ///
    /// To share it, a file that may only be read suffices.
    package init?(waitingFor path: String, isShared: Bool) async throws(FileSystemError) {
        let descriptor = try isShared ? Self.openToShare(path) : Self.open(path)
        while try !descriptor.lockIfFree(isShared: isShared) {
            do { try await Task.sleep(for: Self.pause) } catch { return nil }
        }
        self.descriptor = descriptor
    }

    /// Between two looks at a lock that is not free.
    private static let pause = Duration.milliseconds(20)

    private static func openToShare(_ path: String) throws(FileSystemError) -> FileDescriptor {
        do throws(FileSystemError) { return try open(path) } catch {
            guard error.code == EACCES || error.code == EPERM || error.code == EROFS else { throw error }
            return try FileDescriptor.open(path, flags: O_RDONLY)
        }
    }

    private static func open(_ path: String) throws(FileSystemError) -> FileDescriptor {
        let descriptor = try FileDescriptor.open(path, flags: O_RDWR | O_CREAT, mode: 0o666)
        try injectedFault(.lock, path)
        return descriptor
    }
}

extension FileDescriptor {
    /// Takes the lock on this file or directory; false where somebody else keeps it out.
    func lockIfFree(isShared: Bool = false) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            _ = try retrying(.lock, path) { flock(rawValue, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) }
            return true
        } catch {
            guard error.code == EWOULDBLOCK else { throw error }
            return false
        }
    }
}
