/// What a run looked at and how much it found.
package struct AuditSummary: Sendable, Hashable {
    package var records = 0
    /// Image entries of all records.
    package var entries = 0
    /// Distinct image URLs.
    package var images = 0
    /// Distinct image URLs with a whole object in the cache.
    package var cached = 0
    /// Distinct image URLs of which neither the cache nor a server that was asked has said anything.
    package var uncheckedImages = 0
    /// Findings by severity.
    package var errors = 0
    package var warnings = 0
    package var infos = 0
    /// Findings by their rule.
    package private(set) var rules: [RuleName: Int] = [:]
    /// Entries with a relative URL, which are not looked at while no site URL is configured.
    package var siteEntries = 0
    /// Entries whose URL only the site's generator can fill in, and those that the configuration says to skip.
    package var templated = 0
    package var skipped = 0
    /// How many values look like an image and are not read, by their keys.
    package var passedOver: [String: Int] = [:]

    /// Findings that the configuration says to ignore, and those that the baseline accepts; neither is reported.
    package var ignored = 0
    package var baselined = 0

    /// What a repair can put right, by what it would change and the rule that says so.
    private var mendableCounts: [Mendable: Int] = [:]

    private struct Mendable: Hashable {
        var kind: RepairKind
        var rule: RuleName
    }

    package init() {}

    /// How many findings a repair of one kind would put right.
    package func mendable(_ kind: RepairKind) -> Int {
        mendableCounts.reduce(0) { $0 + ($1.key.kind == kind ? $1.value : 0) }
    }

    /// Counts what a finding would have changed.
    package mutating func countChanges(_ finding: Finding) {
        // Of an image that is not to be had, no more than the flag is put right.
        guard let kind = RepairKind(finding.changes), !FailureNote.rules.contains(finding.rule) else { return }
        mendableCounts[Mendable(kind: kind, rule: finding.rule), default: 0] += 1
    }

    /// Values that look like an image and are not read, whatever their keys.
    package var passedOverCount: Int { passedOver.values.reduce(0, +) }

    /// Images that nobody has looked at, those of the site itself that were not found among them.
    package var unchecked: Int { uncheckedImages + siteEntries }

    /// Counts a finding of a rule.
    package mutating func count(_ rule: RuleName, _ severity: Severity) {
        rules[rule, default: 0] += 1
        switch severity {
        case .error: errors += 1
        case .warning: warnings += 1
        case .info: infos += 1
        }
    }

    /// Takes back all that was counted of a rule, whose findings have one severity.
    package mutating func forget(_ rule: RuleName, _ severity: Severity) {
        let count = rules.removeValue(forKey: rule) ?? 0
        mendableCounts = mendableCounts.filter { $0.key.rule != rule }
        switch severity {
        case .error: errors -= count
        case .warning: warnings -= count
        case .info: infos -= count
        }
    }

    /// Takes all findings for such as the baseline accepts.
    package mutating func acceptAll() {
        baselined += errors + warnings + infos
        (errors, warnings, infos, rules, mendableCounts) = (0, 0, 0, [:], [:])
    }
}
