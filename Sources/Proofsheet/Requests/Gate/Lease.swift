import Auditing
import Caching

/// Whether this process may fetch a URL, and what is known of it now that no other process fetches it.
enum Lease: Sendable {
    case held(ImageKnowledge?)
    /// Another process fetches it.
    case elsewhere
    /// Another process has fetched it meanwhile; what is known of it now.
    case notDue(ImageKnowledge)
    /// The cache cannot be used.
    case failed(String)

    /// Takes the lease on `url` where it is free and the URL is still due.
    ///
    /// - Parameters:
    ///   - revision: Of what was known when the URL was found to be due.
    ///   - isDue: Whether it is, by what is known by now; asked only where that is another thing.
    init(_ url: String, _ revision: EntryRevision, in cache: Cache, isDue: (ImageKnowledge) -> Bool) {
        do throws(CacheError) {
            guard try cache.lease(url) else {
                self = .elsewhere
                return
            }
            // What another process wrote before it let go of the lease.
            let current = try KnowledgeBase(cache: cache).knowledge(of: [url])[url]
            if let current, EntryRevision(of: current) != revision, !isDue(current) {
                cache.endLease(of: url)
                self = .notDue(current)
            } else {
                self = .held(current)
            }
        } catch {
            cache.endLease(of: url)
            self = .failed(error.message)
        }
    }
}

/// By which it is told, with no more than a few bytes, whether something else has become known of a URL.
struct EntryRevision: Sendable, Hashable {
    private let value: Int?

    init(of knowledge: ImageKnowledge?) { value = knowledge?.entry?.hashValue }
}
