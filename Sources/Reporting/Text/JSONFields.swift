import Addresses
import Auditing
import Records

/// The parts of a report as JSON, the same in every format that has them.
package enum JSONFields {
    static func value(of summary: AuditSummary) -> JSONValue {
        .members([
            "records": .int(summary.records), "entries": .int(summary.entries), "images": .int(summary.images),
            "cached": .int(summary.cached), "errors": .int(summary.errors), "warnings": .int(summary.warnings),
            "infos": .int(summary.infos), "unchecked": .int(summary.unchecked),
            "siteEntries": .int(summary.siteEntries),
            "templated": .int(summary.templated), "skipped": .int(summary.skipped),
            "passedOver": .int(summary.passedOverCount),
            "ignored": .int(summary.ignored), "baselined": .int(summary.baselined),
        ])
    }

    /// How many findings there are of each rule that has some.
    static func value(of rules: [RuleName: Int]) -> JSONValue {
        .ordered(rules.sorted { $0.key < $1.key }.map { ($0.key.rawValue, .int($0.value)) })
    }

    /// How many values look like an image and are not read, by their keys.
    package static func value(of passedOver: [String: Int]) -> JSONValue {
        .ordered(passedOver.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })
    }

    static func value(of fetched: Report.Fetched) -> JSONValue {
        .members([
            "images": .int(fetched.images), "fresh": .int(fetched.fresh), "downloaded": .int(fetched.downloaded),
            "revalidated": .int(fetched.revalidated), "rescued": .int(fetched.rescued),
            "failed": .int(fetched.failed), "bytes": .int(fetched.bytes),
        ])
    }

    static func value(of planned: Report.Planned) -> JSONValue {
        .members(["images": .int(planned.images), "fresh": .int(planned.fresh), "hosts": .int(planned.hosts.count)])
    }

    static func value(of repaired: Report.Repaired) -> JSONValue {
        .members([
            "records": .int(repaired.records), "edits": .int(repaired.edits), "dryRun": .bool(repaired.isDryRun),
        ])
    }

    /// What has changed since the last run; `null` for a time that there is none of.
    static func value(of history: HistoryChanges) -> JSONValue {
        .members([
            "previousRun": .optional(history.previousRun.map(UniversalTime.stamp)), "new": .int(history.new),
            "back": .int(history.back), "standing": .int(history.standing), "mended": .int(history.mended.count),
            "mendedFindings": .array(
                history.mended.map { mended in
                    .members([
                        "rule": .string(mended.key.rule), "record": .string(mended.key.record),
                        "url": .optional(mended.key.url), "since": .string(UniversalTime.stamp(mended.since)),
                    ])
                }),
        ])
    }

    private static func value(of standing: Finding.Standing) -> JSONValue {
        .members([
            "fingerprint": .string(standing.fingerprint), "new": .bool(standing.newSince != nil),
            "newSince": .optional(standing.newSince.map(UniversalTime.stamp)),
            "since": .string(UniversalTime.stamp(standing.since)),
            "firstSeen": .string(UniversalTime.stamp(standing.firstSeen)),
        ])
    }

    /// Writes the members of a finding.
    static func write(_ finding: Finding, to json: inout JSONText) {
        json.member("rule", finding.rule.rawValue)
        json.member("severity", finding.severity.rawValue)
        json.member("record", finding.record)
        json.member("line", finding.position?.line)
        json.member("column", finding.position?.column)
        json.member("entry", finding.entry)
        json.member("url", finding.url.map(URLText.shown))
        json.member("source", finding.source?.text)
        json.member("declared") { write(finding.declared, to: &$0) }
        json.member("actual") { write(finding.actual, to: &$0) }
        json.member("layoutShift", thousandths: finding.layoutShift)
        json.member("message", finding.message)
        json.member("edit") { json in
            if let edit = finding.edits.first { write(edit, to: &json) } else { json.writeNull() }
        }
        json.member("edits") { $0.array(finding.edits, write) }
        if let standing = finding.standing { json.member("history", value(of: standing)) }
    }

    static func write(_ declared: Finding.DeclaredSize?, to json: inout JSONText) {
        guard let declared else { return json.writeNull() }
        json.object { json in
            json.member("width", declared.width)
            json.member("height", declared.height)
        }
    }

    static func write(_ size: PixelSize?, to json: inout JSONText) {
        guard let size else { return json.writeNull() }
        json.object { json in
            json.member("width", size.width)
            json.member("height", size.height)
        }
    }

    private static func write(_ edit: Edit, to json: inout JSONText) {
        json.object { json in
            json.member("offset", edit.offset)
            json.member("length", edit.length)
            json.member("replacement", edit.replacement)
        }
    }
}
