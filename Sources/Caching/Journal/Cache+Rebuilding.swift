import FileSystem
import Glibc

/// What the making of a new index gave.
package struct RebuildResult: Sendable, Hashable {
    /// Entries and objects that the index now has.
    package var entries = 0
    package var objects = 0
    /// Lines of the journal that could not be read.
    package var damagedLines = 0
    /// Where the damaged index was moved to.
    package var movedIndex: String?
}

extension Cache {
    /// Brings back the rows that the index has lost, and keeps the journal from growing for ever.
    func keepJournal() throws(CacheError) {
        guard let index, let session else { return }
        if try !index.isInStepWithJournal() {
            // A process that removes objects takes their rows first: to whoever looks meanwhile, all of them may seem lost.
            try session.locks.storing { () throws(CacheError) in try index.catchUp() }
        } else if index.journal.isDue {
            try index.compactJournal()
        }
    }

    static func lines(
        of journal: CacheJournal, from offset: Int = 0
    ) throws(CacheError) -> (lines: [CacheJournal.Line], damaged: Int) {
        do throws(FileSystemError) { return try journal.lines(from: offset) } catch {
            throw CacheError(.readingJournal, error)
        }
    }

    /// Makes the index of the cache in `directory` anew from its rows, where these can be read, and the journal.
    ///
    /// Every object is hashed; one that is missing or altered is left out, so that it is fetched again.
    package static func rebuild(in directory: String, now: Int64) throws(CacheError) -> RebuildResult {
        var result = RebuildResult()
        let path = joinPath(directory, CacheLayout.index)
        let kept = try lines(of: journal(in: directory, staging: nil))
        result.damagedLines = kept.damaged
        do throws(FileSystemError) {
            let session = try CacheSession(cacheDirectory: directory, alone: true)
            if !isReadable(directory), try FileSystem.exists(path) {
                result.movedIndex = path + ".damaged-\(now)"
                for suffix in ["-wal", "-shm", ""] {
                    try FileSystem.moveAside(path + suffix, to: path + ".damaged-\(now)" + suffix)
                }
            }
            _ = consume session
        } catch {
            if error.code == EBUSY { throw CacheError(.openingAlone, path: directory) }
            throw CacheError(.openingToRebuild, error)
        }
        let cache = try Cache(writingTo: directory)
        guard let index = cache.index, let session = cache.session else { return result }
        try session.locks.removing { () throws(CacheError) in
            let store = cache.objects
            let isWhole: (ImageObject) -> Bool = { (try? store.condition(of: $0, full: true)) == .present }
            try index.forget(try index.allObjects().filter { !isWhole($0) })
            try index.restore(kept.lines, where: isWhole)
            try index.compactJournal()
        }
        cache.keepStamps()
        result.objects = try index.allObjects().count
        result.entries = try index.allEntries().count
        return result
    }

    /// Whether the index can be read from end to end.
    private static func isReadable(_ directory: String) -> Bool {
        do throws(CacheError) {
            let cache = try Cache(reading: directory)
            _ = try cache.allEntries()
            _ = try cache.allObjects()
            return try cache.index?.passesCheck() ?? true
        } catch { return false }
    }
}
