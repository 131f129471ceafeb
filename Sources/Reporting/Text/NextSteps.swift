import Auditing

/// What a person does next, in a line each with the command that does it.
enum NextSteps {
    /// None for a report of no command, and where what is wrong with the run says what to do.
    static func lines(after report: Report) -> [String] {
        guard let paths = report.nextPaths.map(PlainText.escaped), !report.isCacheDoubted, !report.isOutage else {
            return []
        }
        if let repaired = report.repaired { return lines(after: repaired, report.summary, paths) }
        if report.fetched != nil { return ["next: proofsheet audit\(paths)"] }
        return auditLines(report.summary, paths)
    }

    private static func auditLines(_ summary: AuditSummary, _ paths: String) -> [String] {
        let kinds = RepairKind.allCases.filter { summary.mendable($0) > 0 }
        let count = kinds.reduce(0) { $0 + summary.mendable($1) }
        if count == 0 { return [] }
        let total = summary.errors + summary.warnings + summary.infos
        let options = kinds.compactMap(\.option).map { " " + $0 }.joined()
        return ["\(count) of \(total) can be put right: proofsheet repair\(options)\(paths)"]
    }

    private static func lines(
        after repaired: Report.Repaired, _ summary: AuditSummary, _ paths: String
    ) -> [String] {
        var lines: [String] = []
        for kind in RepairKind.allCases where !repaired.kinds.contains(kind) {
            let count = summary.mendable(kind)
            guard count > 0, let option = kind.option else { continue }
            let what =
                switch kind {
                case .flags: Plural.text(count, "flag is", "flags are")
                case .dimensions: Plural.text(count, "size is", "sizes are")
                case .urls: Plural.text(count, "URL is", "URLs are")
                }
            lines.append("\(what) wrong too: proofsheet repair \(option)\(paths)")
        }
        if repaired.isDryRun, repaired.edits > 0 { lines.append("nothing was written; run again without --dry-run") }
        return lines
    }
}

extension RepairKind {
    /// The option of a repair that does it; nil for what it does without.
    fileprivate var option: String? {
        switch self {
        case .flags: nil
        case .dimensions: "--dimensions"
        case .urls: "--urls"
        }
    }
}
