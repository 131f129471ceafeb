import Auditing
import Foundation
import Records
import Reporting
import Testing

/// A report with a sheet of two entries, of which the first has a finding and a picture.
private func sheetReport() -> Report {
    var wrong = finding(rule: .dimensionsMismatch, message: "another ratio")
    wrong.layoutShift = 120
    wrong.changes = [FieldChange(entryIndex: 0, field: .height, value: .pixels(398))]
    var report = report(wrong)
    var first = ProofSheet.Entry(path: "images[0]", line: 3, url: "https://example.com/a.jpg")
    first.declared = .init(width: 600, height: 400)
    first.actual = PixelSize(width: 600, height: 398)
    first.picture = 0
    var second = ProofSheet.Entry(path: "images[1]", line: 7, url: "https://u:p@example.com/b.jpg?token=x")
    second.absence = "not cached"
    first.excerpt = ProofSheet.Excerpt(firstLine: 2, lines: ["images:", "height: 400"])
    first.excerpt?.mended = ["images:", "height: 398"]
    first.excerpt?.rules = [.dimensionsMismatch]
    second.excerpt = ProofSheet.Excerpt(firstLine: 6, lines: ["right"])
    report.sheet = ProofSheet(records: [.init(path: "post.md", entries: [first, second])])
    report.sheet?.records[0].title = "The ferry"
    report.sheet?.thumbnails = .embedded([[0xff, 0xd8, 0xff, 0xd9]])
    return report
}

/// What stands in the elements of a page that hold data of a kind.
private func data(_ kind: String, in page: String) throws -> [Any] {
    let start = "<script type=\"application/json\" data-kind=\"\(kind)\">"
    return try page.components(separatedBy: start).dropFirst().map { part in
        let json = try #require(part.components(separatedBy: "</script>").first)
        return try JSONSerialization.jsonObject(with: Data(json.utf8))
    }
}

private func entryRows(_ page: String) throws -> [(texts: [String], row: [Any])] {
    var result: [(texts: [String], row: [Any])] = []
    for block in try data("entries", in: page) {
        let block = try #require(block as? [String: Any])
        let texts = try #require(block["texts"] as? [String])
        let rows = try #require(block["entries"] as? [[Any]])
        result += rows.map { (texts, $0) }
    }
    return result
}

