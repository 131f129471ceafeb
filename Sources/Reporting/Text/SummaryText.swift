import Auditing

/// What a run looked at and did, in words.
package enum SummaryText {
    static func line(of fetched: Report.Fetched) -> String {
        "fetched: \(fetched.downloaded) downloaded (\(ByteCount.text(fetched.bytes))), "
            + "\(fetched.revalidated) unchanged at the server, \(fetched.fresh) fresh, "
            + (fetched.rescued > 0 ? "\(fetched.rescued) from elsewhere, " : "") + "\(fetched.failed) failed"
    }

    static func line(of planned: Report.Planned) -> String {
        let most = planned.hosts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4)
        let hosts = most.map { "\(PlainText.escaped($0.key)) \($0.value)" } + (planned.hosts.count > 4 ? ["…"] : [])
        return "would fetch: \(Plural.text(planned.images, "image"))"
            + (hosts.isEmpty
                ? "" : " of \(Plural.text(planned.hosts.count, "host")) (\(hosts.joined(separator: ", ")))")
            + ", \(planned.fresh) fresh"
    }

    static func line(of repaired: Report.Repaired) -> String {
        let verb = repaired.isDryRun ? "would repair" : "repaired"
        return "\(verb): \(Plural.text(repaired.edits, "value")) in \(Plural.text(repaired.records, "record"))"
    }

    static func line(of summary: AuditSummary) -> String {
        var line = [
            Plural.text(summary.records, "record"), Plural.text(summary.entries, "entry", "entries"),
            "\(Plural.text(summary.images, "image")) (\(summary.cached) cached)", Plural.text(summary.errors, "error"),
            Plural.text(summary.warnings, "warning"), Plural.text(summary.infos, "info"),
        ].joined(separator: ", ")
        if summary.templated > 0 { line += "; \(summary.templated) templated" }
        if summary.skipped > 0 { line += "; \(summary.skipped) skipped" }
        if summary.ignored > 0 { line += "; \(summary.ignored) ignored" }
        if summary.baselined > 0 { line += "; \(summary.baselined) accepted by the baseline" }
        return line
    }

    /// How many findings are listed, where these are not all; nil where only their number was asked for.
    static func line(onListed count: Int, of report: Report) -> String? {
        let total = report.recordFindings.total
        if report.selection.isStatistics || count == total { return nil }
        return "\(count) of \(Plural.text(total, "finding")) listed"
            + (report.selection.takesAll ? "; --limit 0 lists all" : "")
    }

    /// What looks like an image and is not read, by the keys that have most; nil where there is nothing.
    package static func line(onPassedOver counts: [String: Int]) -> String? {
        let total = counts.values.reduce(0, +)
        if total == 0 { return nil }
        let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let shown =
            most.prefix(4).map { "\(PlainText.escaped($0.key)) \($0.value)" }
            + (most.count > 4 ? ["\(most.count - 4) other \(most.count == 5 ? "key" : "keys")"] : [])
        return "\(Plural.text(total, "image-like value")) \(total == 1 ? "was" : "were") not read "
            + "(\(shown.joined(separator: ", "))): see 'proofsheet entries --not'"
    }

    /// What was not looked at, and what to do about it; none where all was.
    ///
    /// - Parameter isCacheDoubted: That the cache knows no images has been said.
    static func uncheckedLines(of summary: AuditSummary, isCacheDoubted: Bool = false) -> [String] {
        var lines: [String] = []
        if let line = line(onPassedOver: summary.passedOver) { lines.append(line) }
        if summary.uncheckedImages > 0, !isCacheDoubted {
            let images = Plural.text(summary.uncheckedImages, "image")
            lines.append("\(images) not checked; run 'proofsheet warm' or --online")
        }
        if summary.siteEntries > 0 {
            let entries = Plural.text(summary.siteEntries, "entry", "entries")
            lines.append("\(entries) of the site itself not checked; give --site-url, or --site-root for its files")
        }
        return lines
    }
}
