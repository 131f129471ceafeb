import Addresses
import Auditing
import Records

/// Workflow commands of GitHub Actions, which show findings beside the lines of a change; then the counts.
struct GitHubReport: ReportFormat {
    let name = "github"
    let summary = "GitHub Actions: annotations at the lines of the records"

    func write(_ report: Report, to send: (String) -> Void) {
        for finding in report.findings { send(command(finding)) }
        for failure in report.failures { send("::error title=proofsheet::\(Self.data(failure))\n") }
        let level = report.demandsChecks ? "error" : "notice"
        for line in report.uncheckedLines { send("::\(level) title=proofsheet::\(Self.data(line))\n") }
        if report.isBrief { return }
        if let planned = report.planned { send(SummaryText.line(of: planned) + "\n") }
        if let fetched = report.fetched { send(SummaryText.line(of: fetched) + "\n") }
        if let repaired = report.repaired { send(SummaryText.line(of: repaired) + "\n") }
        send(SummaryText.line(of: report.summary) + "\n")
    }

    private func command(_ finding: Finding) -> String {
        let level =
            switch finding.severity {
            case .error: "error"
            case .warning: "warning"
            case .info: "notice"
            }
        var properties = "file=\(Self.property(finding.record))"
        if let position = finding.position { properties += ",line=\(position.line),col=\(position.column)" }
        properties += ",title=\(Self.property(finding.rule.rawValue))"
        var text = finding.message
        if let entry = finding.entry { text = "\(entry): \(text)" }
        if let url = finding.url { text += " (\(URLText.shown(url)))" }
        if let source = finding.source { text += ", source: \(source.text)" }
        return "::\(level) \(properties)::\(Self.data(text))\n"
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
