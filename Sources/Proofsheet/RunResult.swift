import Auditing
import FileSystem
import Records
import Reporting

/// What a run found and did.
public struct RunResult: Sendable {
    let report: Report
    let failOn: Configuration.FailOn
    /// The run was ended before all was done; what was done is kept.
    public let wasInterrupted: Bool
    /// Where thumbnails are that the page of a proof sheet shows, or an earlier page showed.
    var thumbnailDirectory: ThumbnailDirectory?

    /// Counts over the whole run.
    public var summary: RunSummary { RunSummary(report.summary) }
    /// The findings in the order of the records, and within a record of their places.
    public var findings: [ReportedFinding] { report.findings.map(ReportedFinding.init) }
    /// What could not be done at all, each one line that names the path and the remedy.
    public var failures: [String] { report.failures }

    /// The names that `rendered(as:)` takes.
    public static var formatNames: [String] { ReportFormats.all.map(\.name) }

    /// The report in a format of `formatNames`; nil for any other name.
    ///
    /// - Parameter isQuiet: Leaves the counts out where the format is for people.
    public func rendered(as format: String, isQuiet: Bool = false) -> String? {
        guard Self.formatNames.contains(format) else { return nil }
        var text = ""
        write(as: format, isQuiet: isQuiet) { text += $0 }
        return text
    }

    /// Hands over the report in a format of `formatNames`, in pieces of some 64 KB.
    ///
    /// - Parameters:
    ///   - isColored: Lets severities and names stand out by colours, in text for a terminal.
    ///   - width: Characters of a line of that terminal; nil breaks no lines.
    public func write(
        as format: String, isQuiet: Bool = false, isColored: Bool = false, width: Int? = nil,
        to send: (String) -> Void
    ) {
        var report = report
        report.isBrief = isQuiet
        report.style = TextStyle(isColored: isColored, width: width)
        var pending = ""
        ReportFormats.named(format)?.write(report) { piece in
            pending += piece
            guard pending.utf8.count >= 1 << 16 else { return }
            send(pending)
            pending.removeAll(keepingCapacity: true)
        }
        send(pending)
    }

    /// Writes the report to a file, whole or not at all, or to a device or pipe.
    public func write(as format: String, isQuiet: Bool = false, toFile path: String) throws(ProofsheetError) {
        do throws(FileSystemError) {
            try OutputFile.write(to: path) { file throws(FileSystemError) in
                var failure: FileSystemError?
                write(as: format, isQuiet: isQuiet) { text in
                    guard failure == nil else { return }
                    do throws(FileSystemError) { try file.write(Array(text.utf8)) } catch { failure = error }
                }
                if let failure { throw failure }
            }
        } catch {
            throw ProofsheetError(.failure, "the report was not written: \(error); check --output")
        }
        removeOldThumbnails()
    }

    /// Takes away the thumbnails of an earlier page that has been replaced.
    private func removeOldThumbnails() {
        guard let thumbnailDirectory, let sheet = report.sheet else { return }
        var names: Set<String> = []
        if case .files(_, let files) = sheet.thumbnails { names = Set(files.compactMap(\.self)) }
        // What stays only takes room.
        try? thumbnailDirectory.removeOthers(than: names)
    }

    /// Writes the counts of the run to a file as metrics in the text format of Prometheus, whole or not at all.
    ///
    /// - Parameter duration: How long the run took.
    public func writeMetrics(toFile path: String, duration: Duration) throws(ProofsheetError) {
        let text = MetricsText.text(report, endedAt: Clock.now, milliseconds: Int(duration / .milliseconds(1)))
        do throws(FileSystemError) {
            try OutputFile.write(to: path) { file throws(FileSystemError) in try file.write(Array(text.utf8)) }
        } catch {
            throw ProofsheetError(.failure, "the metrics were not written: \(error); check --metrics")
        }
    }

    /// The exit status of the command line: 130 interrupted, 3 something could not be done, 1 findings at or above
    /// the configured severity, else 0.
    public var exitStatus: Int32 {
        if wasInterrupted { return 130 }
        if !report.failures.isEmpty { return 3 }
        let count =
            switch failOn {
            case .error: report.summary.errors
            case .warning: report.summary.errors + report.summary.warnings
            case .never: 0
            }
        return count > 0 ? 1 : 0
    }
}

/// Counts over a whole run.
public struct RunSummary: Sendable, Hashable {
    /// Records, their image entries, the distinct URLs among these, and how many of those are cached.
    public let records: Int
    public let entries: Int
    public let images: Int
    public let cached: Int
    /// Findings by severity.
    public let errors: Int
    public let warnings: Int
    public let infos: Int

    init(_ summary: AuditSummary) {
        records = summary.records
        entries = summary.entries
        images = summary.images
        cached = summary.cached
        errors = summary.errors
        warnings = summary.warnings
        infos = summary.infos
    }
}

/// One thing that is wrong with an entry or a record.
public struct ReportedFinding: Sendable, Hashable {
    /// The name of the rule, such as `dimensions-mismatch`.
    public let rule: String
    public let severity: Configuration.Severity
    public let record: String
    /// The place in the record, both from 1; the column counts Unicode code points.
    public let line: Int?
    public let column: Int?
    /// The path of the entry, such as `related[2].images[0]`.
    public let entry: String?
    public let url: String?
    public let message: String

    init(_ finding: Finding) {
        rule = finding.rule
        severity = Configuration.Severity(finding.severity)
        record = finding.record
        line = finding.position?.line
        column = finding.position?.column
        entry = finding.entry
        url = finding.url.map(URLText.shown)
        message = finding.message
    }
}
