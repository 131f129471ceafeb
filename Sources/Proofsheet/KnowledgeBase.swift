import Auditing
import Caching
import FileSystem
import Probing

/// What is known of images: by the cache, each object looked at once a run, and by servers that were asked in this run.
final class KnowledgeBase {
    private let cache: Cache
    private var conditions: [ObjectID: ObjectStore.Condition] = [:]
    /// From how many addresses of a host the cache has the same bytes, where there are several addresses of them.
    private var sharedCounts: [ObjectID: [String: Int]]?
    private var headers: [String: ImageHeader?] = [:]
    private var recent = RecentKnowledge()

    /// What is known is for rules: they want to know how many addresses send the same bytes, and nothing of responses.
    private let isForRules: Bool
    private let probes: [String: ImageProbe]

    /// - Parameters:
    ///   - isForRules: Counts the addresses that send the same bytes, which goes over the whole index, and leaves out what
    ///     only requests need.
    ///   - probes: What servers said of images that the cache lacks, by URL.
    init(cache: Cache, isForRules: Bool = false, probes: [String: ImageProbe] = [:]) {
        self.cache = cache
        self.isForRules = isForRules
        self.probes = probes
    }

    /// What is known of each of `urls`; a URL that is missing from the result was never asked for.
    func knowledge(of urls: [String]) throws(CacheError) -> [String: ImageKnowledge] {
        var result: [String: ImageKnowledge] = [:]
        result.reserveCapacity(urls.count)
        let others = isForRules ? recent.take(from: urls, to: &result) : urls
        for (url, entry) in try cache.entries(for: others, withResponses: !isForRules) {
            let known = try knowledge(of: entry)
            result[url] = known
            if isForRules { recent.add(known, of: url) }
        }
        if !probes.isEmpty {
            for url in urls {
                // Another process may have fetched the image meanwhile.
                guard let probe = probes[url], result[url]?.isPresent != true else { continue }
                let known = result[url] ?? .nothing
                result[url] = ImageKnowledge(
                    entry: known.entry, condition: known.condition, sharedCount: known.sharedCount, probe: probe)
            }
        }
        return result
    }

    private func knowledge(of entry: CacheEntry) throws(CacheError) -> ImageKnowledge {
        guard let object = entry.object else { return ImageKnowledge(entry: entry) }
        return ImageKnowledge(
            entry: entry, condition: try condition(of: object),
            sharedCount: isForRules ? try sharedCount(of: object.id, entry.url) : 0)
    }

    private func sharedCount(of object: ObjectID, _ url: String) throws(CacheError) -> Int {
        guard let hosts = try countedAddresses()[object], let host = URLText.host(of: url) else { return 1 }
        return hosts[host] ?? 1
    }

    private func countedAddresses() throws(CacheError) -> [ObjectID: [String: Int]] {
        if let sharedCounts { return sharedCounts }
        var addresses: [ObjectID: [String: Set<Substring>]] = [:]
        for (object, url) in try cache.sharedObjects() {
            guard let host = URLText.host(of: url) else { continue }
            addresses[object, default: [:]][host, default: []].insert(URLText.withoutQuery(url))
        }
        let counts = addresses.mapValues { $0.mapValues(\.count) }
        sharedCounts = counts
        return counts
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
