import Addresses
import Auditing
import Caching
import Hashing

/// From how many addresses of a host the cache has the same bytes, where there are several addresses of them; queries
/// apart; an image that a fallback gave counts at the fallback's host.
struct SharedAddresses: Sendable {
    private let counts: [SHA256: [String: Int]]

    /// Goes over the whole index.
    init(in cache: Cache) throws(CacheError) {
        var addresses: [SHA256: [String: Set<Substring>]] = [:]
        for (object, url, fallback) in try cache.sharedObjects() {
            guard let host = URLText.host(of: fallback ?? url) else { continue }
            addresses[object, default: [:]][host, default: []].insert(URLText.withoutQuery(url))
        }
        counts = addresses.mapValues { $0.mapValues(\.count) }
    }

    /// Whether the cache has an object from several addresses.
    func areSeveral(of object: SHA256) -> Bool { counts[object] != nil }

    /// From how many addresses of the host of `url`, which is one of them or the fallback that gave it, the cache has an
    /// object.
    func count(of object: SHA256, at url: String) -> Int {
        guard let hosts = counts[object], let host = URLText.host(of: url) else { return 1 }
        return hosts[host] ?? 1
    }

    typealias Counting = Task<Result<SharedAddresses, CacheError>, Never>

    /// Begins to count, so that it is done by the time that the counts are asked for.
    static func counting(in cache: Cache, on queue: WorkQueue) -> Counting {
        Task {
            await queue.run {
                do throws(CacheError) { return .success(try SharedAddresses(in: cache)) } catch {
                    return .failure(error)
                }
            }
        }
    }
}
