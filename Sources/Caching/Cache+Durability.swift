import FileSystem
import Glibc

extension Cache {
    /// Has the directory of a new cache, and those above it, on the disk before anything is stored in it.
    ///
    /// Its journal comes last, so that a making that is cut short is made good by who opens the cache next; to write it
    /// syncs the cache's own directory.
    static func finishMaking(_ directory: String, with journal: CacheJournal) throws(CacheError) {
        do throws(FileSystemError) {
            if try FileSystem.exists(journal.path) { return }
            try FileSystem.syncParents(of: directory)
        } catch {
            throw CacheError(.opening, error)
        }
    }

    /// Returns when all rows that the index shows are on the disk, as they must be before anything relies on them.
    ///
    /// A commit waits for the disk before it shows its rows. But where a process was killed while it waited, SQLite shows
    /// the next one what it finds in the log, whether that is on the disk or not.
    package func syncIndex() throws(CacheError) {
        guard exists else { return }
        let path = joinPath(directory, CacheLayout.index)
        // What is not in the log is on the disk. To open and close the index itself would end the locks that SQLite has
        // on it (https://www.sqlite.org/howtocorrupt.html, 2.2).
        do throws(FileSystemError) {
            try Self.ignoring([ENOENT]) { () throws(FileSystemError) in
                try FileDescriptor.open(path + "-wal", flags: O_RDONLY).sync()
            }
            // Who may not read the directory of a cache did not make its index, and some file systems sync none.
            try Self.ignoring([EACCES, EPERM, EINVAL]) { () throws(FileSystemError) in
                try FileSystem.syncDirectory(directory)
            }
        } catch {
            throw CacheError(.usingIndex(.other), path: path, reason: error.description)
        }
    }

    private static func ignoring(
        _ codes: Set<Int32>, _ body: () throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        do throws(FileSystemError) { try body() } catch { if !codes.contains(error.code) { throw error } }
    }
}
