import Auditing
import FileSystem
import Records
import Reporting

/// What a run has counted so far.
struct RunTally {
    var summary = AuditSummary()
    private var findings = FindingList()
    private var baseline: Baseline
    var failures: [String]
    /// Some entry that was counted has a flag.
    private(set) var hasFlags = false
    private let assumesFlags: Bool
    /// Entries without a flag may get one.
    ///
    /// Else what `flag-unset` says counts for nothing, unless a flag is still to come.
    var usesFlags: Bool { hasFlags || assumesFlags }
    /// What was counted of `flag-unset` beside the findings that are reported, and how much these matter.
    private var unset = UnsetFlags()
    /// Whether an image has been counted, by its number.
    private var hasCounted: [Bool] = []

    /// Why the cache has no say on flags, whatever the records say; nil where it has.
    var doubt: CacheDoubt?
    /// Flags that were not judged for that.
    private(set) var unjudgedFlags = 0
    /// How much the findings on stale flags matter.
    private var staleSeverity: Severity?

    /// What was looked at; nil where no history is kept.
    var coverage: RunCoverage?

    private struct UnsetFlags {
        var severity: Severity?
        var ignored = 0
        var baselined = 0
    }

    /// - Parameters:
    ///   - baseline: The findings that are not reported.
    ///   - assumesFlags: Entries without a flag may get one, whatever is found.
    init(failures: [FileSystemError], baseline: Baseline = Baseline(), assumesFlags: Bool = false) {
        self.baseline = baseline
        self.assumesFlags = assumesFlags
        self.failures = failures.map(RecordSource.message)
    }

    /// Counts a record, its entries and the images it names for the first time; of one in parts, each part.
    mutating func count(_ verdict: RecordVerdict, isContinuation: Bool, _ memory: RecordMemory) {
        if !isContinuation, !verdict.isUnread { summary.records += 1 }
        summary.entries += verdict.entries
        if verdict.flags > 0 { hasFlags = true }
        summary.siteEntries += verdict.siteEntries
        summary.templated += verdict.templatedEntries
        summary.skipped += verdict.skippedEntries
        summary.passedOver.merge(verdict.passedOver, uniquingKeysWith: +)
        for image in verdict.images {
            while hasCounted.count <= image { hasCounted.append(false) }
            if hasCounted[image] { continue }
            hasCounted[image] = true
            summary.images += 1
            if memory.isPresent(image) { summary.cached += 1 }
            if memory.isUnchecked(image) { summary.uncheckedImages += 1 }
        }
    }

    /// Has findings count from now on as accepted by the baseline.
    mutating func accept(_ findings: [Finding]) {
        for finding in findings { baseline.add(finding) }
    }

    /// Takes out of the findings of a record those on flags that the cache cannot judge, and joins those of one trouble.
    mutating func setAsideFlags(in findings: [Finding]) -> [Finding] {
        if doubt == nil { return findings.joiningStaleFlags() }
        let others = findings.filter { $0.rule != .flagStale }
        unjudgedFlags += findings.count - others.count
        return others
    }

    /// Whether the cache knows none of the images, as far as they have been counted.
    private var knowsNoImage: Bool { doubt == nil && summary.uncheckedImages == summary.images }

    /// The cache knows none of the images, and very many flags say that it has them.
    private var isUnrelated: Bool {
        knowsNoImage && summary.images > 0 && summary.rules[.flagStale, default: 0] > CacheDoubt.toleratedFlags
    }

    /// Rules of whose findings nobody knows yet whether they are to be reported.
    var undecidedRules: Set<RuleName> {
        var rules: Set<RuleName> = []
        if !usesFlags { rules.insert(.flagUnset) }
        if knowsNoImage { rules.insert(.flagStale) }
        return rules
    }

    /// Rules whose findings are not reported, now that all have been counted.
    var droppedRules: Set<RuleName> {
        var rules: Set<RuleName> = []
        if !usesFlags { rules.insert(.flagUnset) }
        if isUnrelated { rules.insert(.flagStale) }
        return rules
    }

    /// Counts findings and keeps those that are to be reported.
    mutating func add(_ all: [Finding]) {
        findings.append(count(all))
    }

    /// Counts findings, and gives back those that are to be reported.
    mutating func count(_ all: [Finding]) -> [Finding] {
        var new = all
        new.removeAll { finding in
            guard baseline.takes(finding) else { return false }
            summary.baselined += 1
            if finding.rule == .flagUnset { unset.baselined += 1 }
            return true
        }
        for finding in new {
            summary.count(finding.rule, finding.severity)
            summary.countChanges(finding)
            if finding.rule == .flagUnset { unset.severity = finding.severity }
            if finding.rule == .flagStale { staleSeverity = finding.severity }
        }
        return new
    }

    /// Counts a finding that the configuration says to ignore.
    mutating func countIgnored(_ finding: Finding) {
        summary.ignored += 1
        if finding.rule == .flagUnset { unset.ignored += 1 }
    }

    /// The report of a run that has come to its end.
    var report: Report {
        var (summary, findings) = (summary, findings)
        if !usesFlags {
            summary.ignored -= unset.ignored
            summary.baselined -= unset.baselined
            if let severity = unset.severity {
                summary.forget(.flagUnset, severity)
                findings = findings.removing { $0.rule == .flagUnset }
            }
        }
        var message = unjudgedFlags > 0 ? doubt?.message(unjudged: unjudgedFlags) : nil
        if isUnrelated, let staleSeverity {
            message = CacheDoubt.unrelated.message(unjudged: summary.rules[.flagStale, default: 0])
            summary.forget(.flagStale, staleSeverity)
            findings = findings.removing { $0.rule == .flagStale }
        }
        var report = Report(
            version: Version.current, summary: summary, findings: findings,
            failures: failures + [message].compactMap(\.self))
        report.isCacheDoubted = message != nil
        return report
    }
}
