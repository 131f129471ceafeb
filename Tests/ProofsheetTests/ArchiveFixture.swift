import Caching
import Decoding
import FileSystem
import Probing
import TestSupport

@testable import Proofsheet

/// An archive with a cache: of its images some are intact, some damaged, some missing, some failed, some unknown.
struct ArchiveFixture {
    let directory: TemporaryDirectory
    private let cache: Cache

    /// - Parameter records: How many records there are beside those with trouble of their own.
    init(records: Int) throws {
        directory = try TemporaryDirectory()
        cache = try Cache(writingTo: directory.path(of: "Cache"))
        try writeImages()
        for number in 0..<records { try writeRecord(number) }
        try directory.write(TestPicture(width: 30, height: 20, seed: 9).png(), to: "site/static/local.png")
        try directory.write(
            "---\nimage: {url: /local.png, width: 30, height: 40}\nimage: {url: x}\n---\n", to: "site/twice.md")
        try directory.write("---\nimages: [\n---\n", to: "site/broken.md")
        try directory.write([0x2D, 0x2D, 0x2D, 0x0A, 0xFF, 0x0A], to: "site/bytes.md")
    }

    var archive: Archive {
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.siteRoots = [directory.path(of: "site/static")]
        configuration.isIncremental = false
        return Archive(paths: [directory.path(of: "site")], configuration: configuration)
    }

    private func url(_ number: Int) -> String { "https://images\(number % 3).example/\(number).png" }

    private func writeImages() throws {
        var arrivals: [Cache.Update] = []
        for number in 0..<20 {
            let kinds = CacheFailure.Kind.allCases
            if number % 4 == 3 {
                let failure = CacheFailure(kind: kinds[number / 4], detail: "trouble", occurredAt: 1)
                arrivals.append(.init(entry: CacheEntry(url: url(number), failure: failure)))
                continue
            }
            let bytes = TestPicture(width: 8 + number % 5, height: 6, seed: UInt64(number % 6)).png()
            let header = try Probe.header(of: bytes.span)
            let summary = ImageSummary(
                isBlank: number % 7 == 0, dominantColor: "#0a141e", differenceHash: UInt64(number % 6), thumbHash: [])
            let staged = try cache.objects.stage(bytes, header: header, soundness: .intact, summary: summary)
            arrivals.append(.init(entry: CacheEntry(url: url(number), freshUntil: .max), staged: staged))
        }
        let entries = try cache.store(arrivals)
        // Behind the back of the index: one object goes, one is cut short.
        let objects = entries.compactMap(\.object)
        try FileSystem.remove(cache.objects.location(of: objects[1]))
        let cut = cache.objects.location(of: objects[2])
        let bytes = try FileSystem.read(cut).bytes
        try FileSystem.remove(cut)
        try AtomicFile.create(cut, with: Array(bytes.dropLast(9)))
    }

    private func writeRecord(_ number: Int) throws {
        let flags = ["true", "false", "yes", "~"]
        let entries = (0..<4).map { index in
            let image = (number * 3 + index * 7) % 24
            return (url: url(image), width: 8 + number % 4, height: 6 + index, flag: flags[(number + index) % 4])
        }
        switch number % 3 {
        case 0:
            let lines = entries.map {
                "  - {url: \"\($0.url)\", width: \($0.width), height: \($0.height), isCached: \($0.flag)}\n"
            }
            try directory.write("---\nimages:\n\(lines.joined())---\n", to: "site/a/\(number).md")
        case 1:
            let lines = entries.map {
                #"{"image": {"url": "\#($0.url)", "width": \#($0.width), "isCached": true}}"# + "\n"
            }
            try directory.write(lines.joined(), to: "site/b/\(number).ndjson")
        default:
            let rows = entries.map { "\($0.url),\($0.width),\($0.height),\($0.flag == "~" ? "" : "TRUE")\n" }
            try directory.write("url,width,height,isCached\n" + rows.joined(), to: "site/\(number).csv")
        }
    }
}
