import Auditing
import Records

/// A report for people: findings grouped by record, then one line for each thing that was done, then the counts.
struct TextReport: ReportFormat {
    let name = "text"

    func render(_ report: Report) -> String {
        var lines: [String] = []
        var record: String?
        let width = report.findings.map { place(of: $0).count }.max() ?? 0
        for finding in report.findings {
            if finding.record != record {
                if record != nil { lines.append("") }
                lines.append(PlainText.escaped(finding.record))
                record = finding.record
            }
            lines += self.lines(of: finding, placeWidth: width)
        }
        if !lines.isEmpty { lines.append("") }
        if let diff = report.diff, !diff.isEmpty { lines += diffLines(diff) + [""] }
        lines += report.failures.map { "failed: \(PlainText.escaped($0))" }
        if report.isBrief { return lines.map { $0 + "\n" }.joined() }
        if let fetched = report.fetched { lines.append(line(of: fetched)) }
        if let repaired = report.repaired { lines.append(line(of: repaired)) }
        lines.append(line(of: report.summary))
        return lines.joined(separator: "\n") + "\n"
    }

    private func diffLines(_ diff: String) -> [String] {
        var lines = diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { PlainText.escaped(String(Substring($0))) }
    }

    private func lines(of finding: Finding, placeWidth: Int) -> [String] {
        let place = place(of: finding)
        let head = [
            "  " + place + String(repeating: " ", count: placeWidth - place.count),
            pad(finding.severity.rawValue, to: 7), finding.rule, finding.entry.map(PlainText.escaped),
        ]
        let indentation = String(repeating: " ", count: placeWidth + 4)
        var lines = [
            head.compactMap { $0 }.joined(separator: "  "), indentation + PlainText.escaped(finding.message),
        ]
        if let url = finding.url {
            lines.append(indentation + PlainText.escaped(PlainText.withoutCredentials(url)))
        }
        return lines
    }

    private func place(of finding: Finding) -> String {
        finding.position.map { "\($0.line):\($0.column)" } ?? "-"
    }

    private func pad(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
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
