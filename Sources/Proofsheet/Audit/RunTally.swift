import Auditing
import FileSystem
import Records
import Reporting

/// What a run has counted so far.
struct RunTally {
    var summary = AuditSummary()
    private var findings = FindingList()
    private var baseline: Baseline
    var failures: [String]
    /// Whether an image has been counted, by its number.
    private var hasCounted: [Bool] = []

    /// - Parameter baseline: The findings that are not reported.
    init(failures: [FileSystemError], baseline: Baseline = Baseline()) {
        self.baseline = baseline
        self.failures = failures.map(RecordSource.message)
    }

    /// Counts a record, its entries and the images it names for the first time; of one in parts, each part.
    mutating func count(_ verdict: RecordVerdict, isContinuation: Bool, _ memory: RecordMemory) {
        if !isContinuation { summary.records += 1 }
        summary.entries += verdict.entries
        summary.siteEntries += verdict.siteEntries
        summary.templated += verdict.templatedEntries
        summary.skipped += verdict.skippedEntries
        for image in verdict.images {
            while hasCounted.count <= image { hasCounted.append(false) }
            if hasCounted[image] { continue }
            hasCounted[image] = true
            summary.images += 1
            if memory.isPresent(image) { summary.cached += 1 }
        }
    }

    /// Counts findings and keeps those that are to be reported.
    mutating func add(_ all: [Finding]) {
        findings.append(count(all))
    }

    /// Counts findings, and gives back those that are to be reported.
    mutating func count(_ all: [Finding]) -> [Finding] {
        var new = all
        new.removeAll { baseline.takes($0) }
        summary.baselined += all.count - new.count
        for finding in new { summary.count(finding.rule, finding.severity) }
        return new
    }

    var report: Report {
        Report(version: Version.current, summary: summary, findings: findings, failures: failures)
    }
}
