import Addresses

/// Findings of an earlier run that are accepted for now: a run with it speaks of new ones alone.
///
/// A finding is known again by its rule, record and URL; what else it says, and where in the record it stands, may
/// change. Of findings alike as many are accepted as there were.
package struct Baseline: Sendable, Hashable {
    /// What makes findings alike.
    package struct Key: Sendable, Hashable, Comparable {
        package var rule: String
        package var record: String
        /// The URL as reports show it; nil where the record as a whole is meant.
        package var url: String?

        package init(rule: String, record: String, url: String?) {
            self.rule = rule
            self.record = record
            self.url = url
        }

        package init(_ finding: Finding) {
            self.init(
                rule: finding.rule.rawValue, record: finding.record, url: finding.url.map(URLText.shown))
        }

        package static func < (first: Key, second: Key) -> Bool {
            (first.record, first.url ?? "", first.rule) < (second.record, second.url ?? "", second.rule)
        }
    }

    /// How many findings of each kind are accepted.
    package private(set) var counts: [Key: Int]

    package init(counts: [Key: Int] = [:]) {
        self.counts = counts
    }

    /// Accepts one more finding.
    package mutating func add(_ finding: Finding) {
        counts[Key(finding), default: 0] += 1
    }

    /// Whether a finding is accepted; each call uses up one of those alike.
    package mutating func takes(_ finding: Finding) -> Bool {
        if counts.isEmpty { return false }
        let key = Key(finding)
        guard let count = counts[key], count > 0 else { return false }
        counts[key] = count - 1
        return true
    }
}
