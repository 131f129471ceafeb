import Auditing
import Caching
import FileSystem
import Probing

/// What is known of images: by the cache, an object of several addresses looked at once a run, and by servers that were
/// asked in this run.
final class KnowledgeBase {
    private let cache: Cache
    /// Of objects that have several addresses, or may have.
    private var conditions: [ObjectID: ObjectStore.Condition] = [:]
    private var headers: [String: ImageHeader?] = [:]
    private var recent = RecentKnowledge()

    /// What rules want to know beside the facts; nil where what is known is for others.
    private let counting: SharedAddresses.Counting?
    private var addresses: SharedAddresses?
    private let probes: [String: ImageProbe]

    /// - Parameters:
    ///   - counting: Given for rules, which want to know how many addresses send the same bytes, and of entries nothing
    ///     but the facts; only to be asked after `prepare()`.
    ///   - probes: What servers said of images that the cache lacks, by URL.
    init(cache: Cache, counting: SharedAddresses.Counting? = nil, probes: [String: ImageProbe] = [:]) {
        self.cache = cache
        self.counting = counting
        self.probes = probes
    }

    /// Waits until what rules want to know has been counted.
    func prepare() async throws(CacheError) {
        guard addresses == nil, let counting else { return }
        addresses = try await counting.value.get()
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        var result: [String: ImageKnowledge] = [:]
        for (url, known) in zip(urls, try knowledge(ofEach: urls)) where known !== ImageKnowledge.nothing {
            result[url] = known
        }
        return result
    }

    /// What is known of each of `urls`, in their order.
    func knowledge(ofEach urls: [String]) throws(CacheError) -> [ImageKnowledge] {
        let (places, new) = recent.places(of: urls)
        do throws(CacheError) {
            if !new.isEmpty { try lookUp(new) }
        } catch {
            _ = recent.removeAll()
            throw error
        }
        let result = places.map { recent[$0] }
        recent.tidy()
        return result
    }

    private func lookUp(_ urls: [String]) throws(CacheError) {
        try cache.forEachEntry(for: urls, extent: counting == nil ? .whole : .facts) { entry throws(CacheError) in
            let url = entry.url
            recent.set(try knowledge(of: entry), of: url)
        }
        if probes.isEmpty { return }
        for url in urls {
            // Another process may have fetched the image meanwhile.
            guard let probe = probes[url], let known = recent.knowledge(of: url), !known.isPresent else { continue }
            recent.set(
                ImageKnowledge(
                    entry: known.entry, condition: known.condition, sharedCount: known.sharedCount, probe: probe),
                of: url)
        }
    }

    private func knowledge(of entry: consuming CacheEntry) throws(CacheError) -> ImageKnowledge {
        guard let object = entry.object else { return ImageKnowledge(entry: entry) }
        let condition = try condition(of: object)
        let sharedCount = addresses?.count(of: object.id, at: entry.url) ?? 0
        return ImageKnowledge(entry: entry, condition: condition, sharedCount: sharedCount)
    }

    /// Forgets all, away from who waits for the run: to free it takes long.
    func close() {
        let known = recent.removeAll()
        Task.detached { withExtendedLifetime(known) {} }
    }

    /// What the header of a file of the site says; nothing where it cannot be read.
    func knowledge(ofFile path: String) -> ImageKnowledge {
        if let known = headers[path] { return ImageKnowledge(fileHeader: known) }
        let header = try? Probe.outcome(ofFile: path).result.get()
        headers[path] = .some(header)
        return ImageKnowledge(fileHeader: header)
    }

    private func condition(of object: ImageObject) throws(CacheError) -> ObjectStore.Condition {
        let isShared = addresses?.areSeveral(of: object.id) ?? true
        if isShared, let known = conditions[object.id] { return known }
        do throws(FileSystemError) {
            let condition = try cache.objects.condition(of: object)
            if isShared { conditions[object.id] = condition }
            return condition
        } catch {
            throw CacheError("the cache cannot be read: \(error); check its permissions")
        }
    }
}
