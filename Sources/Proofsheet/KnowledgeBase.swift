import Auditing
import Caching

/// What the cache knows, each object looked at once a run.
final class KnowledgeBase {
    private let cache: Cache
    private var conditions: [ObjectID: ObjectStore.Condition] = [:]

    init(cache: Cache) {
        self.cache = cache
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        try cache.entries(for: urls).mapValues { entry in
            ImageKnowledge(entry: entry, condition: entry.object.map(condition(of:)))
        }
    }

    private func condition(of object: ImageObject) -> ObjectStore.Condition {
        if let known = conditions[object.id] { return known }
        let condition = cache.objects.condition(of: object)
        conditions[object.id] = condition
        return condition
    }
}
