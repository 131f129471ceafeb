import Auditing
import Caching
import Reporting

extension CacheCare {
    /// How much a cache holds.
    public struct Statistics: Sendable, Hashable {
        let report: StatisticsReport

        /// URLs known.
        public var urls: Int { report.entries }
        /// Those of the URLs whose image is there.
        public var cached: Int { report.withObject }
        /// Those of the URLs whose last request failed.
        public var failed: Int { report.failed }
        /// Distinct images.
        public var objects: Int { report.objects }
        /// Size in bytes of the distinct images.
        public var bytes: Int { report.bytes }
        /// Lines for people.
        public var text: String { report.text }
        /// One JSON object.
        public var json: String { report.json }
    }

    /// How much the cache holds.
    public func statistics() throws(ProofsheetError) -> Statistics {
        let cache = try existingCache()
        let statistics = try orProofsheetError { () throws(CacheError) in
            try CacheStatistics(of: cache, now: Clock.now)
        }
        cache.keepStamps()
        var report = StatisticsReport(directory: directory)
        report.entries = statistics.entries
        report.withObject = statistics.withObject
        report.lost = statistics.lost
        report.unused = statistics.unused
        report.unusedBytes = statistics.unusedBytes
        report.failed = statistics.failed
        report.fresh = statistics.fresh
        report.due = statistics.due
        report.objects = statistics.objects
        report.bytes = statistics.bytes
        report.bytesWithoutSharing = statistics.bytesWithoutSharing
        report.objectsByFormat = statistics.objectsByFormat
        for (kind, count) in statistics.failuresByKind {
            guard let kind = CacheFailure.Kind(rawValue: kind) else { continue }
            let failure = CacheFailure(kind: kind, detail: "", occurredAt: 0)
            report.failuresByRule[FailureNote(failure, keepsImage: false).rule.rawValue, default: 0] += count
        }
        report.hosts = statistics.hosts.mapValues { host in
            StatisticsReport.Host(
                entries: host.entries, withObject: host.withObject, failed: host.failed, bytes: host.bytes)
        }
        return Statistics(report: report)
    }
}
