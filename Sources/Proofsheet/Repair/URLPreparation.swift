import Auditing
import Caching
import Records

/// A URL that a repair is about to rewrite: where its image is now, and where it will be looked for.
private struct RewrittenURL {
    /// Places of the record in the plan, and of the entry in the record.
    var record: Int
    var entry: Int
    var old: String
    var new: String
}

/// Has the cache ready for records that name images by other URLs.
extension Run {
    /// Takes out of a plan the URLs that must stay, and has the cache know the images of the others by their new URLs, on
    /// the disk, before any record names these.
    ///
    /// An image that the cache will not know by its new URL loses its flag with it.
    ///
    /// - Returns: What could not be done.
    func prepareURLs(of plan: inout [RecordRepair], isDryRun: Bool) async -> [String] {
        let rewritten = rewrittenURLs(of: &plan)
        if rewritten.isEmpty {
            plan.removeAll(where: \.isEmpty)
            return []
        }
        let directory = configuration.cacheDirectory
        let cache = cache
        let pairs = rewritten.map { ($0.old, $0.new) }
        let outcome = await queue.run { () -> Result<Set<String>, CacheError> in
            do throws(CacheError) { return .success(try Self.copyEntries(pairs, in: cache, directory, isDryRun)) } catch
            {
                return .failure(error)
            }
        }
        var failures: [String] = []
        switch outcome {
        case .success(let known):
            for place in rewritten where !known.contains(place.new) {
                plan[place.record].entries[place.entry].loseFlag()
            }
        case .failure(let error):
            failures.append("\(ProofsheetError(error).message); no URL was rewritten")
            for place in rewritten { plan[place.record].entries[place.entry].keepURL() }
        }
        plan.removeAll(where: \.isEmpty)
        return failures
    }

    /// The URLs that a plan rewrites; those that are fetched from elsewhere, or would be, stay.
    private func rewrittenURLs(of plan: inout [RecordRepair]) -> [RewrittenURL] {
        let rules = RequestRules(configuration)
        var result: [RewrittenURL] = []
        for record in plan.indices {
            for entry in plan[record].entries.indices {
                let repair = plan[record].entries[entry]
                guard let text = repair.newURL else { continue }
                let path = plan[record].path
                guard let old = locator.locate(repair.reference(repair.url), in: path).url,
                    let new = locator.locate(repair.reference(text), in: path).url,
                    rules.target(of: old) == old, rules.target(of: new) == new
                else {
                    plan[record].entries[entry].keepURL()
                    continue
                }
                result.append(RewrittenURL(record: record, entry: entry, old: old, new: new))
            }
        }
        return result
    }

    /// Copies what is known of images that moved to the entries of their new URLs.
    ///
    /// - Returns: Which of the new URLs have an intact image then.
    private static func copyEntries(
        _ pairs: [(old: String, new: String)], in cache: Cache, _ directory: String, _ isDryRun: Bool
    ) throws(CacheError) -> Set<String> {
        let entries = try cache.entries(for: Array(Set(pairs.flatMap { [$0.old, $0.new] })))
        var known: Set<String> = []
        var copies: [String: CacheEntry] = [:]
        for (old, new) in pairs where !known.contains(new) {
            if let object = entries[new]?.object, object.soundness == .intact,
                try cache.condition(of: object) == .present
            {
                known.insert(new)
            } else if let entry = entries[old], entry.movedTo == new, let object = entry.object,
                object.soundness == .intact, try cache.condition(of: object) == .present
            {
                known.insert(new)
                copies[new] = entry.moved(to: new)
            }
        }
        if isDryRun || copies.isEmpty { return known }
        let writer = cache.isWritable ? cache : try Cache(writingTo: directory)
        defer { if !cache.isWritable { writer.close() } }
        try writer.update(copies.values.sorted { $0.url < $1.url })
        return known
    }
}

extension CacheEntry {
    /// The same image by the URL that it has moved to, whose server gave it.
    fileprivate func moved(to url: String) -> CacheEntry {
        CacheEntry(
            url: url, object: object, etag: etag, lastModified: lastModified, response: response,
            freshUntil: freshUntil, fetchedAt: fetchedAt)
    }
}
