import Addresses
import Auditing
import FileSystem
import Records
import Reporting

/// What a run found and did.
public struct RunResult: Sendable {
    var report: Report
    let failOn: Configuration.FailOn
    /// The run was ended before all was done; what was done is kept.
    public let wasInterrupted: Bool
    /// Which findings a report lists.
    public var selection = ReportSelection()
    /// The repository from whose root formats for code hosts name the records; nil where these are named as they were given.
    public var repository: HostedRepository?
    /// Where thumbnails are that the page of a proof sheet shows, or an earlier page showed.
    var thumbnailDirectory: ThumbnailDirectory?

    /// Counts over the whole run.
    public var summary: RunSummary { RunSummary(report.summary) }
    /// The findings in the order of the records, and within a record of their places.
    public var findings: [ReportedFinding] { report.recordFindings.flatMap { $0.map(ReportedFinding.init) } }
    /// What could not be done at all, each one line that names the path and the remedy.
    public var failures: [String] { report.failures }

    /// The names that `rendered(as:)` takes.
    public static var formatNames: [String] { ReportFormats.all.map(\.name) }

    /// For whom or what each format of `formatNames` is, in their order.
    public static var formatSummaries: [String] { ReportFormats.all.map(\.summary) }

    /// Whether lines of a format can be written as they become known.
    public static func streams(_ format: String) -> Bool { ReportFormats.named(format)?.streams ?? false }

    /// Whether a format shows the pictures of entries, for which `Archive.makesProofSheet` is to be set.
    public static func needsPictures(_ format: String) -> Bool { ReportFormats.named(format)?.needsPictures ?? false }

    /// The report in a format of `formatNames`; nil for any other name.
    ///
    /// - Parameters:
    ///   - format: The name of the format.
    ///   - isQuiet: Leaves the counts out where the format is for people.
    public func rendered(as format: String, isQuiet: Bool = false) -> String? {
        guard Self.formatNames.contains(format) else { return nil }
        var text: [UInt8] = []
        write(as: format, isQuiet: isQuiet) { text += $0 }
        return String(decoding: text, as: UTF8.self)
    }

    /// Hands over the report in a format of `formatNames`, in pieces of some 64 KB.
    ///
    /// - Parameters:
    ///   - format: The name of the format; of any other name, nothing is handed over.
    ///   - isQuiet: Leaves the counts out where the format is for people.
    ///   - isColored: Lets severities and names stand out by colours, in text for a terminal.
    ///   - width: Characters of a line of that terminal; nil breaks no lines.
    ///   - hasLinks: Lets the places of findings lead to the records, on a terminal that knows links (OSC 8).
    ///   - send: Gets the pieces, in UTF-8, one after the other.
    public func write(
        as format: String, isQuiet: Bool = false, isColored: Bool = false, width: Int? = nil,
        hasLinks: Bool = false, to send: ([UInt8]) -> Void
    ) {
        var report = report
        report.isBrief = isQuiet
        report.wasInterrupted = wasInterrupted
        report.demandsChecks = failOn == .unchecked
        report.style = TextStyle(
            isColored: isColored, width: width, linkBase: hasLinks ? try? FileSystem.resolve(".") : nil)
        report.selection = selection.listing
        report.repository = repository?.place
        report.fileAddress = repository?.fileAddress
        var pending: [UInt8] = []
        ReportFormats.named(format)?.write(report) { piece in
            pending += piece.bytes
            guard pending.count >= 1 << 16 else { return }
            send(pending)
            pending.removeAll(keepingCapacity: true)
        }
        send(pending)
    }

    /// How many entries the page of a proof sheet shows, and how many of them have findings, in words.
    public var pageSummary: String {
        var flagged = 0
        for findings in report.recordFindings {
            flagged += Set(findings.compactMap(\.entryIndex)).count
        }
        return Plural.text(report.summary.entries, "entry", "entries") + " to look at, \(flagged) with findings"
    }

