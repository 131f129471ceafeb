import Addresses
import Records

/// Applies the rules to records.
package struct Auditor: Sendable {
    /// A rule that is not turned off, and what it looks at.
    private struct Applied {
        let rule: any Rule
        let severity: Severity
        let ofEntries: (any EntryRule)?
        let ofComparisons: (any ComparisonRule)?
        let ofRecords: (any RecordRule)?

        init(_ rule: any Rule, _ severity: Severity) {
            self.rule = rule
            self.severity = severity
            ofEntries = rule as? any EntryRule
            ofComparisons = rule as? any ComparisonRule
            ofRecords = rule as? any RecordRule
        }
    }

    private let rules: [Applied]
    /// The names of the rules that were given, those that are turned off too.
    package let ruleNames: [RuleName]

    /// - Parameter severities: Severities in place of the rules' own; a value of nil turns the rule off.
    package init(rules: [any Rule] = Rules.all, severities: [String: Severity?] = [:]) {
        ruleNames = rules.map(\.name)
        self.rules = rules.compactMap { rule in
            (severities[rule.name.rawValue] ?? rule.severity).map { Applied(rule, $0) }
        }
    }

    /// The names of the rules that are not turned off.
    package var appliedRules: Set<RuleName> { Set(rules.map(\.rule.name)) }

    /// The findings of one record, in the order of their places, then of the rules.
    package func audit(_ subject: RecordSubject) -> [Finding] {
        var found: [(offset: Int, finding: Finding)] = []
        for applied in rules {
            if let rule = applied.ofRecords {
                for problem in subject.record.problems where problem.kind == rule.kind {
                    found.append((problem.offset ?? 0, finding(problem, applied, subject)))
                }
            }
            for (index, issue) in issues(of: applied, subject.entries) {
                let entry = subject.entries[index]
                let range = entry.entry.range(at: issue.place)
                var finding = finding(issue, applied, entry, index, subject.record)
                let start = subject.record.fileOffset
                finding.range = range.lowerBound + start..<range.upperBound + start
                found.append((range.lowerBound, finding))
            }
        }
        let positions = subject.record.positions(of: found.map(\.offset))
        for (index, position) in positions.enumerated() where found[index].finding.entry != nil {
            found[index].finding.position = position
        }
        return found.enumerated()
            .sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
            .map(\.element.finding)
    }

    private func issues(of applied: Applied, _ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)] {
        var issues = applied.ofComparisons?.check(entries) ?? []
        guard let rule = applied.ofEntries else { return issues }
        for (index, entry) in entries.enumerated() where !entry.location.isSetAside {
            if let issue = rule.check(entry) { issues.append((index, issue)) }
        }
        return issues
    }

    private func finding(_ problem: RecordProblem, _ applied: Applied, _ subject: RecordSubject) -> Finding {
        Finding(
            rule: applied.rule.name, severity: applied.severity, record: subject.record.path,
            position: problem.position, entry: problem.entryPath,
            entryIndex: problem.entryIndex.map { $0 + subject.record.precedingEntries }, message: problem.message)
    }

    private func finding(
        _ issue: Issue, _ applied: Applied, _ subject: EntrySubject, _ index: Int, _ record: Record
    ) -> Finding {
        let entry = subject.entry
        var finding = Finding(
            rule: applied.rule.name, severity: applied.severity, record: record.path, entry: entry.path,
            entryIndex: record.precedingEntries + index, url: entry.url.text,
            declared: .init(width: subject.declaredWidth.pixels, height: subject.declaredHeight.pixels),
            actual: subject.actualSize, message: issue.message,
            layoutShift: applied.rule is any DimensionRule ? subject.layoutShift : nil)
        let changes = issue.fixes.map { FieldChange(entryIndex: index, field: $0.field, value: $0.value) }
        do throws(EditRefusal) {
            let edits = try record.edits(for: changes)
            finding.changes = changes
            if !changes.contains(where: \.givesAccess) { finding.edits = edits }
        } catch {
            // Why an ambiguous entry is never edited, the record's own finding says.
            if entry.ambiguity == nil { finding.message += "; not to be repaired: \(error.message)" }
        }
        return finding
    }
}

extension ImageEntry {
    /// Where the value stands that an issue is about, or the URL where the entry does not have it.
    fileprivate func range(at place: Issue.Place) -> Range<Int> {
        switch place {
        case .url: url.range
        case .width: (width ?? url).range
        case .height: (height ?? url).range
        case .flag: (flag ?? url).range
        case .descriptor: descriptor?.range ?? url.range
        }
    }
}

extension FieldChange {
    /// Whether it writes a URL that reports do not show as it is, since it holds a credential.
    fileprivate var givesAccess: Bool {
        guard case .url(let text) = value else { return false }
        return URLText.shown(text) != text
    }
}

extension DeclaredLength {
    /// The length in pixels, where it is one.
    package var pixels: Int? {
        if case .pixels(let value) = self { value } else { nil }
    }
}
