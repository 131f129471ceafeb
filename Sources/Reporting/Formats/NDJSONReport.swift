package import Auditing

/// One JSON object a line: each finding, each thing that could not be done, and at the end the counts.
///
/// `type` tells them apart: `finding`, `failure`, `history`, `summary`. Findings have the fields of the JSON report.
package struct NDJSONReport: StreamingReportFormat {
    package let name = "ndjson"
    package let summary = "scripts: an object a line"

    package init() {}

    package func write(_ report: Report, to send: (String) -> Void) {
        for finding in report.listed.joined() { send(line(of: finding)) }
        for failure in report.failures { send(line("failure", .members(["message": .string(failure)]))) }
        if let history = report.history { send(line("history", JSONFields.value(of: history))) }
        send(line("summary", JSONFields.value(of: report.summary)))
    }

    package func line(of finding: Finding) -> String { line("finding", JSONFields.value(of: finding)) }

    private func line(_ type: String, _ value: JSONValue) -> String {
        guard case .object(let members) = value else { return "" }
        return JSONValue.object([.init(name: "type", value: .string(type))] + members).compact + "\n"
    }
}
