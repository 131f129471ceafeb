import Auditing

/// Tells the findings of a sheet that an earlier run did not report, and what it reported that is no longer to be found.
struct SheetComparison {
    private let name: String
    /// What the earlier run reported, without what has been found again.
    private var rest: Baseline
    /// Records of which this run has said everything.
    private let records: Set<String>
    private var newCount = 0
    private var stillCount = 0
    /// Findings that are listed by name.
    private static let maximumListed = 200

    init?(_ sheet: ProofSheet) {
        guard let comparison = sheet.comparison else { return nil }
        name = comparison.name
        rest = comparison.earlier
        records = Set(sheet.records.map(\.path)).union(comparison.goneRecords)
    }

    mutating func isNew(_ finding: Finding) -> Bool {
        if rest.takes(finding) {
            stillCount += 1
            return false
        }
        newCount += 1
        return true
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
