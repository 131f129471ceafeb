import Caching
import FileSystem
import Foundation
import Glibc
import Probing
import TestSupport
import Testing

@Suite("An index that is lost")
struct CacheJournalTests {
    let directory: TemporaryDirectory
    let path: String

    init() throws {
        directory = try TemporaryDirectory()
        path = directory.path(of: "Cache")
    }

    private func loseIndex() {
        for suffix in ["", "-wal", "-shm"] { unlink(directory.path(of: "Cache/index.sqlite\(suffix)")) }
    }

    /// Fills a cache and gives what it knows.
    private func fill() throws -> [CacheEntry] {
        let cache = try Cache(writingTo: path)
        for number in 0..<5 { try cache.add("https://a/\(number)ü") }
        try cache.add("https://a/1ü", fetchedAt: 77)
        let failure = CacheFailure(
            kind: .gone, status: 404, detail: "a \"quoted\\\"\n\u{1}\u{7f}line 🚢\u{0}end", occurredAt: 3)
        try cache.update([CacheEntry(url: "https://a/gone", failure: failure)])
        return try cache.allEntries()
    }

    @Test("comes back from the journal with every value when the cache is next written")
    func comesBack() throws {
        let before = try fill()
        loseIndex()
        #expect(try Cache(writingTo: path).allEntries() == before)
    }

    @Test("comes back with where images have moved to and came from")
    func origins() throws {
        let cache = try Cache(writingTo: path)
        let failure = CacheFailure(kind: .gone, status: 404, detail: "gone", occurredAt: 3)
        let object = try cache.stored("elsewhere")
        try cache.update([
            CacheEntry(url: "https://a/gone", triedFallbacks: -7, failure: failure),
            CacheEntry(url: "https://a/moved", object: object, movedTo: "https://b/", movedCount: 3),
            CacheEntry(url: "https://a/r", object: object, origin: .fallback(url: "https://c/"), failure: failure),
            CacheEntry(url: "https://a/s", object: object, origin: .imported(at: 5)),
        ])
        let before = try cache.allEntries()
        #expect(before[0].triedFallbacks == -7 && before[1].movedCount == 3)
        #expect(before[2].origin == .fallback(url: "https://c/") && before[3].origin == .imported(at: 5))
        loseIndex()
        #expect(try Cache(writingTo: path).allEntries() == before)
    }

    @Test("leaves out damaged lines and the objects that are gone, and their URLs are due")
    func skipsDamage() throws {
        let before = try fill()
        let text = try directory.text(of: "Cache/index.journal")
        let damaged = text.replacingOccurrences(of: "\"fetchedAt\":77", with: "\"fetchedAt\":78")
        #expect(damaged != text)
        try directory.write(damaged + "0123 torn", to: "Cache/index.journal")
        let lost = try #require(before[0].object)
        unlink(try Cache(reading: path).objects.location(of: lost))
        loseIndex()
        let result = try Cache.rebuild(in: path, now: 5)
        #expect(result.damagedLines == 2 && result.movedIndex == nil)
        let after = try Cache(reading: path).allEntries()
        #expect(after[0].object == nil && after[0].needsRequest(at: 0))
        // The damaged line was the second of this URL; the first is left.
        #expect(after[1].fetchedAt == 1 && after[2...] == before[2...])
    }

    @Test("is moved aside where it cannot be read, and made anew")
    func rebuildsDamaged() throws {
        let before = try fill()
        loseIndex()
        try directory.write(String(repeating: "not a database ", count: 100), to: "Cache/index.sqlite")
        let result = try Cache.rebuild(in: path, now: 5)
        #expect(result.entries == before.count && result.objects == 5)
        let moved = try #require(result.movedIndex)
        #expect(try FileSystem.exists(moved))
        #expect(try Cache(reading: path).allEntries() == before)
    }

    @Test("a rebuild of a whole index loses nothing, without a journal too")
    func keepsIndex() throws {
        let before = try fill()
        unlink(directory.path(of: "Cache/index.journal"))
        _ = try Cache.rebuild(in: path, now: 5)
        #expect(try Cache(reading: path).allEntries() == before)
        loseIndex()
        #expect(try Cache(writingTo: path).allEntries() == before)
    }

    @Test("a rebuild finds objects that were altered")
    func hashes() throws {
        let before = try fill()
        let object = try #require(before[0].object)
        let file = try Cache(reading: path).objects.location(of: object)
        try AtomicFile.create(file, with: Array(repeating: 65, count: object.byteCount))
        _ = try Cache.rebuild(in: path, now: 5)
        let after = try Cache(reading: path)
        #expect(try after.allEntries().first?.object == nil)
        #expect(try after.soundURLs().count == 4)
    }

    @Test("a rebuild waits for no other process, and says so")
    func refusesCompany() throws {
        let other = try Cache(writingTo: path)
        try other.add("u")
        let error = #expect(throws: CacheError.self) { try Cache.rebuild(in: path, now: 5) }
        #expect(error?.kind == .openingAlone && error?.path == path)
        withExtendedLifetime(other) {}
    }

    @Test("the journal is written anew when it holds far more than the rows")
    func compacts() throws {
        let cache = try Cache(writingTo: path)
        let detail = String(repeating: "x", count: 100_000)
        for time in 0..<30 {
            let failure = CacheFailure(kind: .unreachable, detail: detail, occurredAt: Int64(time))
            try cache.update([CacheEntry(url: "u", failure: failure)])
        }
        let journal = directory.path(of: "Cache/index.journal")
        #expect(try FileSystem.status(of: journal).size > 3_000_000)
        let entries = try Cache(writingTo: path).allEntries()
        #expect(try FileSystem.status(of: journal).size < 200_000)
        loseIndex()
        #expect(try Cache(writingTo: path).allEntries() == entries)
    }
}
