import Auditing
import FileSystem
import Reporting

/// The findings of a report in the format `json`.
enum EarlierReport {
    private struct Content: VersionedContent {
        struct Finding: Decodable {
            var rule: String
            var record: String
            var url: String?
        }

        var schemaVersion: Int
        var findings: [Finding]
    }

    private static let reading = VersionedFile(
        name: "the earlier report", problem: "is not a report in the format json",
        advice: "write one with 'proofsheet audit --format json --output FILE'")

    /// Reads a report.
    ///
    /// Throws a usage error where it is missing or none.
    static func read(_ path: String) throws(ProofsheetError) -> Baseline {
        let content = try reading.read(path, as: Content.self)
        var counts: [Baseline.Key: Int] = [:]
        for finding in content.findings {
            counts[Baseline.Key(rule: finding.rule, record: finding.record, url: finding.url), default: 0] += 1
        }
        return Baseline(counts: counts)
    }
}

extension ProofSheet {
    /// Has the page say what has changed since an earlier report.
    mutating func compare(with earlier: Baseline, name: String) {
        var comparison = Comparison(name: name, earlier: earlier)
        let seen = Set(records.map(\.path))
        let others = Set(earlier.counts.keys.map(\.record)).subtracting(seen)
        // What cannot be looked at may still be there.
        comparison.goneRecords = others.filter { (try? FileSystem.exists($0)) == false }
        self.comparison = comparison
    }
}
