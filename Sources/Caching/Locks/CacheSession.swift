import FileSystem
import Glibc

/// What a process holds for as long as it has a cache open to write.
final class CacheSession: Sendable {
    let locks: CacheLocks
    let staging: StagingDirectory
    /// The URLs that this process fetches.
    let leases: PlaceLocks
    private let use: FileLock

    /// - Parameter alone: Fails with `EBUSY` where another process has the cache open to write.
    init(cacheDirectory: String, alone: Bool = false) throws(FileSystemError) {
        locks = try CacheLocks(cacheDirectory: cacheDirectory)
        guard let use = try locks.use(alone: alone) else {
            throw FileSystemError(call: .lock, path: cacheDirectory, code: EBUSY)
        }
        self.use = use
        try locks.makeFilesToShare()
        leases = try locks.leases()
        staging = try StagingDirectory(in: CacheLayout.staging(in: cacheDirectory))
    }
}
