import Caching
import HTTPRules
import Testing

@Suite("What an entry knows of moves and other sources")
struct CacheMoveTests {
    @Test("a move counts the answers one after the other that name the same address")
    func counts() {
        var entry = CacheEntry(url: "https://a/")
        for (target, count) in [("https://b/", 1), ("https://b/", 2), ("https://c/", 1), (nil, 0), ("https://b/", 1)] {
            entry.noteMove(to: target)
            #expect(entry.movedTo == target && entry.movedCount == count)
        }
    }

    @Test("an image from elsewhere has nothing of what its own server said, and a good answer of that ends it")
    func origins() {
        var entry = CacheEntry(
            url: "https://a/", etag: "\"a\"", lastModified: "x", movedTo: "https://b/", movedCount: 2,
            failure: CacheFailure(kind: .gone, detail: "gone", occurredAt: 7))
        entry.take(from: .fallback(url: "https://c/"), finalURL: "https://d/", at: 9)
        #expect(entry.etag == nil && entry.lastModified == nil && entry.movedTo == nil && entry.movedCount == 0)
        #expect(entry.origin == .fallback(url: "https://c/") && entry.finalURL == "https://d/")
        #expect(entry.failure?.occurredAt == 7 && entry.fetchedAt == 9)
        entry.accept(
            status: 200, fields: HTTPFields([]), request: HTTPFields([]), requestedAt: 10, receivedAt: 11)
        #expect(entry.origin == nil && entry.failure == nil)
    }

    @Test("what a person supplied is never due, and what a fallback gave is due with its failure")
    func due() throws {
        var entry = CacheEntry(url: "https://a/")
        entry.failure = CacheFailure(kind: .gone, detail: "gone", occurredAt: 100)
        entry.take(from: .imported(at: 100), finalURL: nil, at: 100)
        // Without its object there is nothing to keep.
        #expect(entry.needsRequest(at: 100 + CacheFailure.goneLifetime))
        entry.take(from: .fallback(url: "https://c/"), finalURL: nil, at: 100)
        #expect(!entry.needsRequest(at: 101) && entry.needsRequest(at: 100 + CacheFailure.goneLifetime))
    }
}