    /// Writes the report to a file, whole or not at all, or to a device or pipe.
    public func write(as format: String, isQuiet: Bool = false, toFile path: String) throws(ProofsheetError) {
        do throws(FileSystemError) {
            try OutputFile.write(to: path) { file throws(FileSystemError) in
                var failure: FileSystemError?
                write(as: format, isQuiet: isQuiet) { bytes in
                    guard failure == nil else { return }
                    do throws(FileSystemError) { try file.write(bytes) } catch { failure = error }
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
    /// - Parameters:
    ///   - path: The file.
    ///   - labels: Labels that every metric gets, each as `name=value`.
    ///   - duration: How long the run took.
    public func writeMetrics(
        toFile path: String, labels: [String] = [], duration: Duration
    ) throws(ProofsheetError) {
        let labels = try Self.metricsLabels(labels)
        let text = MetricsText.text(
            report, labels: labels, endedAt: Clock.now, milliseconds: Int(duration / .milliseconds(1)))
        do throws(FileSystemError) {
            try OutputFile.write(to: path) { file throws(FileSystemError) in try file.write(Array(text.utf8)) }
        } catch {
            throw ProofsheetError(.failure, "the metrics were not written: \(error); check --metrics")
        }
    }

    /// Fails where a label of metrics is not `name=value` with a name that Prometheus takes, or is there twice.
    public static func checkMetricsLabels(_ labels: [String]) throws(ProofsheetError) { _ = try metricsLabels(labels) }

    private static func metricsLabels(_ texts: [String]) throws(ProofsheetError) -> [MetricsText.Label] {
        var labels: [MetricsText.Label] = []
        for text in texts {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let label = MetricsText.Label(name: String(parts[0]), value: String(parts[1]))
            else {
                throw ProofsheetError(
                    .usage,
                    "'\(PlainText.escaped(text))' is no label of metrics; write name=value, with a name of letters, "
                        + "digits and '_' other than severity, rule and outcome")
            }
            if labels.contains(where: { $0.hasSameName(as: label) }) {
                throw ProofsheetError(.usage, "the label '\(parts[0])' of metrics is given twice")
            }
            labels.append(label)
        }
        return labels
    }

    /// The exit status of the command line: 130 interrupted, 3 something could not be done, 1 findings at or above
    /// the configured severity or images that were not checked, as the configuration says, else 0.
    public var exitStatus: Int32 {
        if wasInterrupted { return 130 }
        if !report.failures.isEmpty { return 3 }
        let count =
            switch failOn {
            case .error: report.summary.errors
            case .warning: report.summary.errors + report.summary.warnings
            case .info: report.summary.errors + report.summary.warnings + report.summary.infos
            case .unchecked: report.summary.errors + report.summary.unchecked
            case .never: 0
            }
        return count > 0 ? 1 : 0
    }
}

/// Counts over a whole run.
public struct RunSummary: Sendable, Hashable {
    /// Records that were read.
    public let records: Int
    /// Image entries of the records.
    public let entries: Int
    /// Distinct URLs of the entries.
    public let images: Int
    /// Those of the URLs whose image is cached.
    public let cached: Int
    /// Images of which neither the cache nor a server has said anything, and entries of the site itself without a file.
    public let unchecked: Int
    /// Entries whose URL only the site's generator can fill in.
    public let templated: Int
    /// Entries that the configuration says to skip.
    public let skipped: Int
    /// Values that look like an image and are not read.
    public let passedOver: Int
    /// Findings that are errors.
    public let errors: Int
    /// Findings that are warnings.
    public let warnings: Int
    /// Findings that are infos.
    public let infos: Int

    init(_ summary: AuditSummary) {
        records = summary.records
        entries = summary.entries
        images = summary.images
        cached = summary.cached
        unchecked = summary.unchecked
        templated = summary.templated
        skipped = summary.skipped
        passedOver = summary.passedOverCount
        errors = summary.errors
        warnings = summary.warnings
        infos = summary.infos
    }
}

/// One thing that is wrong with an entry or a record.
public struct ReportedFinding: Sendable, Hashable {
    /// The name of the rule, such as `dimensions-mismatch`.
    public let rule: String
    /// How much it matters.
    public let severity: Configuration.Severity
    /// The path of the record.
    public let record: String
    /// The line in the record, from 1.
    public let line: Int?
    /// The column in that line, from 1, in Unicode code points.
    public let column: Int?
    /// The path of the entry, such as `related[2].images[0]`.
    public let entry: String?
    /// The URL of the image, without credentials.
    public let url: String?
    /// Of a built page: path and line of the record that the image comes from, such as `content/a.md:12`, where the
    /// configuration names `sources` and one of them has the image.
    public let source: String?
    /// What is wrong, in one sentence.
    public let message: String

    init(_ finding: Finding) {
        rule = finding.rule.rawValue
        severity = Configuration.Severity(finding.severity)
        record = finding.record
        line = finding.position?.line
        column = finding.position?.column
        entry = finding.entry
        url = finding.url.map(URLText.shown)
        source = finding.source?.text
        message = finding.message
    }
}
