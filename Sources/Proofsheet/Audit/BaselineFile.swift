import Auditing
import FileSystem
import Reporting

/// A baseline as a file: JSON, one accepted finding a line, in an order that version control can merge.
enum BaselineFile {
    private struct Content: VersionedContent {
        struct Item: Decodable {
            var rule: String
            var record: String
            var url: String?
            var count: Int
        }

        var schemaVersion: Int
        var findings: [Item]
    }

    private static let reading = VersionedFile(
        name: "the baseline", problem: "is not a baseline",
        advice: "write one with 'proofsheet audit --write-baseline FILE'")

    /// Reads a baseline.
    ///
    /// Throws a usage error where it is missing or none.
    static func read(_ path: String) throws(ProofsheetError) -> Baseline {
        let content = try reading.read(path, as: Content.self)
        var counts: [Baseline.Key: Int] = [:]
        for item in content.findings where item.count > 0 {
            let key = Baseline.Key(rule: item.rule, record: item.record, url: item.url)
            counts[key] = min(counts[key] ?? 0, .max - item.count) + item.count
        }
        return Baseline(counts: counts)
    }

    /// Writes a baseline, whole or not at all.
    static func write(_ baseline: Baseline, to path: String) throws(ProofsheetError) {
        var lines: [String] = []
        for (key, count) in baseline.counts.sorted(by: { $0.key < $1.key }) {
            let item = JSONValue.members([
                "rule": .string(key.rule), "record": .string(key.record), "url": .optional(key.url),
                "count": .int(count),
            ])
            lines.append(item.compact)
        }
        let text =
            "{\"schemaVersion\": \(VersionedFile.schemaVersion), \"findings\": [\n\(lines.joined(separator: ",\n"))\n]}\n"
        do throws(FileSystemError) {
            try OutputFile.write(to: path) { file throws(FileSystemError) in try file.write(Array(text.utf8)) }
        } catch {
            throw ProofsheetError(.failure, "the baseline was not written: \(error); check --write-baseline")
        }
    }
}

extension RunResult {
    /// Writes a baseline that accepts all findings of this result, and gives back the result as a run with it would.
    public func writingBaseline(toFile path: String) throws(ProofsheetError) -> RunResult {
        var baseline = Baseline()
        var report = report
        for finding in report.findings { baseline.add(finding) }
        try BaselineFile.write(baseline, to: path)
        report.summary.acceptAll()
        report.recordFindings = FindingList()
        return RunResult(
            report: report, failOn: failOn, wasInterrupted: wasInterrupted, thumbnailDirectory: thumbnailDirectory)
    }
}
