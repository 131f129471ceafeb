package import Hashing
package import FileSystem
import Glibc
package import Probing

/// The objects of a cache: read-only files named by their SHA-256, `objects/ab/ab….jpg`.
package struct ObjectStore: Sendable {
    /// Whether the file of an object is still what was stored.
    package enum Condition: Sendable, Hashable {
        case present
        /// No file; the text says which.
        case missing(String)
        /// The content no longer hashes to the name; the text says so.
        case altered(String)
    }

    let directory: String
    /// Where objects are written first; nil for a store that is only read.
    private let stagingDirectory: StagingDirectory?

    init(cacheDirectory: String, staging: StagingDirectory? = nil) {
        directory = joinPath(cacheDirectory, "objects")
        stagingDirectory = staging
    }

    /// Throws where the store is only read.
    func staging() throws(FileSystemError) -> StagingDirectory {
        guard let stagingDirectory else { throw FileSystemError(call: .write, path: directory, code: EROFS) }
        return stagingDirectory
    }

    /// The path of an object's file.
    package func path(of id: SHA256, format: ImageFormat) -> String {
        let hex = id.hex
        return joinPath(directory, "\(hex.prefix(2))/\(hex).\(format.fileExtension)")
    }

    /// Writes an image beside the store, from where it is put in place with others; one that is there already is not
    /// written again.
    package func stage(
        _ bytes: [UInt8], header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary? = nil
    ) throws(FileSystemError) -> StagedObject {
        let id = SHA256(of: bytes)
        let object = ImageObject(
            id: id, header: header, soundness: soundness, byteCount: bytes.count, modificationTime: 0, summary: summary)
        let path = path(of: id, format: header.format)
        if let status = try? FileSystem.status(of: path), status.size == bytes.count,
            let present = try? FileSystem.read(path).bytes, Self.areSame(present, bytes)
        {
            return StagedObject(object: object, content: .present(bytes))
        }
        return StagedObject(object: object, content: .file(try staging().write(bytes, mode: 0o444)))
    }

    /// Compares as C does: the operator goes from byte to byte.
    private static func areSame(_ some: [UInt8], _ others: [UInt8]) -> Bool {
        some.count == others.count
            && some.withUnsafeBytes { some in
                others.withUnsafeBytes { others in
                    guard let start = some.baseAddress, let otherStart = others.baseAddress else { return true }
                    return memcmp(start, otherStart, some.count) == 0
                }
            }
    }

    /// Stores an image, and returns when it is durable; one that is there already is not written again.
    package func put(
        _ bytes: [UInt8], header: ImageHeader, soundness: ImageObject.Soundness, summary: ImageSummary? = nil
    ) throws(FileSystemError) -> ImageObject {
        let staged = try stage(bytes, header: header, soundness: soundness, summary: summary)
        return try place([staged]).first ?? staged.object
    }

    /// Whether the object's file is whole: by size and modification time, and by its hash where these differ.
    ///
    /// Throws where that cannot be told, since a file that may not be read is not missing.
    ///
    /// - Parameter full: Hashes it in any case.
    package func condition(of object: ImageObject, full: Bool = false) throws(FileSystemError) -> Condition {
        let path = path(of: object.id, format: object.header.format)
        do throws(FileSystemError) {
            let status = try FileSystem.status(of: path)
            let isAsStored = status.size == object.byteCount && status.modificationTime == object.modificationTime
            if isAsStored && !full { return .present }
            let bytes = try FileSystem.read(path).bytes
            if SHA256(of: bytes) == object.id { return .present }
            return .altered("'\(path)' does not hash to its name")
        } catch {
            guard error.code == ENOENT else { throw error }
            return .missing("the file of object \(object.id) is gone")
        }
    }

    /// The bytes of an object.
    package func bytes(of object: ImageObject) throws(FileSystemError) -> [UInt8] {
        try FileSystem.read(path(of: object.id, format: object.header.format)).bytes
    }

    /// Takes a damaged object away, so that it is fetched again.
    package func remove(_ object: ImageObject) throws(FileSystemError) {
        try FileSystem.remove(path(of: object.id, format: object.header.format))
    }
}
