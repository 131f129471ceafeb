import Auditing
import Records

/// The entries of a report in the order in which a sheet shows them, each with its findings.
struct SheetRows {
    /// An entry with its findings, or what there is to say of a record as a whole.
    struct Row {
        var record: String
        /// Nil for the record as a whole.
        var entry: ProofSheet.Entry?
        var findings: [Finding] = []
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

    private func rows(of record: ProofSheet.Record) -> [Row] {
        var whole = Row(record: record.path)
        var rows = record.entries.map { Row(record: record.path, entry: $0) }
        guard let own = places[record.path] else { return rows }
        var places: [String: [Int]] = [:]
        for (place, entry) in record.entries.enumerated() { places[entry.path, default: []].append(place) }
        for finding in own.lazy.map({ findings[$0] }).joined() {
            guard let path = finding.entry else {
                whole.findings.append(finding)
                continue
            }
            // An ambiguous record may have one path twice.
            let candidates = places[path] ?? []
            let match = candidates.first { rows[$0].entry?.url == finding.url } ?? candidates.first
            if let match {
                rows[match].findings.append(finding)
            } else {
                places[path] = [rows.count]
                rows.append(Row(record: record.path, entry: ProofSheet.Entry(finding, path), findings: [finding]))
            }
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
