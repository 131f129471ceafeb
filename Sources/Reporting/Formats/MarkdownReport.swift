import Addresses
import Auditing
import Records

/// GitHub Flavored Markdown, for comments and job summaries: the counts, an overview, then a table for each record.
///
/// A comment on GitHub holds 65,536 characters, so that of a long report only the start is written, and how much is missing.
struct MarkdownReport: ReportFormat {
    let name = "markdown"
    let summary = "comments and job summaries, at most 65,536 characters"

    /// In bytes, of which a text has at least as many as characters.
    private static let room = 65_536
    /// For what stands behind the findings.
    private static let roomForRest = 4_096

    func write(_ report: Report, to send: (ByteText) -> Void) {
        let isBounded = report.selection.limit != 0
        var used = 0
        func put(_ text: String) {
            used += text.utf8.count
            send(ByteText(text))
        }
        /// Adds a piece where there is room for it.
        func add(_ text: String) -> Bool {
            if isBounded, used + text.utf8.count > Self.room - Self.roomForRest { return false }
            put(text)
            return true
        }
        let findings = report.listed
        let rows = Overview(report.recordFindings, where: report.selection.takes).rows
        if !report.isBrief { put(Self.head(of: report, rows)) }
        for failure in report.failures where !add("**Failed:** \(Self.escaped(failure))\n\n") { break }
        if let diff = report.diff, !diff.isEmpty { addDiff(diff, add) }
        let written = table(of: findings, report, add)
        let missing = rows.map(\.count).reduce(0, +) - written
        if missing > 0 {
            put("\n\(missing) more are not shown here; `--limit 0` writes all.\n\n")
        }
        for line in report.uncheckedLines where !add("**Not checked:** \(Self.escaped(line))\n\n") { break }
        if report.isBrief { return }
        if let planned = report.planned { put(Self.escaped(SummaryText.line(of: planned)) + "\n\n") }
        if let fetched = report.fetched { put(Self.escaped(SummaryText.line(of: fetched)) + "\n\n") }
        if let repaired = report.repaired { put(Self.escaped(SummaryText.line(of: repaired)) + "\n\n") }
        put(Self.escaped(SummaryText.line(of: report.summary)) + "\n")
    }

    /// The heading, and the findings by rule.
    private static func head(of report: Report, _ rows: [Overview.Row]) -> String {
        let total = report.recordFindings.total
        var text = "## Proofsheet: \(total == 0 ? "no findings" : Plural.text(total, "finding"))\n\n"
        if let history = report.history { text += escaped(StandingText.line(on: history)) + "\n\n" }
        if rows.isEmpty { return text }
        text += "| count | severity | rule | worst hosts | what helps |\n| ---: | --- | --- | --- | --- |\n"
        for row in rows {
            text += "| \(row.count) | \(row.severity.rawValue) | \(escaped(row.rule.rawValue)) "
            text += "| \(escaped(OverviewText.hostList(row))) | `\(row.remedy)` |\n"
        }
        return text + "\n"
    }

    /// The findings of each record as a table; gives how many were written.
    private func table(of findings: FindingList, _ report: Report, _ add: (String) -> Bool) -> Int {
        var record: String?
        var count = 0
        for finding in findings.joined() {
            var text = ""
            if finding.record != record {
                text += (record == nil ? "" : "\n") + "### \(Self.link(to: finding, line: nil, report))\n\n"
                text += "| line | severity | rule | entry | finding |\n| ---: | --- | --- | --- | --- |\n"
                record = finding.record
            }
            guard add(text + row(finding, report)) else { break }
            count += 1
        }
        if count > 0 { _ = add("\n") }
        return count
    }

    private func row(_ finding: Finding, _ report: Report) -> String {
        let line = finding.position.map { Self.link(to: finding, line: $0.line, report) } ?? ""
        var text = Self.escaped(finding.message)
        if let url = finding.url { text += "<br>" + Self.link(toImage: url) }
        if let source = finding.source { text += "<br>source: " + Self.escaped(source.text) }
        if let clause = StandingText.clause(on: finding, report.history) {
            text += finding.standing?.newSince == nil ? "<br>\(clause)" : "<br>**\(clause)**"
        }
        let entry = finding.entry.map(Self.escaped) ?? ""
        return
            "| \(line) | \(finding.severity.rawValue) | \(Self.escaped(finding.rule.rawValue)) | \(entry) | \(text) |\n"
    }

    /// The name of a record, or the number of a line in it, which leads there.
    private static func link(to finding: Finding, line: Int?, _ report: Report) -> String {
        let path = report.hostedPath(of: finding.record)
        let text = line.map(String.init) ?? escaped(path)
        if path.utf8.first == UInt8(ascii: "/") { return text }
        let base = report.fileAddress.map { $0 + "/" } ?? ""
        return "[\(text)](\(base)\(RelativeReference.text(toPath: path))\(line.map { "#L\($0)" } ?? ""))"
    }

    /// A URL that leads to its image, where it is one of the web and no part of it is hidden.
    private static func link(toImage url: String) -> String {
        let shown = URLText.shown(url)
        let isWeb = url.hasPrefix("https://") || url.hasPrefix("http://")
        guard isWeb, shown == url else { return escaped(shown) }
        // A character reference is read in an address, too.
        let address = RelativeReference.encoded(url).split(separator: "&", omittingEmptySubsequences: false)
        return "[\(escaped(shown))](\(address.joined(separator: "&amp;")))"
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

    /// Adds a block of code, as many lines of it as there is room for.
    ///
    /// Its fence is longer than any in the text, so that the text cannot end it.
    private func addDiff(_ diff: String, _ add: (String) -> Bool) {
        var lines = diff.split(separator: "\n", omittingEmptySubsequences: false).map { PlainText.escaped(String($0)) }
        if lines.last == "" { lines.removeLast() }
        let longest = lines.joined(separator: "\n").split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        while !add("\(fence)diff\n\(lines.joined(separator: "\n"))\n\(fence)\n\n"), lines.count > 1 {
            lines = lines.prefix(lines.count / 2) + ["… the rest of the diff is not shown here"]
        }
    }
}
