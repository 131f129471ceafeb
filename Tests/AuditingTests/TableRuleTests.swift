import Auditing
import Records
import Testing

@Suite("Rules on tables")
struct TableRuleTests {
    private let header = "width,height,isCached"

    @Test("true and false in any case are right where they say the truth", arguments: ["true", "TRUE", "\"True\""])
    func right(flag: String) throws {
        let subject = tableSubject(header, "600,400,\(flag)", known: .image(600, 400))
        #expect(rules(subject).isEmpty)
    }

    @Test("a flag in capitals that is no longer true is stale, and becomes false")
    func stale() throws {
        let subject = tableSubject(header, "600,400,TRUE")
        #expect(rules(subject) == ["flag-stale"])
        #expect(try repaired(subject).hasSuffix(",600,400,false\n"))
    }

    @Test("other words for a boolean are invalid, and are written as the truth", arguments: ["1", "yes", "Y", "on"])
    func spelled(word: String) throws {
        let cached = tableSubject(header, "600,400,\(word)", known: .image(600, 400))
        #expect(rules(cached) == ["flag-invalid"])
        #expect(Auditor().audit(cached).map(\.message) == ["the flag says true in other words; write true"])
        #expect(try repaired(cached).hasSuffix(",600,400,true\n"))
        #expect(Set(rules(tableSubject(header, "600,400,\(word)"))) == ["flag-invalid", "flag-stale"])
    }

    @Test("other words for false are unset where the image is cached", arguments: ["0", "no", "off"])
    func spelledFalse(word: String) throws {
        let cached = tableSubject(header, "600,400,\(word)", known: .image(600, 400))
        #expect(Set(rules(cached)) == ["flag-invalid", "flag-unset"])
        #expect(try repaired(cached).hasSuffix(",600,400,true\n"))
        #expect(rules(tableSubject(header, "600,400,\(word)")) == ["flag-invalid"])
    }

    @Test("a word that may mean something else is invalid, and no replacement is offered")
    func unclear() throws {
        let finding = try #require(Auditor().audit(tableSubject(header, "600,400,2024-05-01")).first)
        #expect(finding.rule.rawValue == "flag-invalid")
        #expect(finding.changes.isEmpty && finding.edits.isEmpty)
    }

    @Test("an empty cell is absent, and is filled in")
    func empty() throws {
        let subject = tableSubject(header, ",400,", known: .image(600, 400))
        #expect(Set(rules(subject)) == ["dimensions-missing", "flag-unset"])
        #expect(try repaired(subject).hasSuffix(",600,400,true\n"))
    }

    @Test("a column that is missing is named with what to do, and no edit is offered")
    func missingColumn() throws {
        let finding = try #require(
            Auditor().audit(tableSubject("width,height", "600,400", known: .image(600, 400))).first)
        #expect(finding.rule.rawValue == "flag-unset")
        #expect(
            finding.message
                == "the image is cached, and the flag is absent; not to be repaired: the table has no column 'isCached'; "
                + "add it to the header, and a cell to each row")
        #expect(finding.changes.isEmpty && finding.edits.isEmpty)
    }
}
