import Hashing
import Synchronization

/// Times and inodes of objects that are whole and have others in the index, as in a cache that was copied or restored.
///
/// They are gathered while objects are looked at, and kept at the end of a run (`Cache.keepStamps`), so that the next one
/// need not hash these objects.
final class ObjectStamps: Sendable {
    private let noted = Mutex<[SHA256: ObjectStatus]>([:])

    func note(_ status: ObjectStatus, of object: SHA256) { noted.withLock { $0[object] = status } }

    /// All that was noted since the last call.
    func take() -> [SHA256: ObjectStatus] {
        noted.withLock { noted in
            defer { noted = [:] }
            return noted
        }
    }
}
