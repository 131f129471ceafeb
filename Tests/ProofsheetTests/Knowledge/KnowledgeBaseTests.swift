import Auditing
import Caching
import FileSystem
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("What is known of images")
struct KnowledgeBaseTests {
    private let directory: TemporaryDirectory
    private let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Stores as many images, of which each third has the bytes of the first, and gives their URLs.
    private func store(_ count: Int) throws -> [String] {
        let header = ImageHeader(format: .png, rawWidth: 40, rawHeight: 30)
        let arrivals = try (0..<count).map { number in
            let bytes = Array("image \(number % 3 == 0 ? 0 : number)".utf8)
            let staged = try cache.objects.stage(bytes, header: header, soundness: .intact)
            return Cache.Update(entry: CacheEntry(url: "https://media.example/\(number).png"), staged: staged)
        }
        return try cache.store(arrivals).map(\.url)
    }

    private func base(forRules: Bool) throws -> KnowledgeBase {
        KnowledgeBase(cache: cache, addresses: forRules ? try SharedAddresses(in: cache) : nil)
    }

    @Test("is in the order of the question, whether one core looks it up or all do", arguments: [false, true])
    func order(usesAllCores: Bool) throws {
        let urls = try store(300)
        let asked = ["https://media.example/unknown.png"] + urls.reversed() + urls.prefix(5)
        let known = try base(forRules: true).knowledge(ofEach: asked, usesAllCores: usesAllCores)
        #expect(known.map { $0.entry?.url } == [nil] + asked.dropFirst().map(Optional.some))
        #expect(known[0] === ImageKnowledge.nothing)
        #expect(known.dropFirst().allSatisfy { $0.isPresent })
        #expect(Set(known.map(\.sharedCount)) == [0, 1, 100])
    }

    @Test("counts for rules the addresses of the same bytes, whatever their queries, and for nobody else")
    func addresses() throws {
        let urls = try store(9)
        let object = try #require(try cache.entries(for: [urls[0]])[urls[0]]?.object)
        try cache.update([CacheEntry(url: urls[0] + "?w=100", object: object)])
        #expect(
            try base(forRules: true).knowledge(ofEach: urls).map(\.sharedCount) == [3, 1, 1, 3, 1, 1, 3, 1, 1])
        #expect(try base(forRules: false).knowledge(ofEach: urls).allSatisfy { $0.sharedCount == 0 })
    }

    @Test("says of every address of an object that its file is gone")
    func gone() throws {
        let urls = try store(6)
        let object = try #require(try cache.entries(for: [urls[0]])[urls[0]]?.object)
        try FileSystem.remove(cache.objects.location(of: object))
        let known = try base(forRules: true).knowledge(ofEach: urls, usesAllCores: true)
        #expect(known.map(\.isPresent) == [false, true, true, false, true, true])
    }
}
