import Auditing
import Caching
import Probing

/// What the cache knows, each object looked at once a run.
final class KnowledgeBase {
    private let cache: Cache
    private var conditions: [ObjectID: ObjectStore.Condition] = [:]
    private var headers: [String: ImageHeader?] = [:]

    init(cache: Cache) {
        self.cache = cache
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        try cache.entries(for: urls).mapValues { entry in
            ImageKnowledge(entry: entry, condition: entry.object.map(condition(of:)))
        }
    }

    /// What the header of a file of the site says; nothing where it cannot be read.
    func knowledge(ofFile path: String) -> ImageKnowledge {
        if let known = headers[path] { return ImageKnowledge(fileHeader: known) }
        let header = try? Probe.outcome(ofFile: path).result.get()
        headers[path] = .some(header)
        return ImageKnowledge(fileHeader: header)
    }

    private func condition(of object: ImageObject) -> ObjectStore.Condition {
        if let known = conditions[object.id] { return known }
        let condition = cache.objects.condition(of: object)
        conditions[object.id] = condition
        return condition
    }
}
