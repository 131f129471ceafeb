import Records
import Testing

@testable import Auditing

@Suite("Lists of findings") struct FindingListTests {
    private func finding(_ number: Int, in record: String, message: String = "declared as cached") -> Finding {
        var finding = Finding(
            rule: .flagStale, severity: .error, record: record, position: SourcePosition(line: number, column: 9),
            range: number..<number + 4, entry: "images[\(number)]", url: "https://example.org/\(number).jpg",
            declared: .init(width: number, height: nil), actual: PixelSize(width: 3, height: 4), message: message,
            layoutShift: number)
        finding.changes = [
            FieldChange(entryIndex: 0, field: .flag, value: .boolean(false)),
            FieldChange(entryIndex: 1, field: .width, value: .pixels(number)),
            FieldChange(entryIndex: 2, field: .flag, value: .absent),
        ]
        finding.edits = [Edit(offset: number, length: 4, replacement: "false")]
        return finding
    }

    @Test("give back what they were given, with those of a record together")
    func roundTrip() {
        let bare = Finding(rule: .recordInvalid, severity: .warning, record: "c.md", message: "no")
        let findings = [finding(1, in: "a.md"), finding(2, in: "a.md"), finding(3, in: "b.md"), bare]
        var list = FindingList(findings)
        list.append([])
        #expect(Array(list) == [Array(findings[..<2]), [findings[2]], [bare]] && list.total == 4)
    }

    @Test("hold more texts and more bytes than they number or keep in a piece")
    func many() {
        let findings = (0..<6_000).map { finding($0, in: "\($0 / 7).md", message: "the ratio is off by \($0) %") }
        var list = FindingList()
        for start in stride(from: 0, to: findings.count, by: 7) {
            list.append(Array(findings[start..<min(start + 7, findings.count)]))
        }
        #expect(Array(list.joined()) == findings && list.total == findings.count)
    }
}
