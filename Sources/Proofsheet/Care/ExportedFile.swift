import Caching
import FileSystem
import Glibc
import Hashing
import Probing

/// What became of one object in a directory that images are exported to.
enum ExportedFile: Sendable {
    case written
    case unchanged
    /// The cache's object is not what was stored.
    case damaged(String)
    /// Why it could not be done, and what helps where that is known.
    case failed(String)

    /// Puts an object at `path`, unless it is there already.
    ///
    /// Its bytes are hashed once more before they are copied. The copy has the object's modification time, by which it
    /// is known again unread.
    init(_ object: ImageObject, at path: String, from store: ObjectStore, isLink: Bool) {
        do throws(ObjectError) {
            switch try store.condition(of: object) {
            case .missing(let detail), .altered(let detail): self = .damaged(detail)
            case .present: self = try Self.place(object, at: path, store, isLink: isLink)
            }
        } catch {
            self = .failed(error.description)
        }
    }

    private static func place(
        _ object: ImageObject, at path: String, _ store: ObjectStore, isLink: Bool
    ) throws(ObjectError) -> ExportedFile {
        let original = store.localPath(of: object)
        do throws(FileSystemError) {
            if try isThere(object, at: path, original, isLink: isLink) { return .unchanged }
            if isLink {
                guard let original else { return .failed("the cache has no files to link to; \(copying)") }
                try AtomicFile.link(original, as: path)
                return .written
            }
        } catch {
            return .failed(error.call == .link ? "\(error); \(copying)" : "\(error)")
        }
        let bytes = try store.bytes(of: object)
        guard SHA256(of: bytes) == object.id else {
            return .damaged("the file of object \(object.id) does not hash to its name")
        }
        do throws(FileSystemError) {
            try AtomicFile.place(bytes, at: path, modificationTime: object.modificationTime)
            return .written
        } catch {
            return .failed("\(error)")
        }
    }

    private static let copying = "leave --link out to copy"

    /// - Parameter original: The object's own file, where it is one.
    private static func isThere(
        _ object: ImageObject, at path: String, _ original: String?, isLink: Bool
    ) throws(FileSystemError) -> Bool {
        let status: FileStatus
        do throws(FileSystemError) {
            status = try FileSystem.status(of: path, followingLinks: false)
        } catch {
            guard error.code == ENOENT else { throw error }
            return false
        }
        let isOriginal = if let original { status.isSameFile(as: try FileSystem.status(of: original)) } else { false }
        if isLink || isOriginal { return isLink && isOriginal }
        guard status.kind == .regular, status.size == object.byteCount else { return false }
        if status.modificationTime == object.modificationTime { return true }
        return try SHA256(of: FileSystem.read(path).bytes) == object.id
    }
}
