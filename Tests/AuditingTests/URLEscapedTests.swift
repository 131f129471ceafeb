import Auditing
import Records
import Testing

@Suite("URLs with character references")
struct URLEscapedTests {
    private func subject(_ url: String, _ path: String = "a.yml") throws -> RecordSubject {
        let text =
            path == "a.html"
            ? "<img alt=\"\" src=\"\(url)\">\n" : "image:\n  url: \"\(url)\"\n  width: 6\n  height: 4\n"
        let record = try #require(Record(path: path, bytes: Array(text.utf8)))
        let location =
            url.hasPrefix("data:")
            ? ImageLocation.inline(bytes: [], mediaType: "") : .remote(url: "https://h.example/a.jpg", isOnSite: false)
        let entries = record.entries.map {
            EntrySubject(entry: $0, location: location, knowledge: .nothing)
        }
        return RecordSubject(record: record, entries: entries)
    }

    @Test("in data are named, and written as the characters that are meant")
    func data() throws {
        let subject = try subject("https://h.example/a.jpg?w=6&#038;h=4&amp;k=1")
        let finding = try #require(Auditor().audit(subject).first { $0.rule == .urlEscaped })
        #expect(
            finding.severity == .warning && finding.message.contains("https://h.example/a.jpg?w=6&h=4&k=1 is meant"))
        #expect(finding.edits.map(\.replacement) == ["\"https://h.example/a.jpg?w=6&h=4&k=1\""])
        #expect(try repaired(subject).contains("  url: \"https://h.example/a.jpg?w=6&h=4&k=1\"\n"))
    }

    @Test("are put right without a report's showing a credential that the URL holds")
    func credential() throws {
        let subject = try subject("https://h.example/a.jpg?token=secret1&amp;h=4")
        let finding = try #require(Auditor().audit(subject).first { $0.rule == .urlEscaped })
        #expect(finding.edits.isEmpty && !finding.message.contains("secret1"))
        #expect(try repaired(subject).contains("  url: \"https://h.example/a.jpg?token=secret1&h=4\"\n"))
    }

    @Test("in pages, where they are read, and in data: URLs they are nothing special")
    func others() throws {
        let page = try subject("https://h.example/a.jpg?w=6&amp;h=4", "a.html")
        #expect(page.entries.map(\.entry.url.text) == ["https://h.example/a.jpg?w=6&h=4"])
        #expect(!rules(page).contains("url-escaped"))
        #expect(!rules(try subject("https://h.example/a.jpg?w=6&amp;amp;h=4", "a.html")).contains("url-escaped"))
        #expect(!rules(try subject("data:image/svg+xml,&amp;")).contains("url-escaped"))
        #expect(!rules(try subject("https://h.example/a.jpg?w=6&h=4")).contains("url-escaped"))
    }
}
