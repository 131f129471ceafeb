import FileSystem
import Glibc

/// The lock between who makes flags true and who removes objects; held until its owner lets go of it.
///
/// Who writes flags shares it from the first look at the cache to the last write, so that no object goes that a flag is
/// about to rely on. Who removes objects has it alone, and reads the records only then.
package final class FlagLock: Sendable {
    /// Nil where there is none to be had.
    private let lock: FileLock?

    static let fileNames = [turnName, name]
    fileprivate static let name = "flags"
    fileprivate static let turnName = "flags-turn"

    fileprivate init(_ lock: consuming FileLock?) { self.lock = lock }
}

extension Cache {
    /// Waits for the lock; nil where the task is cancelled first.
    ///
    /// It is taken before every other lock of the cache, so that no two processes wait for each other.
    ///
    /// - Parameter alone: Keeps out those who write flags, too.
    package func lockFlags(alone: Bool) async throws(CacheError) -> FlagLock? {
        guard exists else { return FlagLock(nil) }
        let locks = CacheLayout.locks(in: directory)
        do throws(FileSystemError) {
            if session == nil { try? FileSystem.makeDirectories(locks) }
            // Who waits to have it alone holds the turnstile, lest an unbroken chain of repairs keeps it out.
            guard let turn = try await FileLock(waitingFor: joinPath(locks, FlagLock.turnName), isShared: !alone) else {
                return nil
            }
            defer { withExtendedLifetime(turn) {} }
            guard let lock = try await FileLock(waitingFor: joinPath(locks, FlagLock.name), isShared: !alone) else {
                return nil
            }
            return FlagLock(lock)
        } catch {
            // A cache that this process may only read can lack these files, where an older version made it. Without locks, as
            // on some network file systems, nobody else is to be known of.
            let isWithoutFile = [EACCES, EPERM, EROFS, ENOENT].contains(error.code) && !alone
            if isWithoutFile || [ENOLCK, ENOSYS, EOPNOTSUPP].contains(error.code) { return FlagLock(nil) }
            throw CacheError(.locking, error)
        }
    }
}