@Suite("A proof sheet")
struct ProofSheetTests {
    @Test("has its entries as JSON with a table of texts")
    func entries() throws {
        let report = sheetReport()
        let page = try rendered("html", report)
        let fingerprint = try #require(report.findings.first).fingerprint
        #expect(
            page.contains(
                #"""
                <script type="application/json" data-kind="entries">{"texts":["post.md","The ferry","images[0]","https://example.com/a.jpg","dimensions-mismatch","another ratio","height 398","images:","height: 400","height: 398","images[1]","https://example.com/b.jpg?token=***","not cached"],"titles":[[0,1]],"entries":[[0,3,2,3,600,400,600,398,0,-1,[[4,2,5,3,12,120,[6],"\#(fingerprint)",0]],[2,[7,8],[7,9]]],[0,7,10,11,0,0,0,0,-1,12,[],[]]]}</script>
                <script type="application/json" data-kind="thumbnails">["/9j/2Q=="]</script>
                """#))
        #expect(try data("summary", in: page).count == 1)
    }

    @Test("shows no credential of a URL that is to be written")
    func credential() throws {
        var escaped = finding(rule: .urlEscaped, message: "holds references")
        escaped.changes = [FieldChange(entryIndex: 0, field: .url, value: .url("https://u:p@h.example/a.jpg?token=x"))]
        var report = report(escaped)
        report.sheet = sheetReport().sheet
        let texts = try entryRows(try rendered("html", report)).flatMap(\.texts)
        #expect(texts.contains("url https://h.example/a.jpg?token=***"))
    }

    @Test("shows mended lines only where all that mends them is told of")
    func partlyAccepted() throws {
        var report = sheetReport()
        report.sheet?.records[0].entries[0].excerpt?.rules = [.dimensionsMismatch, .flagStale]
        let rows = try entryRows(try rendered("html", report))
        let excerpt = try #require(rows[0].row[11] as? [Any])
        #expect((excerpt[1] as? [Int])?.map { rows[0].texts[$0] } == ["images:", "height: 400"])
        #expect((excerpt[2] as? [Int]) == [])
    }

    @Test("says what its site and command are, what rules find, and which of them need no look")
    func head() throws {
        var report = sheetReport()
        report.sheet?.site = "https://example.com/<b>"
        report.sheet?.command = "proofsheet audit _posts"
        let page = try rendered("html", report)
        #expect(page.contains("<title>Proof sheet of https://example.com/b</title>"))
        let summary = try #require(try data("summary", in: page).first as? [String: Any])
        #expect(summary["site"] as? String == "https://example.com/<b>")
        #expect(summary["command"] as? String == "proofsheet audit _posts")
        #expect((summary["labels"] as? [String: String])?["dimensions-mismatch"] == "wrong size")
        #expect(summary["quiet"] as? [String] == ["flag-stale", "flag-unset"])
    }

    @Test("lets only its own script and style run, and no image in that it does not need")
    func policy() throws {
        var report = sheetReport()
        let embedded = try rendered("html", report)
        #expect(embedded.contains("content=\"default-src 'none'; script-src 'sha256-"))
        #expect(embedded.contains("; img-src data:; base-uri 'none'; form-action 'none'\""))
        report.sheet?.thumbnails = .files(directory: "a b:\"<c>-thumbnails", names: ["x.jpg"])
        let page = try rendered("html", report)
        #expect(page.contains("; img-src 'self' file: data:; "))
        let summary = try #require(try data("summary", in: page).first as? [String: Any])
        #expect(summary["directory"] as? String == "a%20b%3A%22%3Cc%3E-thumbnails")
        #expect(try data("thumbnails", in: page) as? [[String]] == [["x.jpg"]])
    }

    @Test("puts findings beside their entries, and what is said of records before them")
    func matching() throws {
        var whole = finding(rule: .recordInvalid, message: "no YAML")
        (whole.entry, whole.entryIndex) = (nil, nil)
        var report = report(
            finding(entryIndex: 1, message: "of the second"), whole,
            finding(record: "unread.md", message: "of another record"))
        let entries = ["first", "second"].map {
            ProofSheet.Entry(path: "images[0]", url: "https://example.com/\($0)")
        }
        report.sheet = ProofSheet(records: [.init(path: "post.md", entries: entries)])
        let rows = try entryRows(try rendered("html", report))
        let messages = rows.map { texts, row in
            (row[10] as? [[Any]] ?? []).map { texts[$0[2] as? Int ?? 0] }
        }
        #expect(messages == [["no YAML"], [], ["of the second"], ["of another record"]])
        // A record as a whole has no path of an entry.
        #expect(rows[0].row[2] as? Int == -1)
    }

    @Test("is made of the findings alone where no entries were gathered")
    func withoutEntries() throws {
        let rows = try entryRows(try rendered("html", mixedReport()))
        #expect(rows.count == 2)
        #expect(rows.map { ($0.row[10] as? [Any])?.count } == [2, 1])
    }

    @Test("comes in blocks that can be read one after the other")
    func blocks() throws {
        var report = report()
        let entries = (0..<2_500).map { ProofSheet.Entry(path: "[\($0)]", url: "https://example.com/\($0)") }
        report.sheet = ProofSheet(records: [.init(path: "data.ndjson", entries: entries)])
        let page = try rendered("html", report)
        let counts = try data("entries", in: page).map { ($0 as? [String: [Any]])?["entries"]?.count }
        #expect(counts == [1_000, 1_000, 500])
        let summary = try #require(try data("summary", in: page).first as? [String: Any])
        #expect(summary["rows"] as? Int == 2_500)
    }

    @Test("has no markup and no control in its data, whatever the texts")
    func hostile() throws {
        func counts(_ page: String) -> [Int] { "<>&".map { mark in page.count { $0 == mark } } }
        func page(_ text: String) throws -> String {
            var report = report(finding(record: text, entryIndex: 1, message: text))
            report.failures = [text]
            report.diff = "-\(text)\n+b\n"
            var entry = ProofSheet.Entry(path: text, url: "https://h.example/\(text)")
            entry.absence = text
            report.sheet = ProofSheet(records: [.init(path: text, entries: [entry])])
            report.sheet?.notes = [text]
            return try rendered("html", report)
        }
        let plain = counts(try page("plain"))
        for text in hostileTexts {
            let hostile = try page(text)
            #expect(counts(hostile) == plain, "\(text)")
            #expect(
                hostile.unicodeScalars.allSatisfy { $0 == "\n" || PlainText.escaped(String($0)) == String($0) },
                "\(text)")
            #expect(try entryRows(hostile).count == 2, "\(text)")
        }
    }
}
