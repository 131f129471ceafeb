import Auditing
import Records
import Testing

@Suite("The fingerprint of a finding")
struct FindingFingerprintTests {
    private let wrong = Finding(
        rule: .dimensionsMismatch, severity: .error, record: "post.md", entry: "images[0]", entryIndex: 0,
        url: "https://example.com/a.jpg", declared: .init(width: 600, height: 400),
        actual: .init(width: 600, height: 398), message: "another ratio",
        changes: [FieldChange(entryIndex: 0, field: .height, value: .pixels(398))])

    @Test("is the same in another run, whatever the message and the severity")
    func same() {
        var other = wrong
        (other.message, other.severity) = ("another message", .info)
        #expect(other.fingerprint == wrong.fingerprint)
        #expect(wrong.fingerprint.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    }

    @Test(
        "is another one where record, place, URL, declared size, rule or suggestion differ",
        arguments: [
            { $0.record = "other.md" }, { $0.entry = "images[1]" }, { $0.entryIndex = 1 }, { $0.url = "x" },
            { $0.url = nil },
            { $0.declared = .init(width: 600, height: 401) }, { $0.declared = .init(width: nil, height: 600_400) },
            { $0.rule = .dimensionsScaled }, { $0.changes = [] }, { $0.changes[0].value = .pixels(399) },
            { $0.changes[0].field = .width },
            // The same texts, cut elsewhere.
            { ($0.record, $0.entry) = ("post.mdi", "mages[0]") },
        ] as [@Sendable (inout Finding) -> Void])
    func other(change: @Sendable (inout Finding) -> Void) {
        var other = wrong
        change(&other)
        #expect(other.fingerprint != wrong.fingerprint)
    }
}
