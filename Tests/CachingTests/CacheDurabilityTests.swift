@testable import Caching
import FileSystem
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite("What is on the disk before a flag relies on it")
struct CacheDurabilityTests {
    let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    @Test("the connection that writes waits for the disk with each commit, after a note of use too")
    func waits() throws {
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let index = try #require(cache.index)
        // 2 is FULL; 1, NORMAL, leaves what was committed in memory.
        #expect(try index.synchronousMode() == 2)
        try cache.add("u")
        try cache.touch(["u"], at: 1_000_000)
        #expect(try cache.lastUse(of: "u") == 1_000_000)
        #expect(try index.synchronousMode() == 2)
        #expect(throws: CacheError.self) {
            try index.changeWithoutWaiting { _ in throw FileSystemError(call: .write, path: "p", code: EIO) }
        }
        #expect(try index.synchronousMode() == 2)
    }

    /// The calls of `body` that make, rename or sync something, in order, with paths from the directory on.
    private func calls(_ body: () throws -> Void) rethrows -> [String] {
        let calls = Mutex<[String]>([])
        let root = directory.root
        let hook: FaultInjection.Hook = { call, path in
            if [.sync, .rename, .makeDirectory].contains(call) {
                let name = path == root ? "." : String(path.dropFirst(root.utf8.count + 1))
                calls.withLock { $0.append("\(call.rawValue) \(name)") }
            }
            return nil
        }
        try FaultInjection.$hook.withValue(hook, operation: body)
        return calls.withLock { $0 }
    }

    @Test("every directory that a new cache makes is on the disk before its first image is stored")
    func directories() throws {
        let calls = try calls { _ = try Cache(writingTo: directory.path(of: "a/b/Cache")) }
        for (made, parent) in [("a", "."), ("a/b", "a"), ("a/b/Cache", "a/b")] {
            let making = try #require(calls.lastIndex(of: "makeDirectory \(made)"), "\(made): \(calls)")
            #expect(calls[making...].contains("sync \(parent)"), "\(made): \(calls)")
        }
        // The index and the journal are there by then.
        #expect(calls.last == "sync a/b/Cache", "\(calls)")
        #expect(try FileSystem.exists(directory.path(of: "a/b/Cache/index.journal")))
    }

    @Test("a cache whose making was cut short before its directories were on the disk is made good by the next process")
    func cutShort() throws {
        let path = directory.path(of: "Cache")
        let root = directory.root
        let hook: FaultInjection.Hook = { call, name in call == .sync && name == root ? EIO : nil }
        #expect(throws: CacheError.self) {
            try FaultInjection.$hook.withValue(hook) { _ = try Cache(writingTo: path) }
        }
        #expect(try !FileSystem.exists(directory.path(of: "Cache/index.journal")))
        let calls = try calls { _ = try Cache(writingTo: path) }
        #expect(calls.contains("sync ."), "\(calls)")
    }

    @Test("an object, its shelf and the directories above are on the disk before its row, in batches of every size")
    func objects() throws {
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        for count in [1, 20] {
            let updates = try (0..<count).map {
                Cache.Update(entry: CacheEntry(url: "\(count)-\($0)"), staged: try cache.staged("\(count)-\($0)"))
            }
            let calls = try calls { try cache.store(updates) }
            let renaming = try #require(calls.firstIndex { $0.hasPrefix("rename ") })
            let renamed = try #require(calls.lastIndex { $0.hasPrefix("rename ") })
            let journal = try #require(calls.firstIndex(of: "sync Cache/index.journal"), "\(calls)")
            #expect(calls[..<renaming].contains { $0.hasPrefix("sync Cache/") }, "\(calls)")
            let syncs = calls[renamed..<journal].filter { $0.hasPrefix("sync ") }
            #expect(syncs.contains("sync Cache/objects"), "\(calls)")
            // A sync of the whole file system is one for all shelves.
            #expect(syncs.count == (count == 1 ? 3 : 1), "\(calls)")
            #expect(count > 1 || syncs.contains("sync Cache"), "\(calls)")
        }
    }

}
