import Addresses
import Auditing
import Records

/// A report for people: findings grouped by record, then one line for each thing that was done, then the counts.
struct TextReport: ReportFormat {
    let name = "text"
    let summary = "people: findings by record, in lines that fit the terminal"

    func write(_ report: Report, to send: (String) -> Void) {
        write(report.findings, report.style, to: send)
        var lines: [String] = []
        if let diff = report.diff, !diff.isEmpty { lines += diffLines(diff) + [""] }
        lines += report.failures.map { "\(report.style.styled("failed:", .red)) \(PlainText.escaped($0))" }
        if report.isBrief { return (lines + report.uncheckedLines).forEach { send($0 + "\n") } }
        if let fetched = report.fetched { lines.append(SummaryText.line(of: fetched)) }
        // A run that was interrupted has not looked at no records: it did not come to them.
        if let repaired = report.repaired, !report.wasInterrupted || repaired.edits > 0 {
            lines.append(SummaryText.line(of: repaired))
        }
        if !report.wasInterrupted || report.summary.records > 0 {
            lines.append(report.style.styled(SummaryText.line(of: report.summary), .bold))
        }
        lines += report.uncheckedLines
        if lines.isEmpty { return }
        send(lines.joined(separator: "\n") + "\n")
    }

    /// The findings below the names of their records, with an empty line after each record.
    private func write(_ findings: some Collection<Finding>, _ style: TextStyle, to send: (String) -> Void) {
        var text = ""
        let width = findings.lazy.map { place(of: $0).utf8.count }.max() ?? 0
        var record: String?
        for finding in findings {
            if finding.record != record {
                if record != nil { text += "\n" }
                text += style.styled(PlainText.escaped(finding.record), .bold)
                text += "\n"
                record = finding.record
            }
            write(finding, placeWidth: width, style, to: &text)
            send(text)
            text = ""
        }
        if !findings.isEmpty { send("\n") }
    }

    private func diffLines(_ diff: String) -> [String] {
        var lines = diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { PlainText.escaped(String(Substring($0))) }
    }

    private func write(_ finding: Finding, placeWidth: Int, _ style: TextStyle, to text: inout String) {
        text += "  "
        text += padded(place(of: finding), to: placeWidth)
        text += "  "
        text += style.styled(padded(finding.severity.rawValue, to: 7), look(of: finding.severity))
        text += "  "
        text += finding.rule.rawValue
        if let entry = finding.entry {
            text += "  "
            text += style.styled(PlainText.escaped(entry), .dim)
        }
        text += "\n"
        let indentation = placeWidth + 4
        add(PlainText.escaped(finding.message), indentation, style, to: &text)
        guard let url = finding.url else { return }
        add(PlainText.escaped(URLText.shown(url)), indentation, style, .dim, to: &text)
        guard let source = finding.source else { return }
        add("source: " + PlainText.escaped(source.text), indentation, style, to: &text)
    }

    /// Adds a text in as many lines as it needs.
    private func add(
        _ content: String, _ indentation: Int, _ style: TextStyle, _ look: TextStyle.Look? = nil, to text: inout String
    ) {
        for line in style.lines(content, indentation: indentation) {
            text += String(repeating: " ", count: indentation)
            text += look.map { style.styled(String(line), $0) } ?? String(line)
            text += "\n"
        }
    }

    private func look(of severity: Severity) -> TextStyle.Look {
        switch severity {
        case .error: .red
        case .warning: .yellow
        case .info: .cyan
        }
    }

    private func place(of finding: Finding) -> String {
        finding.position.map { "\($0.line):\($0.column)" } ?? "-"
    }

    /// Fills up a text of ASCII characters with spaces.
    private func padded(_ text: String, to width: Int) -> String {
        let missing = width - text.utf8.count
        return missing > 0 ? text + String(repeating: " ", count: missing) : text
    }
}
