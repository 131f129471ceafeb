import FileSystem

/// The image cache in one directory: objects, the index that finds them by URL, and the tag that keeps backups out.
package struct Cache: Sendable {
    package let directory: String
    package let objects: ObjectStore
    /// Nil for a cache that does not exist and is only read: it knows nothing.
    private let index: CacheIndex?

    /// Opens the cache in `directory`, and makes it where it is missing.
    package init(writingTo directory: String) throws(CacheError) {
        self.directory = directory
        objects = ObjectStore(cacheDirectory: directory)
        do throws(FileSystemError) {
            try FileSystem.makeDirectories(directory)
            try FileSystem.checkWritable(directory)
            try Self.writeTag(in: directory)
        } catch {
            throw CacheError("the cache cannot be used: \(error); check its permissions or use another --cache")
        }
        index = try CacheIndex(writingTo: joinPath(directory, Self.indexName))
    }

    /// Opens the cache in `directory` to read only, and makes nothing; where there is none, it is empty.
    package init(reading directory: String) throws(CacheError) {
        self.directory = directory
        objects = ObjectStore(cacheDirectory: directory)
        let path = joinPath(directory, Self.indexName)
        let isThere: Bool
        do throws(FileSystemError) {
            isThere = try FileSystem.exists(path)
        } catch {
            throw CacheError("the cache cannot be read: \(error); check its permissions or use another --cache")
        }
        index = isThere ? try CacheIndex(reading: path) : nil
    }

    static let indexName = "index.sqlite"

    /// Whether anything was ever stored here.
    package var exists: Bool { index != nil }

    /// What is known of those of `urls` that are known.
    package func entries(for urls: [String]) throws(CacheError) -> [String: CacheEntry] {
        try index?.entries(for: urls) ?? [:]
    }

    /// What is known of every URL, in the order of the URLs.
    package func allEntries() throws(CacheError) -> [CacheEntry] {
        try index?.allEntries() ?? []
    }

    /// Every object that the index knows, in the order of their names.
    package func allObjects() throws(CacheError) -> [ImageObject] {
        try index?.allObjects() ?? []
    }

    /// Writes what is now known of some URLs; their objects must be stored already.
    package func update(_ entries: [CacheEntry]) throws(CacheError) {
        if !entries.isEmpty { try index?.write(entries) }
    }

    /// Writes what is now known of objects that are stored already.
    package func update(objects: [ImageObject]) throws(CacheError) {
        if !objects.isEmpty { try index?.write(objects) }
    }

    /// Takes damaged objects away, and has their URLs fetched again.
    package func drop(_ damaged: [ImageObject]) throws(CacheError) {
        if damaged.isEmpty { return }
        try index?.forget(damaged)
        for object in damaged {
            do throws(FileSystemError) { try objects.remove(object) } catch { throw CacheError(error.description) }
        }
    }

    /// Tells backup programs that this directory can be made anew (Cache Directory Tagging Specification, bford.info).
    private static func writeTag(in directory: String) throws(FileSystemError) {
        let path = joinPath(directory, "CACHEDIR.TAG")
        if try FileSystem.exists(path) { return }
        let text = """
            Signature: 8a477f597d28d172789f06886806bc55
            # This directory is a cache of images made by proofsheet; it can be made anew with 'proofsheet warm'.

            """
        try AtomicFile.create(path, with: Array(text.utf8))
    }
}
