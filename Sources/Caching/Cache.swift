import FileSystem
package import Hashing

/// The image cache in one directory: objects, the index that finds them by URL, and the tag that keeps backups out.
package struct Cache: Sendable {
    package let directory: String
    package let objects: ObjectStore
    /// Nil for a cache that does not exist and is only read: it knows nothing.
    let index: CacheIndex?
    /// Nil for a cache that is only read.
    let session: CacheSession?
    let identity: CacheIdentity

    /// Opens the cache in `directory`, and makes it where it is missing.
    package init(writingTo directory: String) throws(CacheError) {
        self.directory = directory
        let session: CacheSession
        do throws(FileSystemError) {
            try FileSystem.makeDirectories(directory)
            try FileSystem.checkWritable(directory)
            session = try CacheSession(cacheDirectory: directory)
            try CacheLayout.mark(directory, by: session.staging)
        } catch {
            throw CacheError(.opening, error)
        }
        self.session = session
        let objects = Self.objects(in: directory, staging: session.staging)
        self.objects = objects
        let journal = Self.journal(in: directory, staging: session.staging)
        index = try session.locks.opening { () throws(CacheError) in
            try CacheIndex(writingTo: joinPath(directory, CacheLayout.index), journal: journal) { object in
                (try? objects.condition(of: object)) == .present
            }
        }
        identity = Self.identity(of: directory)
        try Self.finishMaking(directory, with: journal)
        try keepJournal()
    }

    /// Opens the cache in `directory` to read only, and makes nothing; where there is none, it is empty.
    package init(reading directory: String) throws(CacheError) {
        self.directory = directory
        objects = Self.objects(in: directory, staging: nil)
        session = nil
        let path = joinPath(directory, CacheLayout.index)
        let isThere: Bool
        do throws(FileSystemError) {
            isThere = try FileSystem.exists(path)
        } catch {
            throw CacheError(.openingToRead, error)
        }
        index = isThere ? try CacheIndex(reading: path, journal: Self.journal(in: directory, staging: nil)) : nil
        identity = Self.identity(of: directory)
    }

    private static func identity(of directory: String) -> CacheIdentity {
        CacheIdentity(of: [directory, joinPath(directory, CacheLayout.index), joinPath(directory, CacheLayout.objects)])
    }

    /// Ends the writing to a cache, and keeps the stamps of its objects.
    ///
    /// What is staged is removed here and now: the last reference may go only with a thread that outlives the run, and a
    /// process that ends does not wait for it.
    package func close() {
        guard let session else { return }
        keepStamps()
        session.staging.close()
    }

    private static func objects(in directory: String, staging: StagingDirectory?) -> ObjectStore {
        ObjectStore(LocalObjects(directory: joinPath(directory, CacheLayout.objects), staging: staging))
    }

    /// - Parameter staging: Where it is written anew; nil where it is only read.
    static func journal(in directory: String, staging: StagingDirectory?) -> CacheJournal {
        CacheJournal(path: joinPath(directory, CacheLayout.journal), staging: staging)
    }

    /// It was opened to be written.
    package var isWritable: Bool { session != nil }

    /// Whether anything was ever stored here.
    package var exists: Bool { index != nil }

    /// Whether nothing is known of any URL.
    package var isEmpty: Bool { get throws(CacheError) { try index?.isEmpty ?? true } }

    /// What is known of those of `urls` that are known.
    package func entries(for urls: [String]) throws(CacheError) -> [String: CacheEntry] {
        var result: [String: CacheEntry] = [:]
        try forEachEntry(for: urls) { entry in result[entry.url] = entry }
        return result
    }

    /// Hands over what is known of those of `urls` that are known, in no order.
    ///
    /// - Parameters:
    ///   - urls: None of them twice.
    ///   - body: It must not ask the cache for what its index says.
    package func forEachEntry(
        for urls: [String], extent: CacheEntry.Extent = .whole,
        _ body: (consuming CacheEntry) throws(CacheError) -> Void
    ) throws(CacheError) {
        try index?.forEachEntry(for: urls, extent: extent, body)
    }

    /// The URLs of all objects that have more than one, with the object of each.
    ///
    /// With that of the fallback that gave it, where one did.
    package func sharedObjects() throws(CacheError) -> [(object: SHA256, url: String, fallback: String?)] {
        try index?.sharedObjects() ?? []
    }

    /// How many other URLs have an object from a fallback.
    package func countRescues(by object: SHA256, except url: String) throws(CacheError) -> Int {
        try index?.countRescues(by: object, except: url) ?? 0
    }

    /// What is known of every URL, in the order of the URLs.
    package func allEntries() throws(CacheError) -> [CacheEntry] {
        try index?.allEntries() ?? []
    }

    /// Every object that the index knows, in the order of their names.
    package func allObjects() throws(CacheError) -> [ImageObject] {
        try index?.allObjects() ?? []
    }

    /// Notes that entries are in use.
    package func touch(_ urls: [String], at now: Int64) throws(CacheError) {
        try index?.touch(urls, at: now)
    }

    /// When an entry was last noted to be in use, in seconds since 1970.
    package func lastUse(of url: String) throws(CacheError) -> Int64? {
        try index?.lastUse(of: url)
    }
}
