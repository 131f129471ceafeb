import Auditing

/// One JSON object a line: each finding, each thing that could not be done, and at the end the counts.
///
/// `type` tells them apart: `finding`, `failure`, `summary`. Findings have the fields of the JSON report.
struct NDJSONReport: ReportFormat {
    let name = "ndjson"

    func write(_ report: Report, to send: (String) -> Void) {
        for finding in report.findings { send(line("finding", JSONFields.value(of: finding))) }
        for failure in report.failures { send(line("failure", .members(["message": .string(failure)]))) }
        send(line("summary", JSONFields.value(of: report.summary)))
    }

    private func line(_ type: String, _ value: JSONValue) -> String {
        guard case .object(let members) = value else { return "" }
        return JSONValue.object([.init(name: "type", value: .string(type))] + members).compact + "\n"
    }
}
