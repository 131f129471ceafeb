import Caching
import FileSystem
import Foundation
import GRDB
import Glibc
import TestSupport
import Testing

/// For SQLite, an index is in a directory that cannot be written as soon as it cannot make its file `-shm`.
@Suite("An index beside which SQLite can make no files")
struct UnwritableIndexTests {
    private let directory: TemporaryDirectory
    /// A cache whose log is empty, and one with an entry in its log.
    private let path: String
    private let pathWithLog: String

    init() throws {
        directory = try TemporaryDirectory()
        // What has a meaning in a URI.
        path = directory.path(of: "a b?c#d%20é/Cache")
        pathWithLog = directory.path(of: "Log")
        try FileSystem.makeDirectories(FileSystem.parentPath(of: path))
        let original = directory.path(of: "Cache")
        let cache = try Cache(writingTo: original)
        try cache.add("u")
        let database = try DatabaseQueue(path: original + "/index.sqlite")
        try database.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        for copy in [path, pathWithLog] {
            // A copy, since SQLite has what it knows of the files of this process in memory.
            try FileManager.default.copyItem(atPath: original, toPath: copy)
            unlink(copy + "/index.sqlite-shm")
            // SQLite follows no link there, and makes no file in its place.
            #expect(symlink("nowhere", copy + "/index.sqlite-shm") == 0)
            try cache.add("v")
        }
        try database.close()
        let sizes = try [path, pathWithLog].map { try FileSystem.status(of: $0 + "/index.sqlite-wal").size > 0 }
        #expect(sizes == [false, true])
    }

    private func names(_ path: String) throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: path) }

    @Test("is read, and nothing is made beside it")
    func isRead() throws {
        let before = try names(path)
        let cache = try Cache(reading: path)
        #expect(try cache.soundURLs() == ["u"] && cache.lastUse(of: "u") == nil)
        #expect(try names(path) == before)
    }

    @Test("is read with what is in its log alone")
    func isReadWithLog() throws {
        let before = try names(pathWithLog)
        #expect(try Cache(reading: pathWithLog).soundURLs() == ["u", "v"])
        #expect(try names(pathWithLog) == before)
    }

    #if DEBUG
        @Test("cannot be read with its log where there is no room for a copy, and says what helps")
        func hasNoRoom() throws {
            let hook: FaultInjection.Hook = { call, path in
                call == .makeDirectory && path.hasSuffix("proofsheet-XXXXXX") ? EACCES : nil
            }
            let error = #expect(throws: CacheError.self) {
                try FaultInjection.$hook.withValue(hook) { try Cache(reading: pathWithLog) }
            }
            #expect(error?.kind == .copyingIndex && error?.description.hasSuffix("Permission denied") == true)
        }
    #endif

    @Test("that another process writes meanwhile is an error, and no wrong answer")
    func isWritten() throws {
        let cache = try Cache(reading: path)
        #expect(try cache.soundURLs() == ["u"])
        let index = path + "/index.sqlite"
        let file = try FileDescriptor.open(index, flags: O_RDWR)
        try file.write([0], at: try FileSystem.status(of: index).size)
        let error = #expect(throws: CacheError.self) { try cache.allEntries() }
        #expect(error?.kind == .readingWhileWritten && error?.path == index)
    }

    @Test("that may not be read either says so")
    func isUnreadable() throws {
        #if DEBUG
            let hook: FaultInjection.Hook = { call, path in
                call == .status && path.hasSuffix("-wal") ? EACCES : nil
            }
            let error = #expect(throws: CacheError.self) {
                try FaultInjection.$hook.withValue(hook) { try Cache(reading: path) }
            }
            #expect(error?.kind == .openingToRead && error?.description.hasSuffix("Permission denied") == true)
        #endif
    }
}
