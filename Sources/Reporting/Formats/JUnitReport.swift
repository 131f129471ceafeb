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

    func write(_ report: Report, to send: (String) -> Void) {
        let listed = report.listed
        let errors =
            report.selection.isEverything
            ? report.summary.errors : listed.joined().lazy.filter { $0.severity == .error }.count
        let failed = errors + (report.demandsChecks ? unchecked(report).count : 0)
        let tests = listed.total + report.failures.count + unchecked(report).count + 1
        send("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
        send("<testsuites name=\"proofsheet\" tests=\"\(tests)\" failures=\"\(failed)\"")
        send(" errors=\"\(report.failures.count)\">\n")
        var start = listed.startIndex
        while start < listed.endIndex {
            // The findings of a record may come in several lists, one after the other.
            let record = listed[start].first?.record
            let end = listed[start...].firstIndex { $0.first?.record != record } ?? listed.endIndex
            write(listed[start..<end].flatMap { $0 }, of: record ?? "", to: send)
            start = end
        }
        writeRun(report, to: send)
        send("</testsuites>\n")
    }

    private func write(_ findings: [Finding], of record: String, to send: (String) -> Void) {
        if findings.isEmpty { return }
        let failed = findings.count { $0.severity == .error }
        send("  <testsuite name=\"\(XMLText.escaped(record))\" tests=\"\(findings.count)\" failures=\"\(failed)\"")
        send(" errors=\"0\" skipped=\"0\">\n")
        for finding in findings { send(testCase(finding)) }
        send("  </testsuite>\n")
    }

    private func testCase(_ finding: Finding) -> String {
        let name = [finding.rule.rawValue, finding.entry].compactMap { $0 }.joined(separator: " ")
        var place = finding.record
        if let position = finding.position { place += ":\(position.line):\(position.column)" }
        var lines = ["\(place): \(finding.message)"]
        if let url = finding.url { lines.append(URLText.shown(url)) }
        if let source = finding.source { lines.append("source: \(source.text)") }
        let text = XMLText.escaped(lines.joined(separator: "\n"))
        let message = XMLText.escaped(finding.message)
        let content =
            finding.severity == .error
            ? "<failure message=\"\(message)\" type=\"\(XMLText.escaped(finding.rule.rawValue))\">\(text)</failure>"
            : "<system-out>\(finding.severity.rawValue): \(text)</system-out>"
        return """
                <testcase name="\(XMLText.escaped(name))" classname="\(XMLText.escaped(finding.record))">
                  \(content)
                </testcase>

            """
    }

    /// What was not looked at: tests that were skipped.
    private func unchecked(_ report: Report) -> [String] { SummaryText.uncheckedLines(of: report.summary) }

    private func writeRun(_ report: Report, to send: (String) -> Void) {
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
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\n": result += "&#10;"
            default: result += PlainText.escaped(String(scalar))
            }
        }
        return result
    }
}
