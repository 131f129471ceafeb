import Records

/// Applies the rules to records.
package struct Auditor: Sendable {
    /// Severities that differ from the rules' own, by the name of the rule; nil turns a rule off.
    private let severities: [String: Severity?]
    private let rules: [any Rule]

    /// - Parameter severities: Severities in place of the rules' own; a value of nil turns the rule off.
    package init(rules: [any Rule] = Rules.all, severities: [String: Severity?] = [:]) {
        self.rules = rules
        self.severities = severities
    }

    /// The names of the rules that are applied.
    package var ruleNames: [String] { rules.map(\.name) }

    /// The findings of one record, in the order of their places, then of the rules.
    package func audit(_ subject: RecordSubject) -> [Finding] {
        var found: [(offset: Int, finding: Finding)] = []
        for rule in rules {
            let severity = severities[rule.name] ?? rule.severity
            guard let severity else { continue }
            if let rule = rule as? any RecordRule {
                for problem in subject.record.problems where problem.kind == rule.kind {
                    found.append((problem.offset ?? 0, finding(problem, rule, severity, subject)))
                }
            }
            for (index, issue) in issues(of: rule, subject.entries) {
                let entry = subject.entries[index]
                let range = entry.entry.scalar(at: issue.place).range
                var finding = finding(issue, rule, severity, entry, index, subject.record)
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

    private func issues(of rule: any Rule, _ entries: [EntrySubject]) -> [(entry: Int, issue: Issue)] {
        if let rule = rule as? any EntryRule {
            var issues: [(entry: Int, issue: Issue)] = []
            // A copy of a subject costs more than most rules.
            let subjects = entries.span
            for index in subjects.indices {
                if let issue = rule.check(subjects[index]) { issues.append((index, issue)) }
            }
            return issues
        }
        return (rule as? any ComparisonRule)?.check(entries) ?? []
    }

    private func finding(
        _ problem: RecordProblem, _ rule: any Rule, _ severity: Severity, _ subject: RecordSubject
    ) -> Finding {
        Finding(
            rule: rule.name, severity: severity, record: subject.record.path, position: problem.position,
            entry: problem.entryPath, message: problem.message)
    }

    private func finding(
        _ issue: Issue, _ rule: any Rule, _ severity: Severity, _ subject: EntrySubject, _ index: Int,
        _ record: Record
    ) -> Finding {
        let entry = subject.entry
        var finding = Finding(
            rule: rule.name, severity: severity, record: record.path, entry: entry.path, url: entry.url.text,
            declared: .init(width: entry.declaredWidth.pixels, height: entry.declaredHeight.pixels),
            actual: subject.actualSize, message: issue.message,
            layoutShift: rule is any DimensionRule ? subject.layoutShift : nil)
        let changes = issue.fixes.map { FieldChange(entryIndex: index, field: $0.field, value: $0.value) }
        do throws(EditRefusal) {
            var edits: [Edit] = []
            for change in changes { edits.append(try record.edit(for: change)) }
            finding.changes = changes
            finding.edits = edits
        } catch {
            // Why an ambiguous entry is never edited, the record's own finding says.
            if entry.ambiguity == nil { finding.message += "; not to be repaired: \(error.message)" }
        }
        return finding
    }
}

extension ImageEntry {
    /// The value that an issue is about, or the URL where the entry does not have it.
    fileprivate func scalar(at place: Issue.Place) -> Scalar {
        switch place {
        case .url: url
        case .width: width ?? url
        case .height: height ?? url
        case .flag: flag ?? url
        }
    }
}

extension DeclaredLength {
    /// The length in pixels, where it is one.
    package var pixels: Int? {
        if case .pixels(let value) = self { value } else { nil }
    }
}
