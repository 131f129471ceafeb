import Auditing
import Records

/// A report for people: findings grouped by record, then one line for each thing that was done, then the counts.
struct TextReport: ReportFormat {
    let name = "text"

    func write(_ report: Report, to send: (String) -> Void) {
        write(report.findings, to: send)
        var lines: [String] = []
        if let diff = report.diff, !diff.isEmpty { lines += diffLines(diff) + [""] }
        lines += report.failures.map { "failed: \(PlainText.escaped($0))" }
        if report.isBrief { return lines.forEach { send($0 + "\n") } }
        if let fetched = report.fetched { lines.append(line(of: fetched)) }
        if let repaired = report.repaired { lines.append(line(of: repaired)) }
        lines.append(line(of: report.summary))
        send(lines.joined(separator: "\n") + "\n")
    }

    /// The findings below the names of their records, with an empty line after each record.
    private func write(_ findings: some Collection<Finding>, to send: (String) -> Void) {
        var text = ""
        let width = findings.lazy.map { place(of: $0).utf8.count }.max() ?? 0
        let indentation = String(repeating: " ", count: width + 4)
        var record: String?
        for finding in findings {
            if finding.record != record {
                if record != nil { text += "\n" }
                text += PlainText.escaped(finding.record)
                text += "\n"
                record = finding.record
            }
            write(finding, placeWidth: width, indentation: indentation, to: &text)
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

    private func write(
        _ finding: Finding, placeWidth: Int, indentation: String, to text: inout String
    ) {
        text += "  "
        text += padded(place(of: finding), to: placeWidth)
        text += "  "
        text += padded(finding.severity.rawValue, to: 7)
        text += "  "
        text += finding.rule
        if let entry = finding.entry {
            text += "  "
            text += PlainText.escaped(entry)
        }
        text += "\n"
        for line in [finding.message, finding.url.map(PlainText.shownURL)] {
            guard let line else { continue }
            text += indentation
            text += PlainText.escaped(line)
            text += "\n"
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

    private func line(of fetched: Report.Fetched) -> String {
        "fetched: \(fetched.downloaded) downloaded (\(ByteCount.text(fetched.bytes))), "
            + "\(fetched.revalidated) unchanged at the server, \(fetched.fresh) fresh, \(fetched.failed) failed"
    }

    private func line(of repaired: Report.Repaired) -> String {
        let verb = repaired.isDryRun ? "would repair" : "repaired"
        return "\(verb): \(Plural.text(repaired.edits, "value")) in \(Plural.text(repaired.records, "record"))"
    }

    private func line(of summary: AuditSummary) -> String {
        var line = [
            Plural.text(summary.records, "record"), Plural.text(summary.entries, "entry", "entries"),
            "\(Plural.text(summary.images, "image")) (\(summary.cached) cached)", Plural.text(summary.errors, "error"),
            Plural.text(summary.warnings, "warning"), Plural.text(summary.infos, "info"),
        ].joined(separator: ", ")
        if summary.siteEntries > 0 {
            let entries = Plural.text(summary.siteEntries, "entry", "entries")
            line += "; \(entries) of the site itself not looked at (--site-url)"
        }
        return line
    }
}
