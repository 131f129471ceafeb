import Auditing
import Caching
import FileSystem
import Probing

/// What is known of images: by the cache, each object looked at once a run, and by servers that were asked in this run.
final class KnowledgeBase {
    private let cache: Cache
    private var conditions: [ObjectID: ObjectStore.Condition] = [:]
    /// From how many addresses of a host the cache has the same bytes, by object and host.
    private var sharedCounts: [SharedObject: Int]?
    private var headers: [String: ImageHeader?] = [:]

    private let countsAddresses: Bool
    private let probes: [String: ImageProbe]

    /// - Parameters:
    ///   - countsAddresses: Counts the addresses that send the same bytes, which only rules want to know: it goes over the
    ///     whole index.
    ///   - probes: What servers said of images that the cache lacks, by URL.
    init(cache: Cache, countsAddresses: Bool = false, probes: [String: ImageProbe] = [:]) {
        self.cache = cache
        self.countsAddresses = countsAddresses
        self.probes = probes
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        var result: [String: ImageKnowledge] = [:]
        for (url, entry) in try cache.entries(for: urls) {
            var knowledge = ImageKnowledge(entry: entry)
            if let object = entry.object {
                knowledge.condition = try condition(of: object)
                if countsAddresses { knowledge.sharedCount = try sharedCount(of: object.id, url) }
            }
            result[url] = knowledge
        }
        if !probes.isEmpty {
            for url in urls {
                // Another process may have fetched the image meanwhile.
                guard let probe = probes[url], result[url]?.presentObject == nil else { continue }
                result[url, default: ImageKnowledge()].probe = probe
            }
        }
        return result
    }

    private struct SharedObject: Hashable {
        let object: ObjectID
        let host: String
    }

    private func sharedCount(of object: ObjectID, _ url: String) throws(CacheError) -> Int {
        let counts: [SharedObject: Int]
        if let known = sharedCounts {
            counts = known
        } else {
            var addresses: [SharedObject: Set<Substring>] = [:]
            for (object, url) in try cache.sharedObjects() {
                guard let host = URLText.host(of: url) else { continue }
                addresses[SharedObject(object: object, host: host), default: []].insert(URLText.withoutQuery(url))
            }
            counts = addresses.mapValues(\.count)
            sharedCounts = counts
        }
        return URLText.host(of: url).flatMap { counts[SharedObject(object: object, host: $0)] } ?? 1
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
