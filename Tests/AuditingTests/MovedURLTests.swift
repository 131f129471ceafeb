import Auditing
import Caching
import Records
import Testing

@Suite("An image that moved for good")
struct MovedURLTests {
    private func finding(
        _ url: String = "https://example.com/a.jpg", at key: String = "https://example.com/a.jpg", to target: String,
        count: Int = 2, change: (inout Known) -> Void = { _ in }
    ) throws -> Finding {
        var known = Known.image(60, 40)
        known.movedTo = target
        known.finalURL = target
        known.movedCount = count
        change(&known)
        let text = "images:\n- url: \"\(url)\"\n"
        let record = try #require(Record(path: "a.yml", bytes: Array(text.utf8)))
        let entry = EntrySubject(
            entry: record.entries[0], location: .remote(url: key, isOnSite: false), knowledge: known.knowledge)
        let findings = Auditor().audit(RecordSubject(record: record, entries: [entry]))
        return try #require(findings.first { $0.rule == .urlMoved })
    }

    private func isURLChange(_ finding: Finding) -> Bool { finding.changes.contains { $0.field == .url } }

    @Test(
        "gets its new URL in the form of the old one",
        arguments: [
            ("https://example.com/a.jpg", "https://cdn.example.com/b.jpg", "https://cdn.example.com/b.jpg"),
            ("https://example.com/a.svg#x", "https://example.com/b.svg", "https://example.com/b.svg#x"),
            ("//example.com/a.jpg", "https://new.example/b.jpg", "//new.example/b.jpg"),
            ("/a.jpg", "https://example.com/new/a.jpg?w=5", "/new/a.jpg?w=5"),
            ("/a.jpg", "https://new.example/a.jpg", "https://new.example/a.jpg"),
            (" https://example.com/a.jpg ", "https://example.com/c.jpg", "https://example.com/c.jpg"),
        ])
    func forms(old: String, target: String, new: String) throws {
        let finding = try finding(old, to: target)
        #expect(finding.changes == [FieldChange(entryIndex: 0, field: .url, value: .url(new))])
    }

    @Test("only once two runs have seen the same address")
    func count() throws {
        let target = "https://example.com/b.jpg"
        #expect(try finding(to: target, count: 1).changes.isEmpty)
        #expect(try finding(to: target, count: 1).message == "moved for good to \(target)")
        #expect(try isURLChange(finding(to: target, count: 2)))
    }

    @Test(
        "and keeps its URL where the new one may be none of the image",
        arguments: [
            ("https://example.com/", "it is a front page"), ("https://new.example/?from=a.jpg", "it is a front page"),
            ("https://example.com/login/a.jpg", "its path says 'login'"),
            ("https://example.com/images/404.jpg", "its path says '404'"),
            ("http://example.com/b.jpg", "it is not https"),
            (
                "https://example.com/b.jpg?X-Amz-Signature=abc",
                "it holds what looks like a credential or a signature, which expires"
            ),
            (
                "https://example.com/b.jpg?Expires=1700000000",
                "it holds what looks like a credential or a signature, which expires"
            ),
        ])
    func unsure(target: String, reason: String) throws {
        let finding = try finding(to: target)
        #expect(finding.changes.isEmpty)
        #expect(finding.message.hasSuffix(", which is left to you: \(reason)"))
    }

    @Test("where it is not known to be intact, redirects again, or many addresses lead to it under another name")
    func evidence() throws {
        let target = "https://example.com/b.jpg"
        #expect(try finding(to: target) { $0.soundness = .unsupported }.changes.isEmpty)
        #expect(try finding(to: target) { $0.finalURL = "https://example.com/c.jpg" }.changes.isEmpty)
        #expect(try finding(to: target) { $0.sharedCount = 3 }.changes.isEmpty)
        #expect(try isURLChange(finding(to: "https://example.com/new/a.jpg") { $0.sharedCount = 3 }))
        // A word that the old address had, too, says nothing.
        #expect(
            try isURLChange(
                finding(
                    "https://example.com/errors/a.jpg", at: "https://example.com/errors/a.jpg",
                    to: "https://example.com/new/errors/a.jpg")))
    }

    @Test("or where what the record has is an escape, a template or relative to its place")
    func written() throws {
        for url in ["https://example.com/a.jpg?b=1&amp;c=2", "{{ site.url }}/a.jpg", "a.jpg"] {
            #expect(try !isURLChange(finding(url, to: "https://example.com/b.jpg")))
        }
    }
}
