import Auditing
import Caching
import Hashing
import Synchronization

/// Looks up what the cache knows of images, and whether their objects are whole.
struct KnowledgeLookUp: Sendable {
    let cache: Cache
    /// Given for rules, which want to know how many addresses send the same bytes, and of entries nothing but the facts.
    let addresses: SharedAddresses?
    private let conditions = SharedConditions()

    init(in cache: Cache, addresses: SharedAddresses?) {
        self.cache = cache
        self.addresses = addresses
    }

    /// What is known of those of `urls` that were ever asked for, in no order.
    func knowledge(of urls: some Collection<String>) throws(CacheError) -> [(url: String, knowledge: ImageKnowledge)] {
        var result: [(url: String, knowledge: ImageKnowledge)] = []
        result.reserveCapacity(urls.count)
        try cache.forEachEntry(for: Array(urls), extent: addresses == nil ? .whole : .facts) {
            entry throws(CacheError) in
            let url = entry.url
            result.append((url, try knowledge(of: entry)))
        }
        return result
    }

    private func knowledge(of entry: consuming CacheEntry) throws(CacheError) -> ImageKnowledge {
        guard let object = entry.object else { return ImageKnowledge(entry: entry) }
        let condition = try condition(of: object)
        let source = if case .fallback(let url) = entry.origin { url } else { entry.url }
        let sharedCount = addresses?.count(of: object.id, at: source) ?? 0
        return ImageKnowledge(entry: entry, condition: condition, sharedCount: sharedCount)
    }

    private func condition(of object: ImageObject) throws(CacheError) -> ObjectStore.Condition {
        guard addresses?.areSeveral(of: object.id) ?? true else { return try cache.condition(of: object) }
        if let known = conditions[object.id] { return known }
        let condition = try cache.condition(of: object)
        conditions[object.id] = condition
        return condition
    }
}

/// The conditions of objects that have several addresses, or may have: to look at one that was touched takes long.
private final class SharedConditions: Sendable {
    private let known = Mutex<[SHA256: ObjectStore.Condition]>([:])

    subscript(object: SHA256) -> ObjectStore.Condition? {
        get { known.withLock { $0[object] } }
        set { known.withLock { $0[object] = newValue } }
    }
}
