import Auditing
import Records
import Reporting
import Testing

@testable import Proofsheet

@Suite("The excerpt of a record")
struct SheetExcerptTests {
    private func excerpt(
        _ text: String, entry: Int = 0, path: String = "post.md",
        findings: (Record) throws -> [Finding] = { _ in [] }
    ) throws -> ProofSheet.Excerpt {
        let record = try #require(Record(path: path, bytes: Array(text.utf8)))
        let subject = try #require(record.entries.dropFirst(entry).first)
        let line = record.position(of: subject.url.range.lowerBound).line
        let excerpts = SheetExcerpts(of: record)
        return try #require(excerpts.excerpt(of: subject, line: line, findings: try findings(record)))
    }

    private func finding(_ record: Record, _ rule: RuleName, _ changes: [FieldChange]) throws -> Finding {
        Finding(
            rule: rule, severity: .error, record: "post.md", entryIndex: 0, message: "", changes: changes,
            edits: try record.edits(for: changes))
    }

    private let post = "---\ntitle: x\nimages:\n  - url: /a.png\n    width: 60\n    height: 41\n    alt: y\n---\nText\n"

    @Test("has the lines of the entry and one around them")
    func lines() throws {
        let excerpt = try excerpt(post)
        #expect(excerpt.firstLine == 3)
        #expect(excerpt.lines == ["images:", "  - url: /a.png", "    width: 60", "    height: 41", "    alt: y"])
        #expect(excerpt.mended == nil)
    }

    @Test("ends with the record, whatever ends its lines")
    func ends() throws {
        #expect(try excerpt("image: /a.png", path: "a.yml").lines == ["image: /a.png"])
        #expect(try excerpt("---\r\nimage: /a.png\r\n---\r\n").lines == ["---", "image: /a.png", "---"])
    }

    @Test("has the same lines with what is suggested, but without flags, which may not be wanted at all")
    func mended() throws {
        let excerpt = try excerpt(post) { record in
            [
                try finding(
                    record, .dimensionsMismatch, [FieldChange(entryIndex: 0, field: .height, value: .pixels(40))]),
                try finding(record, .flagUnset, [FieldChange(entryIndex: 0, field: .flag, value: .boolean(true))]),
            ]
        }
        #expect(excerpt.mended == ["images:", "  - url: /a.png", "    width: 60", "    height: 40", "    alt: y"])
        #expect(excerpt.rules == [.dimensionsMismatch])
    }

    @Test("shows no credential: not of its own entry, of others, or of what is no entry")
    func credentials() throws {
        let text = """
            ---
            source: "https://u:secret@h.example/x"
            images:
              - url: "https://u:secret@h.example/a.png?token=secret"
                width: 6
              - url: '/b.png?signature=secret'
                height: 4
            ---
            """
        for entry in 0...1 {
            let lines = try excerpt(text, entry: entry).lines
            #expect(!lines.joined().contains("secret"), "\(lines)")
            if entry == 0 { #expect(lines.contains { $0.contains("\"https://h.example/a.png?token=***\"") }) }
        }
        let escaped = try excerpt(
            "<p>\n<img src=\"https://h.example/a.png?a=1&amp;tok&#101;n=secret\">\n", path: "a.html")
        #expect(!escaped.lines.joined().contains("secret"), "\(escaped.lines)")
    }

    @Test("of a very long line has what is around the URL, in whole characters")
    func longLine() throws {
        let filler = String(repeating: "é漢", count: 200)
        let excerpt = try excerpt("{\"a\": \"\(filler)\", \"image\": \"/a.png\", \"b\": \"\(filler)\"}", path: "a.json")
        let line = try #require(excerpt.lines.first)
        #expect(excerpt.lines.count == 1 && line.hasPrefix("… ") && line.hasSuffix(" …") && line.contains("\"/a.png\""))
        #expect(line.utf8.count < 420 && !line.contains("\u{fffd}"))
    }
}
