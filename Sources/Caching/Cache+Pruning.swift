import Hashing
import Probing

/// What a cache is to be rid of.
package struct PruneRules: Sendable {
    /// Bytes that the objects may take: from 95 % of them on, the least recently used go until 90 % are left.
    package var maximumBytes: Int?
    /// Entries that were not used since then go, in seconds since 1970.
    package var usedSince: Int64?
    /// Entries of other URLs go.
    package var named: Set<String>?
    /// The objects of these URLs stay, whatever the rules.
    package var protected: Set<String> = []

    package init() {}
}

/// What a cache was rid of, or would be.
package struct PruneResult: Sendable, Hashable {
    package var entries = 0
    package var objects = 0
    /// Files that no row of the index knows: objects of processes that were killed, and their temporary files.
    package var leftovers = 0
    /// Bytes of the objects and leftovers.
    package var bytes = 0
    /// Objects that stay only because a record's flag relies on them.
    package var protected = 0
    /// What stays.
    package var remainingObjects = 0
    package var remainingBytes = 0

    package init() {}
}

extension Cache {
    /// Rids the cache of what `rules` say, and of files that the index does not know.
    package func prune(_ rules: PruneRules, isDryRun: Bool, now: Int64) throws(CacheError) -> PruneResult {
        guard let index else { return PruneResult() }
        guard let session, !isDryRun else { return try prune(rules, index: index, session: nil, now: now) }
        // In the place of this cache can be another one, of which the index knows no object.
        try checkPresence()
        return try session.locks.removing { () throws(CacheError) in
            try prune(rules, index: index, session: session, now: now)
        }
    }

    private func prune(
        _ rules: PruneRules, index: CacheIndex, session: CacheSession?, now: Int64
    ) throws(CacheError) -> PruneResult {
        let all = try index.allObjects()
        var plan = PrunePlan(rules, objects: all, uses: try index.uses(at: now))
        if session != nil, !plan.urls.isEmpty || !plan.removed.isEmpty {
            try index.remove(urls: plan.urls, hashes: plan.removed.map(\.id.hex))
            try index.compactJournal()
        }
        do throws(ObjectError) {
            if session != nil { for object in plan.removed { try objects.remove(object) } }
            for leftover in try objects.leftovers(besides: Set(all.map(ObjectStore.name(of:))), now: now) {
                plan.result.leftovers += 1
                plan.result.bytes += leftover.status.size
                if session != nil { try objects.remove(leftover: leftover.name) }
            }
        } catch {
            throw CacheError(.pruning, error, in: directory)
        }
        return plan.result
    }
}

/// Which rows go.
private struct PrunePlan {
    var urls: [String] = []
    var removed: [ImageObject] = []
    var result = PruneResult()

    init(_ rules: PruneRules, objects: [ImageObject], uses: [EntryUse]) {
        var entriesByHash: [String: [EntryUse]] = [:]
        var protected: Set<String> = []
        var remaining: Set<String> = []
        for use in uses {
            let isProtected = rules.protected.contains(use.url)
            if isProtected, let hash = use.objectHash { protected.insert(hash) }
            let isUnnamed = rules.named.map { !$0.contains(use.url) } ?? false
            let isOld = rules.usedSince.map { use.lastUsed < $0 } ?? false
            if !isProtected, isUnnamed || isOld {
                urls.append(use.url)
            } else if let hash = use.objectHash {
                remaining.insert(hash)
            }
            if let hash = use.objectHash { entriesByHash[hash, default: []].append(use) }
        }
        var kept: [(object: ImageObject, lastUsed: Int64)] = []
        for object in objects {
            // An object that no entry has is of use to nobody.
            if !remaining.contains(object.id.hex) {
                removed.append(object)
            } else {
                kept.append((object, entriesByHash[object.id.hex]?.map(\.lastUsed).max() ?? 0))
            }
        }
        var bytes = kept.reduce(0) { $0 + $1.object.byteCount }
        if let cap = rules.maximumBytes, Double(bytes) > Double(cap) * 0.95 {
            kept.sort { ($0.lastUsed, $0.object.id) < ($1.lastUsed, $1.object.id) }
            var gone: Set<String> = []
            for (object, _) in kept where Double(bytes) > Double(cap) * 0.9 {
                if protected.contains(object.id.hex) {
                    result.protected += 1
                    continue
                }
                removed.append(object)
                gone.insert(object.id.hex)
                bytes -= object.byteCount
            }
            let already = Set(urls)
            urls += gone.flatMap { entriesByHash[$0] ?? [] }.map(\.url).filter { !already.contains($0) }.sorted()
        }
        result.entries = urls.count
        result.objects = removed.count
        result.bytes = removed.reduce(0) { $0 + $1.byteCount }
        result.remainingObjects = objects.count - removed.count
        result.remainingBytes = bytes
    }
}
