import Auditing
import FileSystem
import Records
import Reporting

/// What a run has counted so far.
struct RunTally {
    var summary = AuditSummary()
    var findings: [Finding] = []
    var failures: [String]
    private var images: Set<String> = []

    init(failures: [FileSystemError]) {
        self.failures = failures.map(RecordSource.message)
    }

    /// Counts a record, its entries and the images it names for the first time.
    mutating func count(_ subject: RecordSubject) {
        if !subject.record.isContinuation { summary.records += 1 }
        summary.entries += subject.entries.count
        for entry in subject.entries {
            if entry.location == .site { summary.siteEntries += 1 }
            guard let url = entry.location.url, images.insert(url).inserted else { continue }
            summary.images += 1
            if entry.knowledge.presentObject != nil { summary.cached += 1 }
        }
    }

    mutating func add(_ new: [Finding]) {
        findings += new
        for finding in new { summary.count(finding.severity) }
    }

    var report: Report {
        Report(version: Version.current, summary: summary, findings: findings, failures: failures)
    }
}
