import FileSystem
import Glibc

/// The locks by which processes share a cache; the kernel drops each when its holder ends, however it does.
///
/// Between the storing of an object and its row in the index nobody may remove it, and so who stores holds a shared
/// lock and who removes an exclusive one.
struct CacheLocks: Sendable {
    private let directory: String

    init(cacheDirectory: String) throws(FileSystemError) {
        directory = CacheLayout.locks(in: cacheDirectory)
        try FileSystem.makeDirectories(directory)
    }

    private func path(_ name: String) -> String { joinPath(directory, name) }

    private func take(_ name: String, isShared: Bool) throws(CacheError) -> FileLock {
        do throws(FileSystemError) { return try FileLock(path: path(name), isShared: isShared) } catch {
            throw CacheError(.locking, error)
        }
    }

    /// Lets objects be stored while `body` runs.
    func storing<Result>(_ body: () throws(CacheError) -> Result) throws(CacheError) -> Result {
        // Who waits to remove holds the turnstile, lest an unbroken chain of those who store keep it out.
        try passTurnstile()
        let lock = try take("store", isShared: true)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    private func passTurnstile() throws(CacheError) { _ = try take("turn", isShared: true) }

    /// Lets objects be removed while `body` runs.
    ///
    /// Who removes intact ones holds the lock of the flags already.
    func removing<Result>(_ body: () throws(CacheError) -> Result) throws(CacheError) -> Result {
        let turn = try take("turn", isShared: false)
        defer { withExtendedLifetime(turn) {} }
        let lock = try take("store", isShared: false)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// Lets nobody else open the index to write while `body` does: a migration must not begin twice.
    func opening<Result>(_ body: () throws(CacheError) -> Result) throws(CacheError) -> Result {
        let lock = try take("open", isShared: false)
        defer { withExtendedLifetime(lock) {} }
        return try body()
    }

    /// The lock that every process holds that has the index open to write; the index is replaced only where nobody
    /// has it.
    func use(alone: Bool) throws(FileSystemError) -> FileLock? {
        if alone { return try FileLock(ifFree: path("use")) }
        return try FileLock(path: path("use"), isShared: true)
    }

    /// Makes the files of the locks that are shared, too, by those who may only read the cache, and could not make them.
    func makeFilesToShare() throws(FileSystemError) {
        for name in FlagLock.fileNames where try !FileSystem.exists(path(name)) {
            _ = try FileDescriptor.open(path(name), flags: O_RDWR | O_CREAT, mode: 0o666)
        }
    }

    func leases() throws(FileSystemError) -> PlaceLocks { try PlaceLocks(path: path("fetch")) }
}
