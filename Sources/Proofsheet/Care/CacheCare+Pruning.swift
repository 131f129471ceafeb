import Auditing
import Caching
import Records
import Reporting

extension CacheCare {
    /// What a prune is to take away.
    public struct PruneOptions: Sendable, Hashable {
        /// Bytes that the objects may take: from 95 % of them on, the least recently used go until 90 % are left.
        public var maximumBytes: Int?
        /// Seconds since the last use from which on an entry goes.
        public var maximumAge: Int64?
        /// Entries that none of the given records names go.
        public var removesUnreferenced = false
        /// Takes nothing away, and says what would be.
        public var isDryRun = false

        /// Nothing but files that the index does not know.
        public init() {}
    }

    /// What a prune took away, or would.
    public struct Pruned: Sendable, Hashable {
        let result: PruneResult
        let isDryRun: Bool

        /// One line for people.
        public var text: String {
            let verb = isDryRun ? "would remove" : "removed"
            var parts = [
                "\(verb) \(Plural.text(result.objects, "object")) and "
                    + Plural.text(result.entries, "entry", "entries")
            ]
            if result.leftovers > 0 {
                parts.append("\(Plural.text(result.leftovers, "file")) that the index does not know")
            }
            let kept = result.protected > 0 ? "; \(result.protected) kept for flags that are true" : ""
            return parts.joined(separator: ", ")
                + " (\(ByteCount.text(result.bytes))); \(Plural.text(result.remainingObjects, "object")) "
                + "\(result.remainingObjects == 1 ? "remains" : "remain") (\(ByteCount.text(result.remainingBytes)))\(kept)\n"
        }

        /// One JSON object.
        public var json: String {
            JSONValue.members([
                "dryRun": .bool(isDryRun), "entries": .int(result.entries), "objects": .int(result.objects),
                "leftovers": .int(result.leftovers), "bytes": .int(result.bytes),
                "protected": .int(result.protected), "remainingObjects": .int(result.remainingObjects),
                "remainingBytes": .int(result.remainingBytes),
            ]).pretty + "\n"
        }
    }

    /// Rids the cache of what is of no more use.
    ///
    /// - Parameters:
    ///   - options: What is to go.
    ///   - archive: The records whose images count as named, and whose true flags keep their images, whatever the
    ///     options say; nil for none.
    public func prune(_ options: PruneOptions, keeping archive: Archive?) async throws(ProofsheetError) -> Pruned {
        if options.removesUnreferenced, archive == nil {
            throw ProofsheetError(.usage, "to find what no record names, the records have to be given")
        }
        let cache = try options.isDryRun ? existingCache() : existingCacheToWrite()
        defer { cache.close() }
        // The records are read only when nobody can write a flag to them before the prune is done.
        let lock = options.isDryRun ? nil : try await flagLock(of: cache, alone: true)
        defer { withExtendedLifetime(lock) {} }
        var rules = PruneRules()
        rules.maximumBytes = options.maximumBytes
        rules.usedSince = options.maximumAge.map { Clock.now - $0 }
        if let archive {
            let use = try await Run(archive, writesCache: false).namedImages()
            if let failure = use.failures.first {
                throw ProofsheetError(
                    .failure,
                    "\(failure); nothing was removed, since that record may name images: mend it, or leave it out (--exclude)"
                )
            }
            if options.removesUnreferenced { rules.named = use.named }
            rules.protected = use.flagged
        }
        if Task.isCancelled { return Pruned(result: PruneResult(), isDryRun: options.isDryRun) }
        let result = try orProofsheetError { () throws(CacheError) in
            try cache.prune(rules, isDryRun: options.isDryRun, now: Clock.now)
        }
        return Pruned(result: result, isDryRun: options.isDryRun)
    }
}

/// Which images records name.
struct NamedImages: Sendable {
    /// The URLs of all entries, and of those with a flag that is true.
    var named: Set<String> = []
    var flagged: Set<String> = []
    /// The URLs of the entries by what the records have for them.
    var spellings: [String: String] = [:]
    /// What could not be read, where other images may be named.
    var failures: [String] = []
}

extension Run {
    /// Reads all records anew, and says which images they name.
    func namedImages() async throws(ProofsheetError) -> NamedImages {
        var result = NamedImages()
        result.failures = source.failures.map(RecordSource.message)
        try await source.forEachBatch { batch throws(ProofsheetError) in
            for (path, item) in batch {
                switch item {
                case .record(let record):
                    result.failures += record.problems.filter { $0.kind == .invalid }.map { "'\(path)': \($0.message)" }
                    for entry in record.entries {
                        guard let url = locator.locate(entry.url.text, in: path).url else { continue }
                        result.named.insert(url)
                        result.spellings[entry.url.text] = url
                        if entry.declaredFlag == .boolean(true) { result.flagged.insert(url) }
                    }
                case .failure(let error): result.failures.append(RecordSource.message(error))
                case .other, .known: break
                }
            }
        }
        return result
    }
}
