import Auditing
import Caching
import Probing
import Records
import Reporting

/// What a run has to say of the results that it gave.
struct WarmTally {
    private let severities: [String: Severity?]
    private let failOn: Configuration.FailOn
    private var summary = AuditSummary()
    private var findings: [Finding] = []
    /// What could not be done at all.
    var failures: [String] = []
    /// The list whose lines get findings; nil where they only count.
    var listName: String?

    init(_ configuration: Configuration) {
        severities = configuration.auditSeverities
        failOn = configuration.failOn
        summary.records = 1
    }

    mutating func add(_ result: WarmResult) {
        summary.entries += 1
        if !result.isRepeat, result.object != nil { summary.cached += 1 }
        guard let rule = result.ruleName, let severity = severities[rule.rawValue] ?? result.severity else { return }
        summary.count(rule, severity)
        guard let listName else { return }
        let actual = result.object.map { PixelSize(width: $0.header.width, height: $0.header.height) }
        findings.append(
            Finding(
                rule: rule, severity: severity, record: listName,
                position: result.line.map { SourcePosition(line: $0, column: 1) }, url: result.url,
                declared: result.declared.map { .init(width: $0.width, height: $0.height) }, actual: actual,
                message: result.message ?? ""))
    }

    func result(_ warming: Warming) -> RunResult {
        let fetched = warming.fetched
        let failures = failures + (warming.failure.map { [$0.message] } ?? [])
        var summary = summary
        summary.images = fetched.images
        // Results come in the order of completion, which differs from run to run.
        let sorted = findings.enumerated().sorted {
            ($0.element.position?.line ?? 0, $0.offset) < ($1.element.position?.line ?? 0, $1.offset)
        }
        var report = Report(
            version: Version.current, summary: summary, findings: FindingList(sorted.map(\.element)), failures: failures
        )
        report.fetched = fetched
        return RunResult(report: report, failOn: failOn, wasInterrupted: Task.isCancelled)
    }
}
