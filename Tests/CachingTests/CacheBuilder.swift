import Caching
import FileSystem
import Probing
import TestSupport

/// Makes objects and entries out of short texts.
extension Cache {
    func stored(_ text: String, format: ImageFormat = .jpeg) throws -> ImageObject {
        try objects.put(Array(text.utf8), header: Self.header(format))
    }

    func staged(_ text: String, format: ImageFormat = .jpeg) throws -> StagedObject {
        try objects.stage(Array(text.utf8), header: Self.header(format), soundness: .intact)
    }

    /// Stores an image of the URL's own bytes.
    func add(_ url: String, fetchedAt: Int64 = 1) throws {
        try store([.init(entry: CacheEntry(url: url, fetchedAt: fetchedAt), staged: try staged(url))])
    }

    private static func header(_ format: ImageFormat) -> ImageHeader {
        ImageHeader(format: format, rawWidth: 4, rawHeight: 3, orientation: 6, frames: nil)
    }

    /// The URLs whose object is there and hashes to its name; fails where an entry has one that does not.
    func soundURLs() throws -> [String] {
        try allEntries().filter { entry in
            guard let object = entry.object else { return false }
            guard try objects.condition(of: object, full: true) == .present else { throw UnsoundEntry(url: entry.url) }
            return true
        }.map(\.url)
    }
}

extension ObjectStore {
    /// Puts one image in place, durable when it returns.
    func put(
        _ bytes: [UInt8], header: ImageHeader, soundness: ImageObject.Soundness = .intact, summary: ImageSummary? = nil
    ) throws(ObjectError) -> ImageObject {
        let staged = try stage(bytes, header: header, soundness: soundness, summary: summary)
        return try place([staged]).first ?? staged.object
    }
}

struct UnsoundEntry: Error {
    var url: String
}

/// Files that were written and not put in place.
enum StagedNames {
    static func all(in directory: TemporaryDirectory, cache: String = "Cache") throws -> [String] {
        let staging = "\(cache)/state/staging"
        return try directory.names(in: staging).flatMap { try directory.names(in: "\(staging)/\($0)") }
    }
}
