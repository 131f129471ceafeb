import Hashing
import Caching
import FileSystem
import Glibc
import Probing

/// What became of one object in a directory that images are exported to.
enum ExportedFile: Sendable {
    case written
    case unchanged
    /// The cache's file is not what was stored.
    case damaged(String)
    case failed(FileSystemError)

    /// Puts an object at `path`, unless it is there already.
    ///
    /// Its bytes are hashed once more before they are copied. The copy has the object's modification time, by which it
    /// is known again unread.
    init(_ object: ImageObject, at path: String, from store: ObjectStore, isLink: Bool) {
        do throws(FileSystemError) {
            switch try store.condition(of: object) {
            case .missing(let detail), .altered(let detail):
                self = .damaged(detail)
                return
            case .present: break
            }
            if try Self.isThere(object, at: path, store, isLink: isLink) {
                self = .unchanged
            } else if isLink {
                try AtomicFile.link(store.path(of: object.id, format: object.header.format), as: path)
                self = .written
            } else {
                let bytes = try store.bytes(of: object)
                guard SHA256(of: bytes) == object.id else {
                    self = .damaged("the file of object \(object.id) does not hash to its name")
                    return
                }
                try AtomicFile.place(bytes, at: path, modificationTime: object.modificationTime)
                self = .written
            }
        } catch {
            self = .failed(error)
        }
    }

    private static func isThere(
        _ object: ImageObject, at path: String, _ store: ObjectStore, isLink: Bool
    ) throws(FileSystemError) -> Bool {
        let status: FileStatus
        do throws(FileSystemError) {
            status = try FileSystem.status(of: path, followingLinks: false)
        } catch {
            guard error.code == ENOENT else { throw error }
            return false
        }
        let original = try FileSystem.status(of: store.path(of: object.id, format: object.header.format))
        if isLink || status.isSameFile(as: original) { return isLink && status.isSameFile(as: original) }
        guard status.kind == .regular, status.size == object.byteCount else { return false }
        if status.modificationTime == object.modificationTime { return true }
        return try SHA256(of: FileSystem.read(path).bytes) == object.id
    }
}
