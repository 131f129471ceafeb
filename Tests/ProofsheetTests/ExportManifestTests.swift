import Caching
import FileSystem
import Glibc
import Hashing
import Probing
import TestSupport
import Testing

@testable import Proofsheet

@Suite("The manifest of an export")
struct ExportManifestTests {
    private let directory: TemporaryDirectory
    private let cache: Cache

    init() throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
    }

    /// Adds an entry whose object is called as given, whatever it holds.
    private func add(_ url: String, _ hex: String, summary: ImageSummary? = nil) throws {
        let id = try #require(SHA256(hex: hex))
        let header = ImageHeader(format: .jpeg, rawWidth: 40, rawHeight: 30, orientation: 6)
        var object = ImageObject(
            id: id, header: header, soundness: .intact, byteCount: 3, modificationTime: 0, summary: summary)
        let path = cache.objects.location(of: object)
        try FileSystem.makeDirectories(FileSystem.parentPath(of: path))
        try AtomicFile.create(path, with: [1, 2, 3])
        object.modificationTime = try FileSystem.status(of: path).modificationTime
        try cache.update([CacheEntry(url: url, object: object)])
    }

    private func export(_ manifest: String, links: Bool = true) async throws -> String {
        var options = CacheCare.ExportOptions()
        options.manifest = directory.path(of: manifest)
        // Links take the objects as they are.
        options.linksObjects = links
        _ = try await CacheCare(cacheDirectory: cache.directory)
            .export(to: directory.path(of: "out"), options, of: nil)
        return try directory.text(of: manifest)
    }

    @Test("is this text")
    func golden() async throws {
        try add("https://b.example/?q=\"1\"", String(repeating: "b", count: 64))
        try add(
            "https://a.example/1.jpg", String(repeating: "0123456789abcdef", count: 4),
            summary: ImageSummary(isBlank: false, dominantColor: "#0a141e", differenceHash: 1, thumbHash: [1, 2, 3, 4]))
        let json = """
            {
              "proofsheetManifest": 1,
              "images": {
                "https://a.example/1.jpg": {
                  "url": "https://a.example/1.jpg",
                  "path": "0123456789abcdef.jpg",
                  "width": 30,
                  "height": 40,
                  "format": "jpeg",
                  "bytes": 3,
                  "sha256": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                  "placeholder": {
                    "thumbHash": "AQIDBA==",
                    "color": "#0a141e"
                  }
                },
                "https://b.example/?q=\\"1\\"": {
                  "url": "https://b.example/?q=\\"1\\"",
                  "path": "bbbbbbbbbbbbbbbb.jpg",
                  "width": 30,
                  "height": 40,
                  "format": "jpeg",
                  "bytes": 3,
                  "sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
                  "placeholder": null
                }
              },
              "obsolete": []
            }

            """
        let yaml = """
            proofsheetManifest: 1
            images:
              "https://a.example/1.jpg":
                url: "https://a.example/1.jpg"
                path: "0123456789abcdef.jpg"
                width: 30
                height: 40
                format: "jpeg"
                bytes: 3
                sha256: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
                placeholder:
                  thumbHash: "AQIDBA=="
                  color: "#0a141e"
              "https://b.example/?q=\\"1\\"":
                url: "https://b.example/?q=\\"1\\""
                path: "bbbbbbbbbbbbbbbb.jpg"
                width: 30
                height: 40
                format: "jpeg"
                bytes: 3
                sha256: "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                placeholder: null
            obsolete: []

            """
        #expect(try await export("images.json") == json)
        #expect(try await export("images.yml") == yaml)
    }

    @Test("objects whose hashes begin alike get their whole hashes for names")
    func ambiguous() async throws {
        let hashes = ["0", "1"].map { String(repeating: "a", count: 63) + $0 }
        for hash in hashes { try add("https://a.example/\(hash)", hash) }
        try add("https://a.example/other", String(repeating: "c", count: 64))
        _ = try await export("images.json")
        #expect(try directory.names(in: "out") == hashes.map { "\($0).jpg" } + ["cccccccccccccccc.jpg"])
    }

    @Test("names no object whose bytes are others than its hash says")
    func checks() async throws {
        try add("https://a.example/1.jpg", String(repeating: "d", count: 64))
        #expect(try await export("images.json", links: false).contains("\"images\": {},"))
        #expect(try directory.names(in: "out").isEmpty)
    }

    #if DEBUG
        @Test(
            "what cannot be written is an error, and leaves no temporary file", arguments: [SystemCall.write, .rename])
        func fails(_ call: SystemCall) throws {
            let staged = try cache.objects.stage(
                [1, 2, 3], header: ImageHeader(format: .jpeg, rawWidth: 1, rawHeight: 1), soundness: .intact)
            let object = try #require(try cache.objects.place([staged]).first)
            let target = directory.path(of: "out/1.jpg")
            try FileSystem.makeDirectories(directory.path(of: "out"))
            let hook: FaultInjection.Hook = { made, path in made == call && path.contains("/out/") ? ENOSPC : nil }
            for isLink in [false, true] where call == .rename || !isLink {
                let outcome = FaultInjection.$hook.withValue(hook) {
                    ExportedFile(object, at: target, from: cache.objects, isLink: isLink)
                }
                guard case .failed(let detail) = outcome, detail.contains("No space left") else {
                    Issue.record("\(outcome)")
                    continue
                }
                #expect(try directory.names(in: "out").isEmpty)
            }
        }
    #endif
}
