import Caching
import Decoding
import DemoSite
import FileSystem
import Foundation
import Hashing
import TestSupport

@testable import Proofsheet

/// An archive that can be put back to how it was, and a server for the images of its records: intact ones, damaged ones,
/// pages in place of images, and refusals.
struct RepeatableArchive {
    private let fixture: ArchiveFixture
    private let server: ImageServer
    private let site: [String: [UInt8]]

    init(records: Int) async throws {
        fixture = try ArchiveFixture(records: records)
        server = try await ImageServer(answering: Self.answer)
        site = try Self.files(below: "site", of: fixture.directory)
    }

    /// With the cache of the fixture.
    var archive: Archive {
        var archive = fixture.archive
        archive.configuration.isForced = true
        return archive
    }

    /// With a cache that is empty after `restore`.
    var coldArchive: Archive {
        get throws {
            var archive = fixture.archive
            archive.configuration.cacheDirectory = fixture.directory.path(of: "Cold")
            archive.configuration.remappings = [
                try Remapping(pattern: "^https://images[0-9]\\.example", replacement: server.baseURL)
            ]
            archive.configuration.allowsPrivateHosts = true
            archive.configuration.hostDelay = .zero
            let never = Duration.seconds(86_400)
            archive.configuration.limits.connectTimeout = never
            archive.configuration.limits.firstByteTimeout = never
            archive.configuration.limits.stallTimeout = never
            archive.configuration.limits.timeout = never
            return archive
        }
    }

    /// A list of all images, some of them twice, and of lines that name none.
    func list() throws -> URLList {
        let lines = (0..<30).map { number in
            let url = "https://images\(number % 3).example/\(number % 24).png"
            return number % 5 == 4 ? #"{"url": "\#(url)", "width": 8, "height": 6}"# : url
        }
        let path = try fixture.directory.write(
            (lines + ["ftp://images0.example/0.png", "{"]).joined(separator: "\n"), to: "list.txt")
        return URLList(path: path)
    }

    /// Puts the records back, and takes the cold cache away.
    func restore() throws {
        for (name, bytes) in site { try fixture.directory.write(bytes, to: name) }
        let cold = fixture.directory.path(of: "Cold")
        if try FileSystem.exists(cold) { try FileManager.default.removeItem(atPath: cold) }
    }

    /// The records as they are now.
    func records() throws -> [String: [UInt8]] { try Self.files(below: "site", of: fixture.directory) }

    /// What the cold cache knows: of each URL its object, or what went wrong.
    func knowledge() throws -> [String] {
        try Cache(reading: fixture.directory.path(of: "Cold")).allEntries().map {
            "\($0.url) \($0.object?.id.hex ?? "-") \($0.failure?.detail ?? "-")"
        }
    }

    private static func answer(_ request: ImageServer.Request) -> ImageServer.Answer {
        guard let number = Int(request.path.dropFirst().prefix { $0 != "." }) else { return .init(status: 404) }
        let image = TestPicture(width: 8 + number % 5, height: 6, seed: UInt64(number % 6)).png()
        switch number % 8 {
        case 3: return .init(status: number % 3 == 0 ? 404 : 403)
        case 6: return .init(type: "image/png", body: Array("<!doctype html><title>sorry</title>".utf8))
        case 7: return .init(type: "image/png", body: Array(image.dropLast(9)))
        default: return .init(type: "image/png", headers: ["Cache-Control": "max-age=86400"], body: image)
        }
    }

    private static func files(below name: String, of directory: TemporaryDirectory) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for entry in try DirectoryListing(of: directory.path(of: name)).entries {
            let path = joinPath(name, entry.name)
            if entry.kind == .directory {
                files.merge(try self.files(below: path, of: directory)) { first, _ in first }
            } else {
                files[path] = try directory.bytes(of: path)
            }
        }
        return files
    }
}
