import Caching
import Reporting

extension CacheCare {
    /// How much the cache holds, as lines for people.
    public func statisticsText() throws(ProofsheetError) -> String { try statistics().text }

    /// How much the cache holds, as one JSON object.
    public func statisticsJSON() throws(ProofsheetError) -> String { try statistics().json }

    private func statistics() throws(ProofsheetError) -> StatisticsReport {
        let cache = try existingCache()
        let statistics = try orProofsheetError { () throws(CacheError) in
            try CacheStatistics(of: cache, now: Clock.now)
        }
        var report = StatisticsReport(directory: directory)
        report.entries = statistics.entries
        report.withObject = statistics.withObject
        report.failed = statistics.failed
        report.fresh = statistics.fresh
        report.due = statistics.due
        report.objects = statistics.objects
        report.bytes = statistics.bytes
        report.bytesWithoutSharing = statistics.bytesWithoutSharing
        report.objectsByFormat = statistics.objectsByFormat
        report.failuresByKind = statistics.failuresByKind
        report.hosts = statistics.hosts.mapValues { host in
            StatisticsReport.Host(
                entries: host.entries, withObject: host.withObject, failed: host.failed, bytes: host.bytes)
        }
        return report
    }
}
