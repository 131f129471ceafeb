import Caching
import FileSystem
import GRDB
import Glibc
import Hashing
import Probing
import TestSupport
import Testing

@Suite("The cache")
struct CacheTests {
    let directory: TemporaryDirectory
    let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    func store(_ text: String, format: ImageFormat = .jpeg) throws -> ImageObject {
        let header = ImageHeader(format: format, rawWidth: 4, rawHeight: 3, orientation: 6, frames: nil)
        return try cache.objects.put(Array(text.utf8), header: header)
    }

    @Test("names an object by the SHA-256 of its bytes, on the shelf of its first two digits")
    func namesObject() throws {
        let object = try store("abc")
        // FIPS 180-4, example of the one-block message.
        let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(object.id.hex == hash)
        #expect(try directory.names(in: "Cache/objects/ba") == ["\(hash).jpg"])
        #expect(try cache.objects.bytes(of: object) == Array("abc".utf8))
    }

    @Test("stores objects read-only, once for the same bytes")
    func storesOnce() throws {
        let first = try store("abc")
        let second = try store("abc")
        #expect(first == second)
        let path = cache.objects.location(of: first)
        #expect(try FileSystem.status(of: path).mode == 0o444)
    }

    @Test("gives back every value of an entry")
    func roundTrips() throws {
        let entry = CacheEntry(
            url: "https://example.com/ü?a=%2C", object: try store("abc"), etag: "\"1\"", lastModified: "then",
            freshUntil: 20, fetchedAt: 10, finalURL: "https://cdn.example.com/",
            failure: CacheFailure(kind: .blocked, status: 429, detail: "slow down", occurredAt: 30))
        let empty = CacheEntry(url: "https://example.com/empty")
        try cache.update([entry, empty])
        let found = try Cache(reading: cache.directory).entries(for: [entry.url, empty.url, "unknown"])
        #expect(found == [entry.url: entry, empty.url: empty])
    }

    @Test("gives back a crop, so that the displayed size stays right")
    func keepsCrop() throws {
        let crop = CropRectangle(x: 1, y: 0, width: 5, height: 7)
        let header = ImageHeader(
            format: .jpeg, rawWidth: 8, rawHeight: 9, orientation: 6, crop: crop, frames: nil, announcesAnimation: true,
            isRatioOnly: true)
        let object = try cache.objects.put([1, 2, 3], header: header, soundness: .unsupported)
        try cache.update([CacheEntry(url: "u", object: object)])
        let found = try #require(try cache.entries(for: ["u"])["u"]?.object?.header)
        #expect(found == header)
        #expect(found.width == 7 && found.height == 5)
    }

    @Test("gives back the size that an image has by its density")
    func keepsDensity() throws {
        let header = ImageHeader(
            format: .jpeg, rawWidth: 80, rawHeight: 60, orientation: 6, densityCorrected: .init(width: 40, height: 30))
        let object = try cache.objects.put([1, 2, 3], header: header, soundness: .intact)
        try cache.update([CacheEntry(url: "u", object: object)])
        let found = try #require(try cache.entries(for: ["u"])["u"]?.object?.header)
        #expect(found == header)
        #expect(found.width == 30 && found.height == 40)
    }

    @Test("gives back what an image looks like")
    func keepsSummary() throws {
        let summaries = [
            ImageSummary(isBlank: false, dominantColor: "#0a0b0c", differenceHash: .max, thumbHash: [1, 2, 255]),
            ImageSummary(isBlank: true, dominantColor: nil, differenceHash: 0, thumbHash: [0]),
        ]
        for (number, summary) in summaries.enumerated() {
            let header = ImageHeader(format: .png, rawWidth: 8, rawHeight: 9)
            let object = try cache.objects.put(
                [UInt8(number)], header: header, summary: summary)
            try cache.update([CacheEntry(url: "u", object: object)])
            #expect(try cache.entries(for: ["u"])["u"]?.object == object)
        }
    }

    /// Takes the later versions of the index back, as an earlier proofsheet left it.
    private func makeFirstVersion() throws {
        let database = try DatabaseQueue(path: directory.path(of: "Cache/index.sqlite"))
        try database.write { database in
            let columns = [
                "cropX", "cropY", "cropWidth", "cropHeight", "announcesAnimation", "correctedWidth",
                "correctedHeight", "isRatioOnly", "isBlank", "dominantColor", "differenceHash", "thumbHash", "inode",
                "judge",
            ]
            for column in columns {
                try database.execute(sql: "ALTER TABLE object DROP COLUMN \(column)")
            }
            for column in [
                "responseFields", "variantFields", "requestedAt", "lastUsed", "movedTo", "movedCount", "fallbackURL",
                "importedAt", "triedFallbacks",
            ] {
                try database.execute(sql: "ALTER TABLE entry DROP COLUMN \(column)")
            }
            for table in ["journal", "host"] { try database.execute(sql: "DROP TABLE \(table)") }
            try database.execute(sql: "DELETE FROM grdb_migrations WHERE identifier NOT LIKE '1:%'")
        }
        try database.close()
    }

    @Test("an index of the first version is read as it is, and taken over before it is written")
    func migrates() throws {
        var entry = CacheEntry(url: "u", object: try store("abc"))
        try cache.update([entry])
        try makeFirstVersion()
        entry.object?.inode = nil
        entry.object?.judge = 1
        #expect(try Cache(reading: cache.directory).entries(for: ["u"]) == ["u": entry])
        let reopened = try Cache(writingTo: cache.directory)
        #expect(try reopened.entries(for: ["u"]) == ["u": entry])
        try reopened.update([CacheEntry(url: "v", object: try store("def"))])
        #expect(try reopened.allEntries().map(\.url) == ["u", "v"])
    }

