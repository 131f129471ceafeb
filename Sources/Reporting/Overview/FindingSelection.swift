import Addresses
package import Auditing

/// Which findings a report lists, and in what order; its counts are those of the whole run all the same.
package struct FindingSelection: Sendable, Hashable {
    /// What comes first.
    package enum Order: String, Sendable, CaseIterable {
        /// By record, and in it by place.
        case record
        /// Errors, then warnings, then infos; of each the greatest shift of the layout first.
        case severity
        /// The greatest shift of the layout.
        case shift
        /// By the image's host, those without one last.
        case host
    }

    /// Findings of these rules alone; empty for all.
    package var rules: Set<RuleName> = []
    /// Findings of this severity and above.
    package var severity = Severity.info
    /// Findings of images on these hosts and their subdomains alone, in lower case; empty for all.
    package var hosts: [String] = []
    package var order = Order.record
    /// How many findings are listed at most; 0 is all, nil what suits the format.
    package var limit: Int?
    /// No finding is listed, they are only counted.
    package var isStatistics = false

    package init() {}

    /// It takes all findings, in the order of the records.
    package var isEverything: Bool { takesAll && order == .record && (limit ?? 0) == 0 && !isStatistics }

    /// Findings are left out for what they are, not for their number.
    var takesAll: Bool { rules.isEmpty && severity == .info && hosts.isEmpty }

    func takes(_ finding: Finding) -> Bool {
        if finding.severity < severity || !rules.isEmpty && !rules.contains(finding.rule) { return false }
        if hosts.isEmpty { return true }
        guard let url = finding.url else { return false }
        return hosts.contains { URLText.isOn($0, url) }
    }

    /// What it takes of a list, in its order.
    func list(of findings: FindingList) -> FindingList {
        if isStatistics { return FindingList() }
        if isEverything { return findings }
        var result = FindingList()
        let most = limit.map { $0 == 0 ? Int.max : $0 } ?? Int.max
        if order == .record {
            for part in findings where result.total < most {
                result.append(Array((takesAll ? part : part.filter(takes)).prefix(most - result.total)))
            }
        } else {
            result.append(first(most, of: findings).map(\.finding))
        }
        return result
    }

    /// The first of the findings in the selection's order, each with its place, as `findings(in:)` gives it; those that are alike stay in the
    /// order of the records.
    func first(_ most: Int, of findings: FindingList) -> [(place: Int, finding: Finding)] {
        var best: [(rank: Rank, finding: Finding)] = []
        findings.forEachBatch { batch in
            var best: [(rank: Rank, finding: Finding)] = []
            for (place, finding) in findings.findings(in: batch) where takes(finding) {
                best.append((Rank(of: finding, place, order), finding))
            }
            return Self.first(most, of: best)
        } _: { found in
            best += found
            // What is too much is dropped now and then, so that few findings are in memory at once.
            if most < 1 << 20, best.count > 2 * most + 1_000 { best = Self.first(most, of: best) }
        }
        return Self.first(most, of: best).map { ($0.rank.place, $0.finding) }
    }

    private static func first(
        _ most: Int, of ranked: [(rank: Rank, finding: Finding)]
    ) -> [(rank: Rank, finding: Finding)] {
        Array(ranked.sorted { $0.rank < $1.rank }.prefix(most))
    }
}

/// Where a finding stands in an order; less is earlier.
private struct Rank: Comparable, Sendable {
    private var severity = 0
    private var shift = 0
    private var hasNoHost = false
    private var host = ""
    let place: Int

    init(of finding: Finding, _ place: Int, _ order: FindingSelection.Order) {
        self.place = place
        switch order {
        case .record: break
        case .severity:
            severity = finding.severity == .error ? 0 : finding.severity == .warning ? 1 : 2
            shift = -(finding.layoutShift ?? 0)
        case .shift: shift = -(finding.layoutShift ?? 0)
        case .host:
            let name = finding.url.flatMap(URLText.host)
            (hasNoHost, host) = (name == nil, name ?? "")
        }
    }

    static func < (one: Rank, other: Rank) -> Bool {
        if one.severity != other.severity { return one.severity < other.severity }
        if one.shift != other.shift { return one.shift < other.shift }
        if one.hasNoHost != other.hasNoHost { return other.hasNoHost }
        return (one.host, one.place) < (other.host, other.place)
    }
}
