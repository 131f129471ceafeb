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

    func write(_ report: Report, to send: (ByteText) -> Void) {
        let failures = report.failures.map {
            ByteText("\(report.style.styled("failed:", .red)) \(PlainText.escaped($0))\n")
        }
        if let diff = report.diff, !diff.isEmpty {
            diffLines(diff).forEach { send(ByteText($0 + "\n")) }
            // Whoever asks for the diff alone may hand it on to a program.
            if report.isBrief { return failures.forEach(send) }
            send("\n")
        }
        let causes = report.tellsCauses ? CommonCauses(of: report.recordFindings, isOutage: report.isOutage) : .none
        // Of one finding a table says nothing new.
        let hasOverview =
            !report.isBrief && (report.recordFindings.total > 1 || report.selection.isStatistics)
        let overview =
            hasOverview
            ? Overview(
                report.recordFindings,
                where: { report.selection.takes($0) && !(report.isOutage && causes.tell($0)) }) : Overview()
        let listed = list(report, besides: causes, overview, to: send)
        causeLines(causes, report.style).forEach { send(ByteText($0 + "\n")) }
        let rows = OverviewText.lines(of: overview, report.style)
        if !rows.isEmpty { send(ByteText(rows.joined(separator: "\n") + "\n\n")) }
        failures.forEach(send)
        if report.isBrief { return report.uncheckedLines.forEach { send(ByteText($0 + "\n")) } }
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
        send(ByteText(lines.joined(separator: "\n") + "\n"))
    }

    /// Writes the findings but those of a common cause, and gives the number of all that are told.
    ///
    /// - Parameter overview: Of all findings that the selection takes.
    private func list(
        _ report: Report, besides causes: CommonCauses, _ overview: Overview, to send: (ByteText) -> Void
    ) -> Int {
        let selection = report.selection
        let all = selection.list(of: report.recordFindings)
        let findings = causes.isEmpty ? all : all.removing(where: causes.tell)
        let told = all.total - findings.total
        if report.isBrief || findings.total <= Self.longReport || selection.limit != nil || selection.order != .record {
            write(findings, report, to: send)
            return all.total
        }
        let isCut = report.style.width != nil
        if !isCut {
            let rows = OverviewText.lines(of: causes.isEmpty ? overview : Overview(findings), report.style)
            send(ByteText(rows.joined(separator: "\n") + "\n\n"))
        }
        var order = FindingSelection()
        order.order = .severity
        let worst = order.first(Self.worst, of: findings)
        send("\(report.style.styled("The worst \(worst.count) of \(findings.total) findings:", .bold))\n\n")
        write(FindingList(worst.map(\.finding)), report, to: send)
        if isCut { return worst.count + told }
        send("\(report.style.styled("The others, by record:", .bold))\n\n")
        write(findings, besides: Set(worst.map(\.place)), report, to: send)
        return all.total
    }

    /// The findings, with an empty line after those of a record.
    ///
    /// - Parameter places: Those that are left out.
    private func write(
        _ list: FindingList, besides places: Set<Int> = [], _ report: Report, to send: (ByteText) -> Void
    ) {
        var hasWritten = false
        list.forEachBatch { batch in
            var text = ByteText()
            var record: String?
            for (place, finding) in list.findings(in: batch) where places.isEmpty || !places.contains(place) {
                if let record, finding.record != record { text += "\n" }
                record = finding.record
                write(finding, report, to: &text)
            }
            return text
        } _: { text in
            if text.isEmpty { return }
            if hasWritten { send("\n") }
            hasWritten = true
            send(text)
        }
        if hasWritten { send("\n") }
    }

    /// One trouble of many images, in one line, and an empty line behind all.
    private func causeLines(_ causes: CommonCauses, _ style: TextStyle) -> [String] {
        var text = ByteText()
        for line in causes.lines {
            text += style.styled(line.severity.rawValue, line.severity.look)
            text += "  \(line.rule.rawValue)\n"
            add(PlainText.escaped(line.text), style, to: &text)
        }
        return text.isEmpty ? [] : [String(decoding: text.bytes, as: UTF8.self)]
    }

    private func diffLines(_ diff: String) -> [String] {
        var lines = diff.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { PlainText.escaped(String(Substring($0))) }
    }

    private func write(_ finding: Finding, _ report: Report, to text: inout ByteText) {
        let style = report.style
        let place = place(of: finding)
        let entry = finding.entry.map(PlainText.escaped) ?? ""
        text += style.linked(style.styled(place, .bold), toPath: finding.record, line: finding.position?.line)
        // The place stays in one piece, so that a click leads there.
        let isLong = style.width.map { width in
            place.count + finding.severity.rawValue.count + finding.rule.rawValue.count + entry.count + 6 > width
        }
        text += isLong == true ? "\n    " : "  "
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
    private func add(_ content: String, _ style: TextStyle, _ look: TextStyle.Look? = nil, to text: inout ByteText) {
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
