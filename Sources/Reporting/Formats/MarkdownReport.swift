import Addresses
import Auditing
import Records

/// GitHub Flavored Markdown, for comments and job summaries: a table for each record, then the counts.
struct MarkdownReport: ReportFormat {
    let name = "markdown"
    let summary = "comments and job summaries"

    func write(_ report: Report, to send: (String) -> Void) {
        var record: String?
        for finding in report.findings {
            if finding.record != record {
                send((record == nil ? "" : "\n") + "### \(Self.escaped(finding.record))\n\n")
                send("| line | severity | rule | entry | finding |\n| ---: | --- | --- | --- | --- |\n")
                record = finding.record
            }
            send(row(finding))
        }
        if record != nil { send("\n") }
        for failure in report.failures { send("**Failed:** \(Self.escaped(failure))\n\n") }
        if let diff = report.diff, !diff.isEmpty { send(Self.fenced(diff)) }
        for line in report.uncheckedLines { send("**Not checked:** \(Self.escaped(line))\n\n") }
        if report.isBrief { return }
        if let planned = report.planned { send(Self.escaped(SummaryText.line(of: planned)) + "\n\n") }
        if let fetched = report.fetched { send(Self.escaped(SummaryText.line(of: fetched)) + "\n\n") }
        if let repaired = report.repaired { send(Self.escaped(SummaryText.line(of: repaired)) + "\n\n") }
        send(Self.escaped(SummaryText.line(of: report.summary)) + "\n")
    }

    private func row(_ finding: Finding) -> String {
        let line = finding.position.map { String($0.line) } ?? ""
        var text = Self.escaped(finding.message)
        if let url = finding.url { text += "<br>" + Self.escaped(URLText.shown(url)) }
        if let source = finding.source { text += "<br>source: " + Self.escaped(source.text) }
        let entry = finding.entry.map(Self.escaped) ?? ""
        return
            "| \(line) | \(finding.severity.rawValue) | \(Self.escaped(finding.rule.rawValue)) | \(entry) | \(text) |\n"
    }

    /// A text that shows as it is: nothing in it becomes markup, a link, a mention or a reference.
    ///
    /// Every ASCII punctuation mark may stand behind a backslash (CommonMark §2.4). Bare addresses (GFM §6.9), mentions
    /// and numbers of issues are found behind backslashes too, and so are broken by character references.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in PlainText.escaped(text).unicodeScalars {
            switch scalar {
            case "@", "#", "&", "<", ">": result += "&#\(scalar.value);"
            // `www.` and `https:` begin an address; a space after the colon ends it.
            case "." where result.utf8.suffix(3).elementsEqual("www".utf8, by: { $0 | 0x20 == $1 }): result += "&#46;"
            case "/" where result.hasSuffix(":"):
                result.removeLast()
                result += "&#58;/"
            case "!", "\"", "$", "%", "*", "+", ";", "=", "[", "\\", "]", "^", "_", "`", "{", "|", "}", "~":
                result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A block of code whose fence is longer than any in the text, so that the text cannot end it.
    private static func fenced(_ diff: String) -> String {
        let lines = diff.split(separator: "\n", omittingEmptySubsequences: false).map { PlainText.escaped(String($0)) }
        let longest = lines.map { $0.prefix { $0 == "`" }.count }.max() ?? 0
        let longestInside = lines.joined().split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, max(longest, longestInside) + 1))
        return "\(fence)diff\n\(lines.joined(separator: "\n"))\(fence)\n\n"
    }
}
