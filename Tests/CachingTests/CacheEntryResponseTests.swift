import Caching
import HTTPRules
import Hashing
import Probing
import TestSupport
import Testing

@Suite("Entries and what answers say of their reuse")
struct CacheEntryResponseTests {
    private let accept = fields("accept: image/webp")

    private func entry(
        _ lines: String..., object: ImageObject? = CacheEntryResponseTests.object
    ) -> CacheEntry {
        var entry = CacheEntry(url: "u", object: object)
        entry.accept(
            status: 200, fields: HTTPFields(text: lines.joined(separator: "\n")), request: accept, requestedAt: arrival,
            receivedAt: arrival)
        return entry
    }

    private static let object = ImageObject(
        id: SHA256(of: [1]), header: ImageHeader(format: .png, rawWidth: 1, rawHeight: 1), soundness: .intact,
        byteCount: 1, modificationTime: 1)

    @Test("a good answer gives validators and freshness, and ends a failure")
    func accepts() {
        var entry = CacheEntry(url: "u", failure: CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: 1))
        entry.etag = "\"old\""
        entry.accept(
            status: 200, fields: fields("last-modified: x", "cache-control: max-age=60", "set-cookie: a=b"),
            request: accept, requestedAt: arrival, receivedAt: arrival)
        #expect(entry.failure == nil && entry.etag == nil && entry.lastModified == "x")
        #expect(entry.fetchedAt == arrival && entry.freshUntil == arrival + 60)
        #expect(entry.response?.fields["set-cookie"] == nil)
    }

    @Test(
        "an image is kept and asked for again whatever no-store or no-cache says", arguments: ["no-store", "no-cache"])
    func keepsUnstorable(directive: String) {
        let entry = entry("cache-control: max-age=60, \(directive)", "etag: \"1\"")
        #expect(entry.object != nil && entry.etag == "\"1\"" && entry.needsRequest(at: arrival))
    }

    @Test("a 304 that says nothing renews the lifetime that was stated (RFC 9111 §4.3.4)")
    func confirms() {
        var entry = entry("cache-control: max-age=60", "etag: \"1\"")
        #expect(entry.isConfirmed(by: fields("x: 1")) && !entry.isConfirmed(by: fields("etag: \"2\"")))
        entry.accept(
            status: 304, fields: fields("last-modified: y"), request: accept, requestedAt: arrival + 100,
            receivedAt: arrival + 100)
        #expect(entry.etag == "\"1\"" && entry.lastModified == "y" && entry.freshUntil == arrival + 160)
    }

    @Test("an entry from before its fields were kept is confirmed by its validators")
    func oldEntry() {
        var entry = CacheEntry(url: "u", object: Self.object, etag: "\"1\"", lastModified: "x")
        #expect(entry.isConfirmed(by: fields("etag: \"1\"")) && !entry.isConfirmed(by: fields("etag: \"2\"")))
        entry.accept(
            status: 304, fields: fields("cache-control: max-age=9"), request: accept, requestedAt: arrival,
            receivedAt: arrival)
        #expect(entry.etag == "\"1\"" && entry.lastModified == "x" && entry.freshUntil == arrival + 9)
    }

    @Test("what was chosen by Accept is asked for again when other formats are wanted (RFC 9111 §4.1)")
    func varies() {
        let varying = entry("cache-control: max-age=60", "vary: Accept")
        #expect(!varying.needsRequest(at: arrival, request: accept))
        #expect(varying.needsRequest(at: arrival, request: fields("accept: image/avif")))
        #expect(!entry("cache-control: max-age=60").needsRequest(at: arrival, request: fields("accept: image/avif")))
        #expect(entry("cache-control: max-age=60", "vary: *").needsRequest(at: arrival, request: accept))
    }

    @Test("must-understand overrules no-store, since an image is answered with 200 (RFC 9111 §5.2.2.3)")
    func mustUnderstand() {
        let entry = entry("cache-control: max-age=60, no-store, must-understand")
        #expect(!entry.needsRequest(at: arrival + 59) && entry.needsRequest(at: arrival + 60))
    }

    @Test("an image of which the server says nothing needs no request for a day")
    func unstated() {
        let entry = entry("etag: \"1\"")
        #expect(!entry.needsRequest(at: arrival + 86_399) && entry.needsRequest(at: arrival + 86_400))
    }

    @Test("an image stays when its server fails, whatever must-revalidate says, and is asked for again")
    func staysWhileDown() {
        var entry = entry("cache-control: max-age=60, must-revalidate")
        entry.failure = CacheFailure(kind: .unreachable, status: 503, detail: "", occurredAt: arrival + 61)
        #expect(entry.object != nil && entry.needsRequest(at: arrival + 62))
    }

    @Test("what may be stale for a while is asked for again all the same (RFC 5861 §3)")
    func staleWhileRevalidate() {
        let entry = entry("cache-control: max-age=60, stale-while-revalidate=600")
        #expect(!entry.needsRequest(at: arrival + 59) && entry.needsRequest(at: arrival + 60))
    }

    @Test("directives that a request is sent with are for caches on its way (RFC 9111 §5.2.1)")
    func advisory() {
        let entry = entry("cache-control: max-age=60")
        #expect(!entry.needsRequest(at: arrival, request: fields("cache-control: no-cache")))
    }

    @Test("what varies by more than fields say is due, whoever asks (RFC 9111 §4.1)")
    func variesByAnything() {
        #expect(entry("cache-control: max-age=60", "vary: *").needsRequest(at: arrival))
        #expect(!entry("cache-control: max-age=60", "vary: Accept").needsRequest(at: arrival))
    }

    @Test("a clock that was set back leaves due what never was fresh")
    func clockSetBack() {
        for directive in ["no-store", "no-cache", "max-age=0"] {
            #expect(entry("cache-control: \(directive)").needsRequest(at: arrival - 100))
        }
        #expect(!entry("cache-control: max-age=60").needsRequest(at: arrival - 100))
    }

    @Test("limits of the user go before what the server says")
    func limits() {
        let entry = entry("cache-control: max-age=60", "vary: Accept")
        let late = FreshnessLimits(minimum: 100)
        #expect(!entry.needsRequest(at: arrival + 99, limits: late, request: fields()))
        #expect(entry.needsRequest(at: arrival + 100, limits: late))
        let soon = FreshnessLimits(maximum: 10)
        #expect(!entry.needsRequest(at: arrival + 9, limits: soon))
        #expect(entry.needsRequest(at: arrival + 10, limits: soon))
        var failed = entry
        failed.failure = CacheFailure(kind: .unreachable, detail: "", occurredAt: arrival)
        #expect(failed.needsRequest(at: arrival + 1, limits: late))
        #expect(CacheEntry(url: "u").needsRequest(at: 0, limits: late))
    }

    @Test("a 404 is remembered for a day, a failure that can pass is not")
    func remembersGone() {
        var entry = CacheEntry(url: "u", failure: CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: 1_000))
        #expect(!entry.needsRequest(at: 1_000 + 86_399))
        #expect(entry.needsRequest(at: 1_000 + 86_400))
        entry.failure?.kind = .unreachable
        #expect(entry.needsRequest(at: 1_001))
    }

    @Test("the index keeps the fields of the answer and of its request")
    func isStored() throws {
        let directory = try TemporaryDirectory()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let written = entry("cache-control: max-age=60", "etag: \"1\"", "vary: Accept", "age: 5", object: nil)
        try cache.update([written])
        let read = try #require(try cache.entries(for: ["u"])["u"])
        #expect(read == written)
        #expect(read.response?.variant.matches(accept) == true)
    }
}
