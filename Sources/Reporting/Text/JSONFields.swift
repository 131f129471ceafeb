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

    static func value(of finding: Finding) -> JSONValue {
        let value = fields(of: finding)
        guard case .object(let members) = value, let standing = finding.standing else { return value }
        return .object(members + [.init(name: "history", value: self.value(of: standing))])
    }

    private static func fields(of finding: Finding) -> JSONValue {
        .members([
            "rule": .string(finding.rule.rawValue), "severity": .string(finding.severity.rawValue),
            "record": .string(finding.record), "line": .optional(finding.position?.line),
            "column": .optional(finding.position?.column), "entry": .optional(finding.entry),
            "url": .optional(finding.url.map(URLText.shown)), "source": .optional(finding.source?.text),
            "declared": value(of: finding.declared), "actual": value(of: finding.actual),
            "layoutShift": .thousandths(finding.layoutShift),
            "message": .string(finding.message),
            "edit": finding.edits.first.map { value(of: $0) } ?? .null,
            "edits": .array(finding.edits.map { value(of: $0) }),
        ])
    }

    static func value(of declared: Finding.DeclaredSize?) -> JSONValue {
        guard let declared else { return .null }
        return .members(["width": .optional(declared.width), "height": .optional(declared.height)])
    }

    static func value(of size: PixelSize?) -> JSONValue {
        size.map { .members(["width": .int($0.width), "height": .int($0.height)]) } ?? .null
    }

    static func value(of edit: Edit) -> JSONValue {
        .members([
            "offset": .int(edit.offset), "length": .int(edit.length), "replacement": .string(edit.replacement),
        ])
    }
}
