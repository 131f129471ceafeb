import Auditing
import Caching
import Records
import Testing

@Suite("Flag rules")
struct FlagRuleTests {
    static let size = "width: 600\n    height: 400"

    @Test("a true flag with an intact object, or a false or absent one without, is right")
    func right() {
        #expect(rules(subject(Self.size, "isCached: true", known: .image(600, 400))).isEmpty)
        #expect(rules(subject(Self.size, "isCached: false")).isEmpty)
        #expect(rules(subject(Self.size)).isEmpty)
    }

    @Test("a true flag without an object is stale, and becomes false")
    func stale() throws {
        let subject = subject(Self.size, "isCached: true")
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "flag-stale" && finding.severity == .error)
        #expect(finding.message == "the flag says cached, but the cache holds nothing for this URL")
        #expect(try repaired(subject).contains("isCached: false\n"))
    }

    @Test(
        "a true flag whose object is missing or altered is stale and says so",
        arguments: [ObjectStore.Condition.missing("no file"), .altered("bad hash")])
    func damaged(condition: ObjectStore.Condition) throws {
        var known = Known.image(600, 400)
        known.condition = condition
        let finding = try #require(Auditor().audit(subject(Self.size, "isCached: true", known: known)).first)
        #expect(finding.rule.rawValue == "flag-stale")
        #expect(finding.message.hasSuffix("no file") || finding.message.hasSuffix("bad hash"))
    }

    @Test("an object with a false or absent flag is unset, and becomes true")
    func unset() throws {
        for line in ["isCached: false", "isCached:", "title: x"] {
            let subject = subject(Self.size, line, known: .image(600, 400))
            #expect(rules(subject) == ["flag-unset"])
            #expect(try repaired(subject).contains("isCached: true"))
        }
    }

    @Test("an image of the site itself needs no flag, but a wrong one is named")
    func onSite() {
        let location = ImageLocation.remote(url: "https://example.com/a.jpg", isOnSite: true)
        #expect(rules(subject(Self.size, known: .image(600, 400), location: location)).isEmpty)
        #expect(
            rules(subject(Self.size, "isCached: false", known: .image(600, 400), location: location))
                == ["flag-unset"])
        #expect(rules(subject(Self.size, "isCached: true", location: location)) == ["flag-stale"])
    }

    @Test("a relative URL without a known site is left alone")
    func site() {
        #expect(rules(subject(Self.size, "isCached: true", location: .site)).isEmpty)
    }

    @Test("a YAML 1.1 boolean is named and written as the truth", arguments: ["yes", "on"])
    func legacy(word: String) throws {
        let cached = subject(Self.size, "isCached: \(word)", known: .image(600, 400))
        #expect(rules(cached) == ["flag-invalid"])
        #expect(try repaired(cached).contains("isCached: true\n"))
        let uncached = subject(Self.size, "isCached: \(word)")
        #expect(Set(rules(uncached)) == ["flag-invalid", "flag-stale"])
    }

    @Test("what is no boolean is named")
    func invalid() throws {
        let subject = subject(Self.size, "isCached: maybe")
        let finding = try #require(Auditor().audit(subject).first)
        #expect(finding.rule.rawValue == "flag-invalid" && finding.severity == .warning)
        #expect(try repaired(subject).contains("isCached: false\n"))
    }

    @Test("an image that cannot be decoded leaves its flag alone, and is named")
    func unsupported() {
        var known = Known.image(600, 400)
        known.soundness = .unsupported
        for flag in ["isCached: true", "isCached: false"] {
            #expect(rules(subject(Self.size, flag, known: known)) == ["image-unsupported"])
        }
    }

    @Test("an earlier object keeps its flag true while its host is in trouble")
    func staysCached() throws {
        var known = Known.image(600, 400)
        known.failure = CacheFailure(kind: .unreachable, detail: "timed out", occurredAt: 0)
        let findings = Auditor().audit(subject(Self.size, "isCached: true", known: known))
        #expect(findings.map(\.rule.rawValue) == ["image-unreachable"])
        #expect(findings.first?.message.hasSuffix("the cache still holds the image of an earlier answer") == true)
    }

    @Test(
        "where false is written as absence, a flag that should be false is removed",
        arguments: ["isCached: true", "isCached: yes", "isCached: maybe", "\"isCached\": 'no' # c"])
    func removed(line: String) throws {
        let subject = subject(Self.size, line, "title: x", falseFlag: .remove)
        #expect(!rules(subject).isEmpty)
        #expect(try repaired(subject).contains("    height: 400\n    title: x\n---\n"))
        #expect(Auditor().audit(subject).allSatisfy { $0.edits.map(\.replacement) == [""] })
    }

    @Test("where false is written as absence, an absent flag is right, and a false one stays")
    func absentIsFalse() throws {
        #expect(rules(subject(Self.size, falseFlag: .remove)).isEmpty)
        #expect(rules(subject(Self.size, "isCached: false", falseFlag: .remove)).isEmpty)
        let cached = subject(Self.size, known: .image(600, 400), falseFlag: .remove)
        #expect(rules(cached) == ["flag-unset"])
        #expect(try repaired(cached).contains("isCached: true\n"))
    }
}
