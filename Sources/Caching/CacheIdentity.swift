import FileSystem

/// Which directory, index and objects a cache is made of, by device and inode.
///
/// A cache can be deleted, moved, unmounted or replaced while a run uses it. Its index is open all the same, and still
/// says what was there; so what a run goes by has to be held against this.
struct CacheIdentity: Sendable {
    private let parts: [(path: String, status: FileStatus)]

    /// Takes what is there now for what has to stay.
    init(of paths: [String]) {
        parts = paths.compactMap { path in (try? FileSystem.status(of: path)).map { (path, $0) } }
    }

    /// Whether all that was there is still in its place.
    var isInPlace: Bool {
        parts.allSatisfy { part in (try? FileSystem.status(of: part.path))?.isSameFile(as: part.status) == true }
    }
}

extension Cache {
    /// Throws where the cache is no longer the one that was opened.
    package func checkPresence() throws(CacheError) {
        if index != nil, !identity.isInPlace { throw CacheError(.vanished, path: directory) }
    }

    /// Does something by what the cache says; that the cache vanished meanwhile goes before any other trouble.
    package func whilePresent<Result>(_ body: () throws(CacheError) -> Result) throws(CacheError) -> Result {
        let result: Result
        do throws(CacheError) { result = try body() } catch {
            try checkPresence()
            throw error
        }
        try checkPresence()
        return result
    }
}
