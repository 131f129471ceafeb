import Auditing
import Caching
import Decoding
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Objects that could not be decoded when they were stored")
struct ObjectReviewTests {
    private let directory: TemporaryDirectory
    private let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Stores an image as a build without its decoder does.
    private func store(_ bytes: [UInt8], format: ImageFormat, under url: String) throws -> ImageKnowledge {
        let header = ImageHeader(format: format, rawWidth: 40, rawHeight: 30)
        let staged = try cache.objects.stage(bytes, header: header, soundness: .unsupported)
        let entry = CacheEntry(url: url, etag: "\"1\"", freshUntil: .max)
        let entries = try cache.store([.init(entry: entry, staged: staged)])
        return ImageKnowledge(entry: entries.first, condition: .present)
    }

    private var png: [UInt8] { TestPicture(width: 40, height: 30, seed: 1).png() }

    @Test("an object that turns out to be intact is known as such from then on, with what it looks like")
    func intact() async throws {
        let known = try store(png, format: .png, under: "u")
        let reviewed = try await ObjectReview(cache: cache, queue: .standard, maximumPixels: 1_000_000).review([
            "u": known
        ])
        #expect(reviewed["u"]?.flagTruth == true)
        #expect(reviewed["u"]?.presentObject?.summary?.isBlank == false)
        #expect(try cache.entries(for: ["u"])["u"] == reviewed["u"]?.entry)
    }

    @Test("an object that turns out to be damaged is dropped, and its URL is due")
    func damaged() async throws {
        let known = try store(Array(png.dropLast(40)), format: .png, under: "u")
        let reviewed = try await ObjectReview(cache: cache, queue: .standard, maximumPixels: 1_000_000).review([
            "u": known
        ])
        #expect(reviewed["u"]?.presentObject == nil && reviewed["u"]?.flagTruth == false)
        let entry = try #require(try cache.entries(for: ["u"])["u"])
        #expect(entry.object == nil && entry.etag == nil && entry.needsRequest(at: 0))
        #expect(reviewed["u"]?.entry?.needsRequest(at: 0) == true)
    }

    @Test("an object of a format without a decoder stays as it is")
    func undecodable() async throws {
        let known = try store([1, 2, 3], format: .heic, under: "u")
        let reviewed = try await ObjectReview(cache: cache, queue: .standard, maximumPixels: 1_000_000).review([
            "u": known
        ])
        #expect(reviewed.count == 1 && reviewed["u"] === known)
    }

    @Test("verifying the cache notes them too, where it may write")
    func verifying() async throws {
        _ = try store(png, format: .png, under: "u")
        let care = CacheCare(cacheDirectory: cache.directory)
        for (drops, count) in [(false, 1), (true, 1), (true, 0)] {
            #expect(try await care.verify(decodes: true, drops: drops).newlyDecoded == count)
        }
        #expect(try cache.allObjects().map(\.soundness) == [.intact])
    }
}
