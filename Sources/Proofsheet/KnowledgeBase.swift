import Auditing
import Caching
import FileSystem
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
        var result: [String: ImageKnowledge] = [:]
        for (url, entry) in try cache.entries(for: urls) {
            var knowledge = ImageKnowledge(entry: entry)
            if let object = entry.object { knowledge.condition = try condition(of: object) }
            result[url] = knowledge
        }
        return result
    }

    /// What the header of a file of the site says; nothing where it cannot be read.
    func knowledge(ofFile path: String) -> ImageKnowledge {
        if let known = headers[path] { return ImageKnowledge(fileHeader: known) }
        let header = try? Probe.outcome(ofFile: path).result.get()
        headers[path] = .some(header)
        return ImageKnowledge(fileHeader: header)
    }

    private func condition(of object: ImageObject) throws(CacheError) -> ObjectStore.Condition {
        if let known = conditions[object.id] { return known }
        do throws(FileSystemError) {
            let condition = try cache.objects.condition(of: object)
            conditions[object.id] = condition
            return condition
        } catch {
            throw CacheError("the cache cannot be read: \(error); check its permissions")
        }
    }
}
