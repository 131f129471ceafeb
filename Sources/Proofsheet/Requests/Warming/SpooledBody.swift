import Caching
import Fetching
import Hashing
import Synchronization

/// Keeps the large bodies of a run where the objects of its cache will be, and hashes them as they come.
struct BodySpool: BodyStore {
    let makeContent: @Sendable () throws(ObjectError) -> any GrowingContent

    func makeBody() throws(BodyStoreError) -> any StoredBody {
        do throws(ObjectError) { return SpooledBody(try makeContent()) } catch { throw BodyStoreError(error) }
    }
}

/// A large body, as far as it has come.
final class SpooledBody: StoredBody {
    let content: any GrowingContent
    private let hash = Mutex(RunningSHA256())

    init(_ content: any GrowingContent) { self.content = content }

    var count: Int { content.count }
    /// The hash of what has come.
    var id: SHA256 { hash.withLock(\.value) }

    func append(_ bytes: RawSpan) throws(BodyStoreError) {
        hash.withLock { $0.add(bytes) }
        do throws(ObjectError) { try content.append(bytes) } catch { throw BodyStoreError(error) }
    }

    func rest() { content.rest() }
}

extension BodyStoreError {
    fileprivate init(_ error: ObjectError) { self.init(reason: error.description) }
}
