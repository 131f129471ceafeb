import Auditing

/// The overview of a report as a table of text.
enum OverviewText {
    private static let titles = (
        count: "count", severity: "severity", rule: "rule", hosts: "worst hosts", remedy: "what helps"
    )

    /// The lines of the table, which fit the terminal; none where there is no finding.
    static func lines(of overview: Overview, _ style: TextStyle) -> [String] {
        let rows = overview.rows
        if rows.isEmpty { return [] }
        let counts = rows.map { String($0.count) }
        let hosts = rows.map(hostList)
        let widths = (
            count: width(counts, titles.count), rule: width(rows.map(\.rule.rawValue), titles.rule),
            hosts: width(hosts, titles.hosts), remedy: width(rows.map(\.remedy), titles.remedy)
        )
        let start = widths.count + 2 + titles.severity.count + 2
        let isWide = style.width.map { start + widths.rule + 2 + widths.hosts + 2 + widths.remedy <= $0 } ?? true
        var lines: [String] = []
        func add(_ count: String, _ severity: String, _ look: TextStyle.Look, _ rule: String, _ rest: [String]) {
            var line = String(repeating: " ", count: widths.count - count.count) + count + "  "
            line += style.styled(padded(severity, to: titles.severity.count), look) + "  "
            guard isWide else {
                lines.append(line + rule)
                for text in rest where !text.isEmpty {
                    let indentation = min(start, 8)
                    lines += style.lines(text, indentation: indentation).map {
                        String(repeating: " ", count: indentation) + $0
                    }
                }
                return
            }
            lines.append(
                line + padded(rule, to: widths.rule) + "  " + padded(rest[0], to: widths.hosts) + "  " + rest[1])
        }
        if isWide { add(titles.count, titles.severity, .dim, titles.rule, [titles.hosts, titles.remedy]) }
        for (index, row) in rows.enumerated() {
            add(
                counts[index], row.severity.rawValue, row.severity.look, row.rule.rawValue, [hosts[index], row.remedy])
        }
        return lines
    }

    /// `a.example 12, b.example 3`.
    static func hostList(_ row: Overview.Row) -> String {
        row.hosts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    }

    private static func width(_ texts: [String], _ title: String) -> Int {
        max(title.count, texts.map(\.count).max() ?? 0)
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
