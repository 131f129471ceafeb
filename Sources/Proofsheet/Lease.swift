import Auditing
import Caching

/// Whether this process may fetch a URL, and what is known of it now that no other process fetches it.
enum Lease: Sendable {
    case held(ImageKnowledge?)
    /// Another process fetches it.
    case elsewhere
    /// Another process has fetched it meanwhile.
    case notDue
    /// The cache cannot be used.
    case failed(String)

    /// Takes the lease on `url` where it is free and the URL is still due.
    init(_ url: String, _ known: ImageKnowledge?, in cache: Cache, isDue: (ImageKnowledge?) -> Bool) {
        do throws(CacheError) {
            guard try cache.lease(url) else {
                self = .elsewhere
                return
            }
            // What another process wrote before it let go of the lease.
            let current = try KnowledgeBase(cache: cache).knowledge(of: [url])[url]
            if current?.entry != known?.entry, !isDue(current) {
                cache.endLease(of: url)
                self = .notDue
            } else {
                self = .held(current)
            }
        } catch {
            self = .failed(error.message)
        }
    }
}
