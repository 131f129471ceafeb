import Caching
import FileSystem
import Hashing
import Probing
import TestSupport
import Testing

@Suite("Images that come piece by piece")
struct GrowingContentTests {
    private let header = ImageHeader(format: .jpeg, rawWidth: 4, rawHeight: 3)
    private let pieces: [[UInt8]] = (0..<9).map { [UInt8](repeating: UInt8($0), count: 70_000) }

    private func grow(in cache: Cache) throws -> StagedObject {
        let content = try cache.objects.makeGrowingContent()
        var hash = RunningSHA256()
        for piece in pieces {
            try content.append(piece.span.bytes)
            hash.add(piece.span.bytes)
            // What is open is opened again.
            content.rest()
        }
        #expect(try content.bytes() == pieces.flatMap(\.self))
        return try cache.objects.stage(content, id: hash.value, header: header, soundness: .intact)
    }

    @Test("are put in place as others are, under the hash of all, and take no memory until then")
    func places() throws {
        let directory = try TemporaryDirectory()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let staged = try grow(in: cache)
        #expect(staged.bytesHeld == 0 && staged.object.byteCount == 630_000)
        let object = try #require(try cache.objects.place([staged]).first)
        let whole = pieces.flatMap(\.self)
        #expect(object.id == SHA256(of: whole))
        #expect(try cache.objects.condition(of: object, full: true) == .present)
        #expect(try cache.objects.bytes(of: object) == whole)
        #expect(try cache.objects.opening(of: object, count: 100_000) == Array(whole[..<100_000]))
    }

    @Test("are kept until they are needed where the same bytes are in place already")
    func present() throws {
        let directory = try TemporaryDirectory()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let object = try #require(try cache.objects.place([grow(in: cache)]).first)
        let again = try grow(in: cache)
        #expect(again.bytesHeld == 0)
        try cache.objects.remove(object)
        let placed = try #require(try cache.objects.place([again]).first)
        #expect(try cache.objects.condition(of: placed, full: true) == .present)
    }

    @Test("leave nothing behind where they are given up")
    func abandoned() throws {
        let directory = try TemporaryDirectory()
        let cache = try Cache(writingTo: directory.path(of: "Cache"))
        let before = try StagedNames.all(in: directory)
        do {
            let content = try cache.objects.makeGrowingContent()
            let piece = pieces[0]
            try content.append(piece.span.bytes)
            #expect(try StagedNames.all(in: directory).count == before.count + 1)
        }
        #expect(try StagedNames.all(in: directory) == before)
    }
}
