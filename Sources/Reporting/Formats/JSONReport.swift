import Auditing
import Records

/// One JSON object; the fields are part of the contract, and `schemaVersion` changes when their meaning does.
struct JSONReport: ReportFormat {
    let name = "json"
    let summary = "scripts: one object"

    func write(_ report: Report, to send: (ByteText) -> Void) {
        var members: [JSONValue.Member] = [
            .init(name: "schemaVersion", value: .int(1)),
            .init(
                name: "tool", value: .members(["name": .string("proofsheet"), "version": .string(report.version)])),
            .init(name: "summary", value: JSONFields.value(of: report.summary)),
            .init(name: "rules", value: JSONFields.value(of: report.summary.rules)),
        ]
        if let fetched = report.fetched { members.append(.init(name: "fetched", value: JSONFields.value(of: fetched))) }
        if let planned = report.planned { members.append(.init(name: "planned", value: JSONFields.value(of: planned))) }
        if let repaired = report.repaired {
            members.append(.init(name: "repaired", value: JSONFields.value(of: repaired)))
        }
        if let history = report.history { members.append(.init(name: "history", value: JSONFields.value(of: history))) }
        if let diff = report.diff { members.append(.init(name: "diff", value: .string(diff))) }
        members.append(.init(name: "failures", value: .array(report.failures.map(JSONValue.string))))
        let listed = report.listed
        JSONText.write(members, listing: "findings", level: 0, to: send) { level in
            listed.encode(to: send) { batch, text in
                for (place, finding) in listed.findings(in: batch) {
                    var json = JSONText.item(level: level, isFirst: place == 0)
                    json.object { JSONFields.write(finding, to: &$0) }
                    text += json.text
                }
            }
            return listed.total > 0
        }
        send("\n")
    }
}
