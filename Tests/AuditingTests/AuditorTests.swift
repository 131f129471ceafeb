import Auditing
import Caching
import Records
import Testing

@Suite("The auditor")
struct AuditorTests {
    @Test(
        "each kind of failure has its rule",
        arguments: [
            (CacheFailure.Kind.gone, "image-gone"), (.blocked, "image-blocked"), (.unreachable, "image-unreachable"),
            (.refused, "url-refused"), (.notImage, "image-not-image"), (.truncated, "image-truncated"),
            (.corrupt, "image-corrupt"), (.unsupported, "image-unsupported"),
        ])
    func failures(kind: CacheFailure.Kind, rule: String) throws {
        let finding = try #require(
            Auditor().audit(subject("width: 1", "height: 1", known: .failed(kind, "told so"))).first)
        #expect(finding.rule.rawValue == rule)
        #expect(finding.message.contains("told so"))
        #expect(finding.url == "https://example.com/a.jpg")
        #expect(finding.position?.line == 3)
    }

    @Test("every kind of failure is spoken of by exactly one rule", arguments: CacheFailure.Kind.allCases)
    func coversFailures(kind: CacheFailure.Kind) {
        #expect(rules(subject("width: 1", "height: 1", known: .failed(kind))).count == 1)
    }

    @Test("an unusable URL is named with the reason")
    func invalidURL() throws {
        let subject = subject("width: 1", "height: 1", location: .invalid(reason: "the URL has no host"))
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "url-invalid")
        #expect(finding.message == "the URL cannot be used: the URL has no host")
    }

    @Test("trouble in a record becomes a finding of the record")
    func recordProblems() throws {
        let record = try #require(Record(path: "post.md", bytes: Array("---\nimages: [\n---\n".utf8)))
        let findings = Auditor().audit(RecordSubject(record: record, entries: []))
        #expect(findings.map(\.rule.rawValue) == ["record-invalid"])
    }

    @Test("an ambiguous entry is named, and no edit is offered for it")
    func ambiguous() throws {
        let subject = subject("width: 1", "width: 2", "height: 3", "isCached: true")
        let findings = Auditor().audit(subject)
        #expect(findings.map(\.rule.rawValue).contains("record-ambiguous"))
        #expect(findings.allSatisfy { $0.changes.isEmpty && $0.edits.isEmpty })
    }

    @Test("a severity can be changed and a rule turned off")
    func severities() {
        let subject = subject("width: 600", "height: 300", "isCached: false", known: .image(600, 400))
        let auditor = Auditor(severities: ["dimensions-mismatch": .info, "flag-unset": nil])
        #expect(auditor.audit(subject).map(\.severity) == [.info])
    }

    @Test("findings come in the order of their places")
    func order() {
        let subject = subject("isCached: true", "height: 0", "width: 1", known: .failed(.gone))
        #expect(rules(subject) == ["image-gone", "flag-stale", "dimensions-invalid"])
    }

    @Test("names of rules are unique, and each is documented")
    func registry() {
        let names = Rules.all.map(\.name)
        #expect(Set(names).count == names.count)
        for rule in Rules.all {
            let documentation = rule.documentation
            #expect(!rule.summary.isEmpty && !documentation.example.isEmpty, "\(rule.name)")
            #expect(documentation.meaning.hasSuffix(".") && documentation.remedy.hasSuffix("."), "\(rule.name)")
        }
    }
}
