import Auditing
import Foundation
import Records
import Reporting
import Testing

@Suite("The JSON report")
struct JSONReportTests {
    func parse(_ report: Report) throws -> [String: Any] {
        let text = try #require(ReportFormats.named("json")).render(report)
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    @Test("has the fields of the contract")
    func fields() throws {
        let edits = [
            Edit(offset: 4169, length: 4, replacement: "false"), Edit(offset: 4180, length: 3, replacement: "398"),
        ]
        let object = try parse(report(finding(edits: edits)))
        #expect(object["schemaVersion"] as? Int == 1)
        #expect(object["tool"] as? [String: String] == ["name": "proofsheet", "version": "1.2.3"])
        let summary = try #require(object["summary"] as? [String: Int])
        #expect(summary["records"] == 1 && summary["errors"] == 1 && summary["entries"] == 2)
        let finding = try #require((object["findings"] as? [[String: Any]])?.first)
        #expect(finding["rule"] as? String == "flag-stale")
        #expect(finding["line"] as? Int == 3 && finding["column"] as? Int == 12)
        let declared = try #require(finding["declared"] as? [String: Any])
        #expect(declared["width"] as? Int == 600 && declared["height"] is NSNull)
        #expect(finding["actual"] as? [String: Int] == ["width": 600, "height": 398])
        let edit = try #require(finding["edit"] as? [String: Any])
        #expect(edit["offset"] as? Int == 4169 && edit["replacement"] as? String == "false")
        #expect((finding["edits"] as? [Any])?.count == 2)
    }

    @Test("gives every text back as it was, and none of it raw", arguments: hostileTexts)
    func escapes(hostile: String) throws {
        let report = report(finding(message: hostile))
        let object = try parse(report)
        #expect((object["findings"] as? [[String: Any]])?.first?["message"] as? String == hostile)
        let text = try #require(ReportFormats.named("json")).render(report)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || PlainText.escaped(String($0)) == String($0) })
    }

    @Test("compact values stand on one line, in the order given")
    func compact() {
        let value = JSONValue.members(["b": .int(1), "a": .array([.null, .bool(true)]), "é": .string("\u{1F6A2}\n")])
        #expect(value.compact == #"{"b": 1, "a": [null, true], "é": "🚢\n"}"#)
        #expect(JSONValue.array([]).pretty == "[]" && JSONValue.ordered([]).pretty == "{}")
    }

    @Test("names of formats are unique, and each can be found by its name")
    func registry() {
        let names = ReportFormats.all.map(\.name)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { ReportFormats.named($0)?.name == $0 })
        #expect(ReportFormats.named("nonsense") == nil)
    }
}
