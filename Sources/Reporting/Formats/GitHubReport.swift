import Addresses
import Auditing
import Records

/// Workflow commands of GitHub Actions, which show findings beside the lines of a change; then the counts.
///
/// A step shows ten errors, ten warnings and ten notices and drops the rest without a word: so the first of each are
/// written, errors first, and how many more there are.
struct GitHubReport: ReportFormat {
    let name = "github"
    let summary = "GitHub Actions: annotations at the lines of the records, and a summary of the job"

    private static let annotations = 10

    func write(_ report: Report, to send: (ByteText) -> Void) {
        var commands: [String: [String]] = [:]
        var hidden: [Severity: Int] = [:]
        func add(_ level: String, _ properties: @autoclosure () -> String, _ text: @autoclosure () -> String) -> Bool {
            guard commands[level, default: []].count < Self.annotations else { return false }
            commands[level, default: []].append("::\(level) \(properties())::\(Self.data(text()))\n")
            return true
        }
        for failure in report.failures where !add("error", "title=proofsheet", failure) {
            send(ByteText(Self.plain(failure)))
        }
        let level = report.demandsChecks ? "error" : "notice"
        for line in report.uncheckedLines where !add(level, "title=proofsheet", line) {
            send(ByteText(Self.plain(line)))
        }
        for finding in report.listed.joined()
        where !add(Self.level(of: finding), Self.properties(of: finding, report), Self.text(of: finding, report)) {
            hidden[finding.severity, default: 0] += 1
        }
        for level in ["error", "warning", "notice"] { commands[level]?.forEach { send(ByteText($0)) } }
        if !hidden.isEmpty {
            let counts = Severity.allCases.sorted(by: >).compactMap { severity in
                hidden[severity].map { Plural.text($0, severity.rawValue) }
            }
            send("and \(counts.joined(separator: ", ")) more, of which GitHub shows no annotation\n")
        }
        if report.isBrief { return }
        let overview = OverviewText.lines(of: Overview(report.listed), TextStyle())
        if !overview.isEmpty { send(ByteText(overview.map { Self.plain($0) }.joined())) }
        if let planned = report.planned { send("\(SummaryText.line(of: planned))\n") }
        if let fetched = report.fetched { send("\(SummaryText.line(of: fetched))\n") }
        if let repaired = report.repaired { send("\(SummaryText.line(of: repaired))\n") }
        send("\(SummaryText.line(of: report.summary))\n")
        if let history = report.history { send("\(StandingText.line(on: history))\n") }
    }

    private static func level(of finding: Finding) -> String {
        switch finding.severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "notice"
        }
    }

    private static func properties(of finding: Finding, _ report: Report) -> String {
        var properties = "file=\(property(report.hostedPath(of: finding.record)))"
        if let position = finding.position { properties += ",line=\(position.line),col=\(position.column)" }
        return properties + ",title=\(property(finding.rule.rawValue))"
    }

    private static func text(of finding: Finding, _ report: Report) -> String {
        var text = finding.message
        if let entry = finding.entry { text = "\(entry): \(text)" }
        if let url = finding.url { text += " (\(URLText.shown(url)))" }
        if let source = finding.source { text += ", source: \(source.text)" }
        if let clause = StandingText.clause(on: finding, report.history) { text += ", \(clause)" }
        return text
    }

    /// A line of the log that is no command, whatever it begins with: the runner finds these at the start of a line.
    private static func plain(_ text: String) -> String {
        let line = PlainText.escaped(text)
        return (line.drop { $0 == " " }.hasPrefix("::") ? "- " : "") + line + "\n"
    }

    /// Text behind `::`, as the runner's toolkit escapes it.
    private static func data(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.escaped(text).unicodeScalars {
            if scalar == "%" { result += "%25" } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The value of a property, which a comma or colon would end.
    private static func property(_ text: String) -> String {
        var result = ""
        for scalar in data(text).unicodeScalars {
            switch scalar {
            case ":": result += "%3A"
            case ",": result += "%2C"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
