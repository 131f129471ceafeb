import Addresses
import Auditing
import Records

/// A report for people: findings in the order of the records, a table of them by rule, then what was done and the counts.
///
/// Where there are very many, the table and the worst of them come first, and a terminal shows no more.
struct TextReport: ReportFormat {
    let name = "text"
    let summary = "people: findings by record, in lines that fit the terminal"

    /// So many findings are listed as they come; of more, these are the first.
    private static let longReport = 200
    private static let worst = 50

    func write(_ report: Report, to send: (String) -> Void) {
        let failures = report.failures.map { "\(report.style.styled("failed:", .red)) \(PlainText.escaped($0))\n" }
        if let diff = report.diff, !diff.isEmpty {
            diffLines(diff).forEach { send($0 + "\n") }
            // Whoever asks for the diff alone may hand it on to a program.
            if report.isBrief { return failures.forEach(send) }
            send("\n")
        }
        let causes =
            report.tellsCauses ? CommonCauses(of: report.findings, isOutage: report.isOutage) : CommonCauses(of: [])
        let listed = list(report, besides: causes, to: send)
        causeLines(causes, report.style).forEach { send($0 + "\n") }
        // Of one finding a table says nothing new.
        let overview =
            report.isBrief || report.recordFindings.total < 2 && !report.selection.isStatistics
            ? []
            : OverviewText.lines(
                of: Overview(
                    report.findings.lazy.filter { report.selection.takes($0) && !(report.isOutage && causes.tell($0)) }),
                report.style)
        if !overview.isEmpty { send(overview.joined(separator: "\n") + "\n\n") }
        failures.forEach(send)
        if report.isBrief { return report.uncheckedLines.forEach { send($0 + "\n") } }
        var lines: [String] = []
        if listed < report.recordFindings.total, let line = SummaryText.line(onListed: listed, of: report) {
            lines.append(line)
        }
        if let planned = report.planned { lines.append(SummaryText.line(of: planned)) }
        if let fetched = report.fetched { lines.append(SummaryText.line(of: fetched)) }
        // A run that was interrupted has not looked at no records: it did not come to them.
        if let repaired = report.repaired, !report.wasInterrupted || repaired.edits > 0 {
            lines.append(SummaryText.line(of: repaired))
        }
        if !report.wasInterrupted || report.summary.records > 0 {
            lines.append(report.style.styled(SummaryText.line(of: report.summary), .bold))
        }
        if let history = report.history { lines.append(StandingText.line(on: history)) }
        lines += report.uncheckedLines + NextSteps.lines(after: report)
        if lines.isEmpty { return }
        send(lines.joined(separator: "\n") + "\n")
    }

    /// Writes the findings but those of a common cause, and gives the number of all that are told.
    private func list(_ report: Report, besides causes: CommonCauses, to send: (String) -> Void) -> Int {
        let selection = report.selection
        let all = selection.list(of: report.recordFindings)
        let findings = causes.isEmpty ? all : all.removing(where: causes.tell)
        let told = all.total - findings.total
        if report.isBrief || findings.total <= Self.longReport || selection.limit != nil || selection.order != .record {
            write(findings.joined(), report, to: send)
            return all.total
        }
        let isCut = report.style.width != nil
        if !isCut {
            send(OverviewText.lines(of: Overview(findings.joined()), report.style).joined(separator: "\n") + "\n\n")
        }
        var order = FindingSelection()
        order.order = .severity
        let worst = order.first(Self.worst, of: findings)
        send(report.style.styled("The worst \(worst.count) of \(findings.total) findings:", .bold) + "\n\n")
        write(worst.lazy.map(\.finding), report, to: send)
        if isCut { return worst.count + told }
        let places = Set(worst.map(\.place))
        send(report.style.styled("The others, by record:", .bold) + "\n\n")
        write(
            findings.joined().enumerated().lazy.filter { !places.contains($0.offset) }.map(\.element), report, to: send)
        return all.total
    }

    /// The findings, with an empty line after those of a record.
    private func write(_ findings: some Sequence<Finding>, _ report: Report, to send: (String) -> Void) {
        var text = ""
        var record: String?
        for finding in findings {
            if let record, finding.record != record { text += "\n" }
            record = finding.record
            write(finding, report, to: &text)
            send(text)
            text = ""
        }
        if record != nil { send("\n") }
    }

    /// One trouble of many images, in one line, and an empty line behind all.
    private func causeLines(_ causes: CommonCauses, _ style: TextStyle) -> [String] {
        var text = ""
        for line in causes.lines {
            text += style.styled(line.severity.rawValue, line.severity.look)
            text += "  \(line.rule.rawValue)\n"
            add(PlainText.escaped(line.text), style, to: &text)
        }
        return text.isEmpty ? [] : [text]
    }

    private func diffLines(_ diff: String) -> [String] {
        var lines = diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { PlainText.escaped(String(Substring($0))) }
    }

    private func write(_ finding: Finding, _ report: Report, to text: inout String) {
        let style = report.style
        let place = place(of: finding)
        let entry = finding.entry.map(PlainText.escaped) ?? ""
        text += style.linked(style.styled(place, .bold), toPath: finding.record, line: finding.position?.line)
        // The place stays in one piece, so that a click leads there.
        let length = place.count + finding.severity.rawValue.count + finding.rule.rawValue.count + entry.count + 6
        text += style.width.map { length > $0 } == true ? "\n    " : "  "
        text += style.styled(finding.severity.rawValue, finding.severity.look)
        text += "  "
        text += finding.rule.rawValue
        if !entry.isEmpty {
            text += "  "
            text += style.styled(entry, .dim)
        }
        text += "\n"
        add(PlainText.escaped(finding.message), style, to: &text)
        if let url = finding.url { add(PlainText.escaped(URLText.shown(url)), style, .dim, to: &text) }
        if let source = finding.source { add("source: " + PlainText.escaped(source.text), style, to: &text) }
        guard let clause = StandingText.clause(on: finding, report.history) else { return }
        add(clause, style, finding.standing?.newSince == nil ? .dim : .bold, to: &text)
    }

    /// Adds a text in as many lines as it needs.
    private func add(_ content: String, _ style: TextStyle, _ look: TextStyle.Look? = nil, to text: inout String) {
        for line in style.lines(content, indentation: 4) {
            text += "    "
            text += look.map { style.styled(String(line), $0) } ?? String(line)
            text += "\n"
        }
    }

    /// `posts/a.md:12:3`, as editors and terminals take it.
    private func place(of finding: Finding) -> String {
        let record = PlainText.escaped(finding.record)
        return finding.position.map { "\(record):\($0.line):\($0.column)" } ?? record
    }
}

extension Severity {
    var look: TextStyle.Look {
        switch self {
        case .error: .red
        case .warning: .yellow
        case .info: .cyan
        }
    }
}
