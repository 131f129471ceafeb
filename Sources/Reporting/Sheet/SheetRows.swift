import Auditing
import Records

/// The entries of a report in the order in which a sheet shows them, each with its findings.
struct SheetRows {
    /// An entry with its findings, or what there is to say of a record as a whole.
    struct Row {
        var record: String
        var title: String?
        /// Nil for the record as a whole.
        var entry: ProofSheet.Entry?
        var findings: [Finding] = []

        /// What the record says there, with its mended lines only where all that mends them is still to be told of.
        var excerpt: ProofSheet.Excerpt? {
            guard var excerpt = entry?.excerpt else { return nil }
            if !excerpt.rules.isSubset(of: findings.map(\.rule)) { excerpt.mended = nil }
            return findings.isEmpty ? nil : excerpt
        }
    }

    private let sheet: ProofSheet
    /// By the path of the record.
    private let places: [String: [Int]]
    private let findings: FindingList
    /// Paths of records with findings, in their order.
    private let paths: [String]

    init(_ report: Report) {
        sheet = report.sheet ?? ProofSheet()
        findings = report.recordFindings
        var places: [String: [Int]] = [:]
        var paths: [String] = []
        for (place, list) in findings.enumerated() {
            guard let path = list.first?.record else { continue }
            if places[path] == nil { paths.append(path) }
            places[path, default: []].append(place)
        }
        self.places = places
        self.paths = paths
    }

    /// Hands over all rows.
    func forEach(_ body: (Row) -> Void) {
        for record in sheet.records { rows(of: record).forEach(body) }
        let shown = Set(sheet.records.map(\.path))
        // Where the run handed over no entries, the findings make the rows, and so they do for a record that was not read
        // to its end.
        for path in paths where !shown.contains(path) { rows(of: ProofSheet.Record(path: path)).forEach(body) }
    }

    /// What a finding is about that the sheet does not have.
    private struct Other: Hashable {
        let index: Int?
        let path: String
    }

    private func rows(of record: ProofSheet.Record) -> [Row] {
        var whole = Row(record: record.path, title: record.title)
        var rows = record.entries.map { Row(record: record.path, title: record.title, entry: $0) }
        guard let own = places[record.path] else { return rows }
        // Of entries that the sheet lacks the findings tell, and of lines that could not be read.
        var others: [Other: Int] = [:]
        for finding in own.lazy.map({ findings[$0] }).joined() {
            guard let path = finding.entry else {
                whole.findings.append(finding)
                continue
            }
            if let index = finding.entryIndex, index < record.entries.count {
                rows[index].findings.append(finding)
                continue
            }
            let other = Other(index: finding.entryIndex, path: path)
            let place = others[other] ?? rows.count
            if place == rows.count {
                rows.append(Row(record: record.path, title: record.title, entry: ProofSheet.Entry(finding, path)))
            }
            others[other] = place
            rows[place].findings.append(finding)
        }
        return (whole.findings.isEmpty ? [] : [whole]) + rows
    }
}

extension ProofSheet.Entry {
    /// As far as a finding tells of it.
    fileprivate init(_ finding: Finding, _ path: String) {
        self.init(path: path, line: finding.position?.line, url: finding.url ?? "")
        declared = finding.declared ?? declared
        actual = finding.actual
    }
}
