import Auditing
import Records

/// One JSON object; the fields are part of the contract, and `schemaVersion` changes when their meaning does.
struct JSONReport: ReportFormat {
    let name = "json"

    func write(_ report: Report, to send: (String) -> Void) {
        var members: [JSONValue.Member] = [
            .init(name: "schemaVersion", value: .int(1)),
            .init(
                name: "tool", value: .members(["name": .string("proofsheet"), "version": .string(report.version)])),
            .init(name: "summary", value: value(of: report.summary)),
        ]
        if let fetched = report.fetched { members.append(.init(name: "fetched", value: value(of: fetched))) }
        if let repaired = report.repaired { members.append(.init(name: "repaired", value: value(of: repaired))) }
        if let diff = report.diff { members.append(.init(name: "diff", value: .string(diff))) }
        members.append(.init(name: "failures", value: .array(report.failures.map(JSONValue.string))))
        JSONValue.writePretty(members, listing: "findings", report.findings, as: value(of:), to: send)
        send("\n")
    }

    private func value(of summary: AuditSummary) -> JSONValue {
        .members([
            "records": .int(summary.records), "entries": .int(summary.entries), "images": .int(summary.images),
            "cached": .int(summary.cached), "errors": .int(summary.errors), "warnings": .int(summary.warnings),
            "infos": .int(summary.infos), "siteEntries": .int(summary.siteEntries),
        ])
    }

    private func value(of fetched: Report.Fetched) -> JSONValue {
        .members([
            "images": .int(fetched.images), "fresh": .int(fetched.fresh), "downloaded": .int(fetched.downloaded),
            "revalidated": .int(fetched.revalidated), "failed": .int(fetched.failed), "bytes": .int(fetched.bytes),
        ])
    }

    private func value(of repaired: Report.Repaired) -> JSONValue {
        .members([
            "records": .int(repaired.records), "edits": .int(repaired.edits), "dryRun": .bool(repaired.isDryRun),
        ])
    }

    private func value(of finding: Finding) -> JSONValue {
        .members([
            "rule": .string(finding.rule), "severity": .string(finding.severity.rawValue),
            "record": .string(finding.record), "line": .optional(finding.position?.line),
            "column": .optional(finding.position?.column), "entry": .optional(finding.entry),
            "url": .optional(finding.url.map(PlainText.shownURL)),
            "declared": finding.declared.map {
                .members(["width": .optional($0.width), "height": .optional($0.height)])
            } ?? .null,
            "actual": finding.actual.map { .members(["width": .int($0.width), "height": .int($0.height)]) } ?? .null,
            "message": .string(finding.message),
            "edit": finding.edits.first.map(value(of:)) ?? .null,
            "edits": .array(finding.edits.map(value(of:))),
        ])
    }

    private func value(of edit: Edit) -> JSONValue {
        .members([
            "offset": .int(edit.offset), "length": .int(edit.length), "replacement": .string(edit.replacement),
        ])
    }
}