    @Test("a later entry takes the place of an earlier one")
    func replacesEntry() throws {
        try cache.update([CacheEntry(url: "u", object: try store("old"))])
        let new = CacheEntry(url: "u", object: try store("new", format: .png))
        try cache.update([new])
        #expect(try cache.entries(for: ["u"]) == ["u": new])
    }

    @Test("notices an object that is gone, cut short, or altered in place")
    func noticesDamage() throws {
        let object = try store("abcdef")
        let path = cache.objects.location(of: object)
        #expect(try cache.objects.condition(of: object) == .present)
        chmod(path, 0o644)
        for content in ["abc", "abcdeX"] {
            try directory.write(content, to: "other")
            rename(directory.path(of: "other"), path)
            #expect(try cache.objects.condition(of: object) == .altered("'\(path)' does not hash to its name"))
        }
        unlink(path)
        guard case .missing = try cache.objects.condition(of: object) else {
            Issue.record("a missing object counts as present")
            return
        }
    }

    @Test("an object that was only touched still counts as present")
    func toleratesTouch() throws {
        let object = try store("abc")
        utimes(cache.objects.location(of: object), nil)
        #expect(try cache.objects.condition(of: object) == .present)
    }

    @Test("a full check finds altered bytes behind an unchanged size and time")
    func hashesFully() throws {
        var object = try store("abc")
        let path = cache.objects.location(of: object)
        try AtomicFile.create(path, with: Array("abX".utf8))
        let status = try FileSystem.status(of: path)
        object.modificationTime = status.modificationTime
        object.inode = status.inode
        #expect(try cache.objects.condition(of: object) == .present)
        #expect(try cache.objects.condition(of: object, full: true) == .altered("'\(path)' does not hash to its name"))
    }

    @Test("dropping an object removes its file and makes its URLs due without validators")
    func drops() throws {
        let object = try store("abc")
        try cache.update([CacheEntry(url: "u", object: object, etag: "\"1\"", freshUntil: .max, fetchedAt: 1)])
        try cache.drop([object])
        let entry = try #require(try cache.entries(for: ["u"])["u"])
        #expect(entry.object == nil && entry.etag == nil && entry.needsRequest(at: 0))
        #expect(try !FileSystem.exists(cache.objects.location(of: object)))
    }

    @Test("reading where there is no cache finds nothing and makes nothing")
    func readsNothing() throws {
        let path = directory.path(of: "none")
        let empty = try Cache(reading: path)
        #expect(!empty.exists)
        #expect(try empty.entries(for: ["u"]).isEmpty)
        #expect(try !FileSystem.exists(path))
    }

    @Test("tells backup programs that it is a cache")
    func writesTag() throws {
        #expect(try directory.text(of: "Cache/CACHEDIR.TAG").hasPrefix("Signature: 8a477f597d28d172789f06886806bc55\n"))
    }

    @Test("an index that is no database gives an error that names it and says that it is damaged")
    func refusesGarbage() throws {
        try directory.write(String(repeating: "not a database ", count: 100), to: "broken/index.sqlite")
        let error = #expect(throws: CacheError.self) { try Cache(writingTo: directory.path(of: "broken")) }
        #expect(error?.kind == .usingIndex(.isDamaged))
        #expect(error?.path == directory.path(of: "broken/index.sqlite"))
        #expect(error?.description.contains("broken/index.sqlite' cannot be used: ") == true)
    }

    @Test("a full disk leaves no object, no temporary file and a clear error")
    func survivesFullDisk() throws {
        #if DEBUG
            FaultInjection.$hook.withValue({ call, _ in call == .write ? ENOSPC : nil }) {
                let error = #expect(throws: ObjectError.self) { try store("abc") }
                #expect(error?.kind == .isTrouble && error?.description.contains("No space left") == true)
            }
            #expect(try !FileSystem.exists(directory.path(of: "Cache/objects")))
            #expect(try StagedNames.all(in: directory).isEmpty)
        #endif
    }

    @Test("many tasks may write at once and lose nothing")
    func writesConcurrently() async throws {
        let cache = cache
        let objects = try (0..<8).map { try store("object \($0)") }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, object) in objects.enumerated() {
                group.addTask {
                    let other = try Cache(writingTo: cache.directory)
                    for index in 0..<20 {
                        try other.update([CacheEntry(url: "u\(number)-\(index)", object: object)])
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try cache.allEntries().count == 160)
    }

    @Test("statistics count sharing, formats and failures, and by host whatever its port")
    func counts() throws {
        let object = try store("abc")
        try cache.update([
            CacheEntry(url: "https://A.example/a", object: object, freshUntil: 2),
            CacheEntry(url: "http://u:p@a.example/b?c", object: object),
            CacheEntry(url: "http://b.example/c", object: object),
            CacheEntry(
                url: "http://b.example:8080", failure: CacheFailure(kind: .gone, status: 404, detail: "", occurredAt: 0)
            ),
        ])
        let statistics = try CacheStatistics(of: cache, now: 1)
        #expect(statistics.entries == 4 && statistics.withObject == 3 && statistics.failed == 1)
        #expect(statistics.objects == 1 && statistics.bytes == 3 && statistics.bytesWithoutSharing == 9)
        #expect(statistics.objectsByFormat == ["jpeg": 1] && statistics.failuresByKind == ["gone": 1])
        #expect(statistics.fresh == 2 && statistics.due == 2)
        #expect(
            statistics.hosts == [
                "a.example": .init(entries: 2, withObject: 2, bytes: 3),
                "b.example": .init(entries: 2, withObject: 1, failed: 1, bytes: 3),
            ])
    }
}
