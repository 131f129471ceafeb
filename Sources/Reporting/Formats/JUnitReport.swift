import Addresses
import Auditing
import Records

/// The XML of JUnit, which build servers read: a suite for each record with findings, a test case for each finding.
///
/// Errors are failed tests. Warnings and infos are tests that passed and have something to say, so that a build goes
/// red for the same things that give exit status 1. What could not be done at all is an error of the last suite, which
/// stands for the run.
struct JUnitReport: ReportFormat {
    let name = "junit"
    let summary = "build servers: errors are failed tests, warnings and infos are tests that say something"

    func write(_ report: Report, to send: (ByteText) -> Void) {
        let listed = report.listed
        let errors =
            report.selection.isEverything
            ? report.summary.errors : listed.joined().lazy.filter { $0.severity == .error }.count
        let failed = errors + (report.demandsChecks ? unchecked(report).count : 0)
        let tests = listed.total + report.failures.count + unchecked(report).count + 1
        send("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        send("<testsuites name=\"proofsheet\" tests=\"\(tests)\" failures=\"\(failed)\"")
        send(" errors=\"\(report.failures.count)\">\n")
        listed.encode(to: send) { batch, text in
            var findings: [Finding] = []
            for (_, finding) in listed.findings(in: batch) {
                if let last = findings.last, last.record != finding.record {
                    Self.write(findings, to: &text)
                    findings.removeAll()
                }
                findings.append(finding)
            }
            Self.write(findings, to: &text)
        }
        writeRun(report, to: send)
        send("</testsuites>\n")
    }

    /// Writes the suite of a record.
    private static func write(_ findings: [Finding], to text: inout ByteText) {
        guard let record = findings.first?.record else { return }
        let failed = findings.count { $0.severity == .error }
        text += "  <testsuite name=\""
        text.append(record, XMLText.escapes)
        text += "\" tests=\"\(findings.count)\" failures=\"\(failed)\" errors=\"0\" skipped=\"0\">\n"
        for finding in findings { writeCase(finding, to: &text) }
        text += "  </testsuite>\n"
    }

    private static func writeCase(_ finding: Finding, to text: inout ByteText) {
        text += "    <testcase name=\""
        text.append(finding.rule.rawValue, XMLText.escapes)
        if let entry = finding.entry { text.append(" " + entry, XMLText.escapes) }
        text += "\" classname=\""
        text.append(finding.record, XMLText.escapes)
        text += "\">\n      "
        if finding.severity == .error {
            text += "<failure message=\""
            text.append(finding.message, XMLText.escapes)
            text += "\" type=\""
            text.append(finding.rule.rawValue, XMLText.escapes)
            text += "\">"
            writeLines(of: finding, to: &text)
            text += "</failure>"
        } else {
            text += "<system-out>\(finding.severity.rawValue): "
            writeLines(of: finding, to: &text)
            text += "</system-out>"
        }
        text += "\n    </testcase>\n"
    }

    private static func writeLines(of finding: Finding, to text: inout ByteText) {
        text.append(finding.record, XMLText.escapes)
        if let position = finding.position { text += ":\(position.line):\(position.column)" }
        text.append(": " + finding.message, XMLText.escapes)
        if let url = finding.url { text.append("\n" + URLText.shown(url), XMLText.escapes) }
        if let source = finding.source { text.append("\nsource: " + source.text, XMLText.escapes) }
    }

    /// What was not looked at: tests that were skipped.
    private func unchecked(_ report: Report) -> [String] { SummaryText.uncheckedLines(of: report.summary) }

    private func writeRun(_ report: Report, to send: (ByteText) -> Void) {
        let unchecked = unchecked(report)
        let tests = report.failures.count + unchecked.count + 1
        let (failed, skipped) = report.demandsChecks ? (unchecked.count, 0) : (0, unchecked.count)
        send("  <testsuite name=\"proofsheet\" tests=\"\(tests)\" failures=\"\(failed)\"")
        send(" errors=\"\(report.failures.count)\" skipped=\"\(skipped)\">\n")
        for failure in report.failures {
            let text = XMLText.escaped(failure)
            send("    <testcase name=\"run\" classname=\"proofsheet\">\n      <error message=\"\(text)\"/>\n")
            send("    </testcase>\n")
        }
        for line in unchecked {
            let text = XMLText.escaped(line)
            let verdict =
                report.demandsChecks
                ? "<failure message=\"\(text)\" type=\"unchecked\"/>" : "<skipped message=\"\(text)\"/>"
            send("    <testcase name=\"unchecked\" classname=\"proofsheet\">\n      \(verdict)\n    </testcase>\n")
        }
        let summary = report.summary
        let counts =
            "\(Plural.text(summary.records, "record")), \(Plural.text(summary.entries, "entry", "entries")), "
            + "\(Plural.text(summary.images, "image")) (\(summary.cached) cached)"
        send("    <testcase name=\"\(counts)\" classname=\"proofsheet\"/>\n  </testsuite>\n")
    }
}

/// Text in XML 1.0.
enum XMLText {
    /// The text for content and attributes alike.
    ///
    /// Markup is escaped (XML 1.0 §2.4); what XML cannot hold (§2.2) or could steer a terminal stands as a visible escape.
    static func escaped(_ text: String) -> String {
        var result = ByteText()
        result.append(text, escapes)
        return String(decoding: result.bytes, as: UTF8.self)
    }

    static let escapes = TextEscapes("&<>\"'") { scalar, text in
        switch scalar {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        case "\n": text += "&#10;"
        default: PlainText.escape(scalar, &text)
        }
    }
}
