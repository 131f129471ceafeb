package import Auditing

/// One JSON object a line: each finding, each thing that could not be done, and at the end the counts.
///
/// `type` tells them apart: `finding`, `failure`, `history`, `summary`. Findings have the fields of the JSON report.
package struct NDJSONReport: StreamingReportFormat {
    package let name = "ndjson"
    package let summary = "scripts: an object a line"

    package init() {}

    package func write(_ report: Report, to send: (ByteText) -> Void) {
        let listed = report.listed
        listed.encode(to: send) { batch, text in
            for (_, finding) in listed.findings(in: batch) { text += line(of: finding) }
        }
        for failure in report.failures { send(line("failure") { $0.member("message", failure) }) }
        if let history = report.history { send(line("history", JSONFields.value(of: history))) }
        send(line("summary", JSONFields.value(of: report.summary)))
    }

    package func line(of finding: Finding) -> ByteText { line("finding") { JSONFields.write(finding, to: &$0) } }

    private func line(_ type: String, _ value: JSONValue) -> ByteText {
        line(type) { json in
            guard case .object(let members) = value else { return }
            for member in members { json.member(member) }
        }
    }

    private func line(_ type: String, _ members: (inout JSONText) -> Void) -> ByteText {
        var json = JSONText(level: nil)
        json.object { json in
            json.member("type", type)
            members(&json)
        }
        var text = json.text
        text += "\n"
        return text
    }
}
