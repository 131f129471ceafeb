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
        let report: PruneReport

        /// URLs that went.
        public var entries: Int { report.entries }
        /// Distinct images that went.
        public var objects: Int { report.objects }
        /// Files that the index did not know, and that went.
        public var leftovers: Int { report.leftovers }
        /// Size in bytes of all that went.
        public var bytes: Int { report.bytes }
        /// One line for people.
        public var text: String { report.text }
        /// One JSON object.
        public var json: String { report.json }
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
            let use = try await Run(archive, writesCache: false).imageUse()
            if let failure = use.failures.first {
                throw ProofsheetError(
                    .failure,
                    "\(failure); nothing was removed, since that record may name images: mend it, or leave it out (--exclude)"
                )
            }
            if options.removesUnreferenced { rules.named = use.named }
            rules.protected = use.flagged
        }
        var report = PruneReport(isDryRun: options.isDryRun)
        if Task.isCancelled { return Pruned(report: report) }
        let result = try orProofsheetError { () throws(CacheError) in
            try cache.prune(rules, isDryRun: options.isDryRun, now: Clock.now)
        }
        report.entries = result.entries
        report.objects = result.objects
        report.leftovers = result.leftovers
        report.bytes = result.bytes
        report.protected = result.protected
        report.remainingObjects = result.remainingObjects
        report.remainingBytes = result.remainingBytes
        return Pruned(report: report)
    }
}
