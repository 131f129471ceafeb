import Auditing
import Caching
import Decoding
import FileSystem
import Glibc
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("Objects that an older version judged")
struct OutdatedVerdictTests {
    private let directory: TemporaryDirectory
    private let cache: Cache
    private let url = "https://images.example/a.png"

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Stores an image as an older version did, which took its sides for each other, and a record that names it.
    private func store(_ bytes: [UInt8], soundness: ImageObject.Soundness = .intact) throws {
        let header = ImageHeader(format: .png, rawWidth: 30, rawHeight: 40)
        let staged = try cache.objects.stage(bytes, header: header, soundness: soundness)
        let entry = CacheEntry(url: url, etag: "\"1\"", freshUntil: .max)
        var object = try #require(try cache.store([.init(entry: entry, staged: staged)]).first?.object)
        object.judge = ImageJudge.version - 1
        try cache.update(objects: [object])
        try directory.write(
            "images:\n  - url: \(url)\n    width: 40\n    height: 30\n    isCached: true\n", to: "post.yml")
    }

    private var png: [UInt8] { TestPicture(width: 40, height: 30, seed: 1).png() }

    private var archive: Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = cache.directory
        configuration.isOffline = true
        return Archive(paths: [directory.path(of: "post.yml")], configuration: configuration)
    }

    private var object: ImageObject? {
        get throws { try cache.entries(for: [url])[url]?.object }
    }

    @Test("get their right size by the next warm, without a request, and audits say so", arguments: [true, false])
    func healsSize(isIncremental: Bool) async throws {
        try store(png)
        var archive = archive
        archive.configuration.isIncremental = isIncremental
        #expect(try await archive.audit().findings.map(\.rule) == ["dimensions-mismatch"])
        #expect(try await archive.warm().findings.isEmpty)
        let object = try #require(try object)
        #expect(object.header.width == 40 && object.header.height == 30)
        #expect(object.judge == ImageJudge.version && object.summary?.isBlank == false)
        #expect(try await archive.audit().findings.isEmpty)
    }

    #if DEBUG
        @Test("are looked at once")
        func once() async throws {
            try store(png)
            var archive = archive
            // On the task's own thread, to which the hook belongs.
            archive.queue = WorkQueue { $0() }
            #expect(try await archive.warm().findings.isEmpty)
            let hook: FaultInjection.Hook = { call, path in
                call == .open && path.contains("/objects/") ? EIO : nil
            }
            let looked = archive
            let result = try await FaultInjection.$hook.withValue(hook) { try await looked.warm() }
            #expect(result.findings.isEmpty)
        }
    #endif

    @Test("that are damaged to this version go, and their URLs are due")
    func dropsDamaged() async throws {
        try store(Array(png.dropLast(40)))
        _ = try await archive.warm()
        let entry = try #require(try cache.entries(for: [url])[url])
        #expect(entry.object == nil && entry.etag == nil && entry.needsRequest(at: 0))
        #expect(try cache.allObjects().isEmpty)
    }

    @Test("that are no images to this version go", arguments: [[1, 2, 3], Array("<svg><!-- -- --></svg>".utf8)])
    func dropsRefused(_ bytes: [UInt8]) async throws {
        try store(bytes)
        _ = try await archive.warm()
        #expect(try object == nil)
    }

    @Test("keep what was not told by this version where it cannot be read")
    func unreadable() async throws {
        try store(png)
        let known = ImageKnowledge(entry: try cache.entries(for: [url])[url], condition: .present)
        try FileSystem.remove(cache.objects.location(of: try #require(try object)))
        let reviewed = try await ObjectReview(
            cache: cache, queue: .standard, maximumPixels: Configuration.NetworkLimits().maximumPixels
        ).review([url: known])
        #expect(reviewed[url] === known)
    }

    @Test("are judged anew by a check of the cache that decodes and repairs, once")
    func verifying() async throws {
        try store(png)
        let care = CacheCare(cacheDirectory: cache.directory)
        for (decodes, drops, count) in [
            (false, true, 0), (true, false, 1), (true, true, 1), (true, true, 0),
        ] {
            let result = try await care.verify(decodes: decodes, drops: drops)
            #expect(result.judgedAnew == count && result.problems.isEmpty && result.newlyDecoded == 0)
        }
        #expect(try object?.header.width == 40)
    }

    @Test("stay without a verdict where a check may not decode as many pixels")
    func pixels() async throws {
        try store(png)
        let care = CacheCare(cacheDirectory: cache.directory)
        for (limit, soundness) in [(40 * 30 - 1, ImageObject.Soundness.unsupported), (40 * 30, .intact)] {
            #expect(try await care.verify(decodes: true, drops: true, maximumPixels: limit).problems.isEmpty)
            #expect(try object?.soundness == soundness)
        }
    }

    @Test("that this version cannot decode either keep no verdict of others")
    func undecodable() async throws {
        let bytes = Array("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"/>".utf8)
        let header = try Probe.header(of: bytes.span)
        let staged = try cache.objects.stage(bytes, header: header, soundness: .intact)
        var object = try #require(try cache.store([.init(entry: CacheEntry(url: url), staged: staged)]).first?.object)
        object.judge = 1
        guard case .whole(let judged) = try ObjectReview.judge(object, in: cache.objects, maximumPixels: 10_000) else {
            Issue.record("an image that nobody decodes is not fit to stay")
            return
        }
        #expect(judged.soundness == .unsupported && judged.judge == ImageJudge.version)
    }
}
