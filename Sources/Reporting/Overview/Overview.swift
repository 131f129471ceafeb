import Addresses
import Auditing
import Records

/// The findings of a report by rule: how many there are, which hosts have most of them, and what helps.
struct Overview: Sendable {
    /// The findings of a rule.
    struct Row {
        let rule: RuleName
        let severity: Severity
        let count: Int
        /// The hosts that have most of them, the worst first; the site's own files have none.
        let hosts: [(name: String, count: Int)]
        /// A command line that mends them, or that says what to do.
        let remedy: String
    }

    private struct Tally: Sendable {
        var severity = Severity.info
        var count = 0
        var hosts: [String: Int] = [:]
        var fields: [EntryField: Int] = [:]

        mutating func add(_ other: Tally) {
            severity = max(severity, other.severity)
            count += other.count
            hosts.merge(other.hosts, uniquingKeysWith: +)
            fields.merge(other.fields, uniquingKeysWith: +)
        }
    }

    private var tallies: [RuleName: Tally] = [:]

    init() {}

    init(_ findings: FindingList, where isCounted: @Sendable (Finding) -> Bool = { _ in true }) {
        findings.forEachBatch { batch in
            var part = Overview()
            for (_, finding) in findings.findings(in: batch) where isCounted(finding) { part.add(finding) }
            return part
        } _: {
            add($0)
        }
    }

    private mutating func add(_ other: Overview) {
        for (rule, tally) in other.tallies { tallies[rule, default: Tally()].add(tally) }
    }

    private mutating func add(_ finding: Finding) {
        let host = finding.url.flatMap(URLText.host)
        // Changed in place: a copy of the hosts for each finding would cost more than all the rest.
        func change(_ tally: inout Tally) {
            tally.severity = max(tally.severity, finding.severity)
            tally.count += 1
            if let host { tally.hosts[host, default: 0] += 1 }
            if let field = finding.changes.first?.field { tally.fields[field, default: 0] += 1 }
        }
        change(&tallies[finding.rule, default: Tally()])
    }

    /// The worst first: errors before warnings, and then those that are many.
    var rows: [Row] {
        tallies.map { rule, tally in
            Row(
                rule: rule, severity: tally.severity, count: tally.count,
                hosts: tally.hosts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
                    .map { (PlainText.escaped($0.key), $0.value) },
                remedy: Self.remedy(rule, tally))
        }
        .sorted { ($1.severity, $1.count, $0.rule) < ($0.severity, $0.count, $1.rule) }
    }

    /// The command that puts most of them right; where none does, the one that explains what a person can do.
    private static func remedy(_ rule: RuleName, _ tally: Tally) -> String {
        let mendable = tally.fields.values.reduce(0, +)
        guard let field = tally.fields.max(by: { ($0.value, $1.key.option) < ($1.value, $0.key.option) })?.key else {
            return "proofsheet rules \(rule.rawValue)"
        }
        let command = "proofsheet repair" + field.option
        return mendable == tally.count ? command : "\(command) (\(mendable) of them)"
    }
}

extension EntryField {
    /// The option of the command line that has it repaired.
    fileprivate var option: String {
        switch self {
        case .flag: ""
        case .width, .height: " --dimensions"
        case .url: " --urls"
        }
    }
}
