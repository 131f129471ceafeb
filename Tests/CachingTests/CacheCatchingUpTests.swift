@testable import Caching
import FileSystem
import Glibc
import Hashing
import Synchronization
import TestSupport
import Testing

@Suite("An index that lacks what its journal has, or the other way about")
struct CacheCatchingUpTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
    }

    /// Opens the cache, and closes it when `body` returns: then the index is all in one file.
    @discardableResult
    private func withCache<Result>(_ body: (Cache) throws -> Result) throws -> Result {
        try body(try Cache(writingTo: path))
    }

    private func fill(_ numbers: Range<Int>) throws {
        try withCache { cache in for number in numbers { try cache.add("https://a/\(number)") } }
    }

    private func soundURLs() throws -> [String] { try withCache { try $0.soundURLs() } }

    private func allEntries() throws -> [CacheEntry] { try withCache { try $0.allEntries() } }

    private func urls(_ numbers: some Sequence<Int>) -> [String] { numbers.map { "https://a/\($0)" } }

    private func putBack(_ name: String, _ bytes: [UInt8]) throws {
        for suffix in ["-wal", "-shm"] { unlink(directory.path(of: "Cache/index.sqlite\(suffix)")) }
        try directory.write(bytes, to: "Cache/\(name)")
    }

    @Test("an index that lost its last transactions has all rows again as soon as it is opened to write")
    func lostTransactions() throws {
        try fill(0..<3)
        let old = try directory.bytes(of: "Cache/index.sqlite")
        try fill(3..<8)
        let failure = CacheFailure(kind: .gone, status: 404, detail: "404", occurredAt: 9)
        try withCache { try $0.update([CacheEntry(url: "https://a/0", failure: failure)]) }
        let before = try allEntries()
        try putBack("index.sqlite", old)
        #expect(try Cache(reading: path).soundURLs() == urls(0..<3))
        #expect(try allEntries() == before)
        // Of the row that both have, the journal's is the later one.
        #expect(before[0].object == nil && before[0].failure == failure)
    }

    @Test("rows whose object is not there do not come back, and their URLs are due")
    func lostObjects() throws {
        try fill(0..<2)
        let old = try directory.bytes(of: "Cache/index.sqlite")
        try fill(2..<4)
        let lost = try #require(try withCache { try $0.entries(for: urls([2])).values.first?.object })
        unlink(try Cache(reading: path).objects.location(of: lost))
        try putBack("index.sqlite", old)
        #expect(try soundURLs() == urls([0, 1, 3]))
        let cache = try Cache(reading: path)
        #expect(try #require(cache.allEntries().first { $0.url == urls([2])[0] }).needsRequest(at: 0))
        #expect(try cache.allObjects().count == 3)
    }

    @Test("what a killed process wrote to the journal alone is known to the process that writes next")
    func killedBeforeCommit() throws {
        let running = try Cache(writingTo: path)
        try running.add("https://a/0")
        // Its lines are in the journal, and its transaction is undone before the commit.
        let isWritten = Mutex(false)
        let hook: FaultInjection.Hook = { call, path in
            guard path.hasSuffix("index.journal") else { return nil }
            if call == .write { isWritten.withLock { $0 = true } }
            return call == .open && isWritten.withLock { $0 } ? EMFILE : nil
        }
        #expect(throws: CacheError.self) {
            try FaultInjection.$hook.withValue(hook) { try running.add("https://a/1") }
        }
        #expect(try running.soundURLs() == urls([0]))
        try running.add("https://a/2")
        #expect(try running.soundURLs() == urls(0..<3))
    }

    @Test("a prune stays done, whenever its process is killed")
    func pruned() throws {
        try fill(0..<4)
        try withCache { cache in
            var rules = PruneRules()
            rules.named = ["https://a/1"]
            _ = try cache.prune(rules, isDryRun: false, now: 9)
        }
        let journal = try directory.bytes(of: "Cache/index.journal")
        #expect(try soundURLs() == urls([1]))
        #expect(try directory.bytes(of: "Cache/index.journal") == journal)
        // Killed between the removal of the rows and the new journal: the old one is in step with the index.
        try fill(5..<8)
        try withCache { cache in
            let index = try #require(cache.index)
            try index.remove(urls: urls([5, 6]), hashes: urls([5, 6]).map { SHA256(of: Array($0.utf8)).hex })
        }
        #expect(try soundURLs() == urls([1, 7]))
    }

    @Test("a journal that lost its end, or is lost, is written anew from the rows")
    func lostEnd() throws {
        try fill(0..<2)
        let old = try directory.bytes(of: "Cache/index.journal")
        try fill(2..<5)
        for journal in [old, old.dropLast(30), []] {
            try putBack("index.journal", Array(journal))
            #expect(try soundURLs() == urls(0..<5))
            for suffix in ["", "-wal", "-shm"] { unlink(directory.path(of: "Cache/index.sqlite\(suffix)")) }
            #expect(try soundURLs() == urls(0..<5))
        }
    }

    @Test("an index from before a prune, or from elsewhere, takes what is later from the journal")
    func otherJournal() throws {
        try fill(0..<3)
        let old = try directory.bytes(of: "Cache/index.sqlite")
        try withCache { cache in
            try cache.add("https://a/1", fetchedAt: 50)
            try cache.add("https://a/4", fetchedAt: 60)
            try #require(cache.index).compactJournal()
        }
        try putBack("index.sqlite", old)
        #expect(try soundURLs() == urls([0, 1, 2, 4]))
        #expect(try allEntries().map(\.fetchedAt) == [1, 50, 1, 60])
    }

    @Test("an index that is in step with its journal is opened without a look at the rows")
    func inStep() throws {
        try fill(0..<3)
        // A line that would be read as a row, in place of another of the same length.
        let text = try directory.text(of: "Cache/index.journal")
        try putBack("index.journal", Array(text.replacing("https://a/2", with: "https://a/3").utf8))
        let journal = try directory.bytes(of: "Cache/index.journal")
        #expect(try soundURLs() == urls(0..<3))
        #expect(try directory.bytes(of: "Cache/index.journal") == journal)
    }
}
