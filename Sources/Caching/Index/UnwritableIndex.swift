import FileSystem
import GRDB
import Glibc

/// An index that was opened to read.
struct ReadableIndex {
    let database: any DatabaseReader & DatabaseWriter
    /// Nil where SQLite's own locks keep readers and writers apart.
    var unlocked: UnlockedFile?
}

/// The file of an index that is read without locks, as it was when it was opened.
struct UnlockedFile: Sendable {
    private let path: String
    private let status: FileStatus

    init(_ path: String) throws(FileSystemError) {
        self.path = path
        status = try FileSystem.status(of: path)
    }

    /// Nobody has written to the file, so that what was read of it belongs together.
    var isUnchanged: Bool { (try? FileSystem.status(of: path)) == status }
}

/// Opens an index in a directory in which nothing can be written.
///
/// SQLite reads a database in WAL mode only where the files `-wal` and `-shm` are there or can be made
/// (https://www.sqlite.org/wal.html#read_only_databases). Else what is in the file alone is read as if it could not change
/// (`immutable`, https://www.sqlite.org/uri.html). That would leave out what is still in the log: then both are copied to
/// where they can be written.
enum UnwritableIndex {
    /// - Parameter open: Opens the database at a path or URI to read.
    static func open(
        _ path: String, _ open: (_ path: String) throws -> any DatabaseReader & DatabaseWriter
    ) throws -> ReadableIndex {
        do throws(FileSystemError) {
            let log = try size(of: path + "-wal")
            let unlocked = try UnlockedFile(path)
            // A build of SQLite that knows no URIs takes it for the name of a file, which is not there.
            if log == 0, let database = try? open(uri(path)) {
                return ReadableIndex(database: database, unlocked: unlocked)
            }
        } catch { throw CacheError(.openingToRead, error) }
        return ReadableIndex(database: try openCopy(path))
    }

    private static func size(of path: String) throws(FileSystemError) -> Int {
        do throws(FileSystemError) { return try FileSystem.status(of: path).size } catch {
            guard error.code == ENOENT else { throw error }
            return 0
        }
    }

    private static func uri(_ path: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var text: [UInt8] = []
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"):
                text.append(byte)
            // After two slashes comes a host.
            case UInt8(ascii: "/"): if text.last != byte { text.append(byte) }
            default: text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return "file:\(String(decoding: text, as: UTF8.self))?immutable=1"
    }

    /// Opens a copy, of which nothing is left in the file system: it goes with the connection.
    private static func openCopy(_ path: String) throws -> DatabaseQueue {
        let directory: String
        do throws(FileSystemError) { directory = try FileSystem.makeTemporaryDirectory() } catch {
            throw CacheError(.copyingIndex, error)
        }
        defer { try? FileSystem.removeTree(directory) }
        let copy = joinPath(directory, "index.sqlite")
        let isWhole: Bool
        do throws(FileSystemError) { isWhole = try copyWhole(path, to: copy) } catch {
            throw CacheError(.openingToRead, error)
        }
        if !isWhole { throw CacheError(.readingWhileWritten, path: path) }
        var configuration = Configuration()
        configuration.label = "proofsheet.cache"
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        // From here on SQLite has all files open.
        _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
        return queue
    }

    /// Copies the index and its log; false where another process kept writing them meanwhile.
    private static func copyWhole(_ path: String, to copy: String) throws(FileSystemError) -> Bool {
        for _ in 0..<attempts {
            let before = try states(of: path)
            try FileSystem.copy(path, to: copy)
            if before.count > 1 { try FileSystem.copy(path + "-wal", to: copy + "-wal") }
            if try before == states(of: path) { return true }
            for suffix in ["", "-wal"] { try FileSystem.remove(copy + suffix) }
        }
        return false
    }

    private static let attempts = 10

    /// What is told of the index and, where there is one, its log.
    private static func states(of path: String) throws(FileSystemError) -> [FileStatus] {
        var states = [try FileSystem.status(of: path)]
        do throws(FileSystemError) { states.append(try FileSystem.status(of: path + "-wal")) } catch {
            guard error.code == ENOENT else { throw error }
        }
        return states
    }
}
