import Auditing

/// Tells the findings of a sheet that an earlier run did not report, and what it reported that is no longer to be found:
/// by the report of that run, or else by the history of all runs.
struct SheetComparison {
    private let name: String
    /// What the earlier run reported, without what has been found again.
    private var rest: Baseline
    /// Records of which this run has said everything.
    private let records: Set<String>
    /// What the history says, where that is what the run is compared with.
    private let history: HistoryChanges?
    private var newCount = 0
    private var stillCount = 0
    /// Findings that are listed by name.
    private static let maximumListed = 200

    /// Nil where there is nothing to compare with.
    init?(_ report: Report) {
        if let sheet = report.sheet, let comparison = sheet.comparison {
            name = comparison.name
            rest = comparison.earlier
            records = Set(sheet.records.map(\.path)).union(comparison.goneRecords)
            history = nil
        } else if let changes = report.history, let previous = changes.previousRun {
            name = StandingText.moment(previous, seenFrom: changes.time)
            rest = Baseline(counts: changes.mended.reduce(into: [:]) { $0[$1.key, default: 0] += 1 })
            records = Set(changes.mended.map(\.key.record))
            history = changes
        } else {
            return nil
        }
    }

    mutating func isNew(_ finding: Finding) -> Bool {
        let isKnown = history == nil ? rest.takes(finding) : finding.standing?.newSince == nil
        if isKnown { stillCount += 1 } else { newCount += 1 }
        return !isKnown
    }

    /// What the page says of it; findings of records that this run did not look at are not taken for fixed.
    var value: JSONValue {
        let fixed = rest.counts.filter { $0.value > 0 && records.contains($0.key.record) }.sorted { $0.key < $1.key }
        let list = fixed.prefix(Self.maximumListed).map { key, count in
            JSONValue.members([
                "rule": .string(key.rule), "record": .string(key.record), "url": .optional(key.url),
                "count": .int(count),
            ])
        }
        return .members([
            "name": .string(name), "new": .int(newCount), "still": .int(stillCount),
            "fixed": .int(fixed.reduce(0) { $0 + $1.value }), "list": .array(list),
        ])
    }
}
