import TestSupport
import Testing

@testable import Records

@Suite("The URL of an image in a body is changed in place")
struct BodyURLEditTests {
    private func changed(_ body: String, to url: String, entry: Int = 0, named path: String = "a.md") throws -> String {
        try edited(body, (.url, .url(url)), named: path, entry: entry)
    }

    @Test(
        "in Markdown, in angle brackets or with escapes where it needs them",
        arguments: [
            ("![a](/b.jpg \"t\")", "https://a.example/c.jpg?d=1&e=2", "![a](https://a.example/c.jpg?d=1&e=2 \"t\")"),
            ("![a](/b.jpg)", "/c.jpg?d&copy;=1", "![a](/c.jpg?d&amp;copy;=1)"),
            ("![a](/b.jpg)", "/c_(1).jpg", "![a](/c_(1).jpg)"), ("![a](/b.jpg)", "/c).jpg", "![a](/c\\).jpg)"),
            ("![a](/b.jpg)", "/c d.jpg", "![a](</c d.jpg>)"), ("![a](</b c.jpg>)", "/d e.jpg", "![a](</d e.jpg>)"),
            ("![a][r]\n\n[r]: /b.jpg 'T'\n", "/c.jpg", "![a][r]\n\n[r]: /c.jpg 'T'\n"),
        ])
    func markdown(old: String, url: String, new: String) throws {
        #expect(try changed("# T\n\n\(old)\n\nEnd\n", to: url) == "# T\n\n\(new)\n\nEnd\n")
    }

    @Test(
        "in tags, with references and the quotes that are there",
        arguments: [
            ("<img src=\"/b.jpg\" width=5>", "/c.jpg?d=1&e=2", "<img src=\"/c.jpg?d=1&amp;e=2\" width=5>"),
            ("<img src='/b.jpg'>", "/it's.jpg", "<img src='/it&#39;s.jpg'>"),
            ("<img src=/b.jpg>", "/c.jpg", "<img src=/c.jpg>"),
            ("<img src=/b.jpg>", "/c d.jpg", "<img src=\"/c d.jpg\">"),
            ("<video poster=\"/b.jpg\"></video>", "/c.jpg", "<video poster=\"/c.jpg\"></video>"),
        ])
    func tags(old: String, url: String, new: String) throws {
        #expect(try changed("Text\n\n\(old)\n", to: url) == "Text\n\n\(new)\n")
        #expect(
            try changed("<!DOCTYPE html><body>\(old)</body>\n", to: url, named: "a.html")
                == "<!DOCTYPE html><body>\(new)</body>\n")
    }

    @Test("in one candidate of a srcset, and in several at once")
    func sourceSets() throws {
        let text = "<img src=\"/a.jpg\" srcset=\"/a.jpg 1x, /b.jpg?c=1&amp;d=2 2x\">\n"
        #expect(
            try changed(text, to: "/e.jpg?f=1&g=2", entry: 2)
                == "<img src=\"/a.jpg\" srcset=\"/a.jpg 1x, /e.jpg?f=1&amp;g=2 2x\">\n")
        let record = try record(text, "a.html")
        let changes = (0..<3).map { FieldChange(entryIndex: $0, field: .url, value: .url("/\($0).jpg")) }
        #expect(
            String(decoding: try record.applying(changes), as: UTF8.self)
                == "<img src=\"/0.jpg\" srcset=\"/1.jpg 1x, /2.jpg 2x\">\n")
    }

    @Test("not where a candidate would fall apart", arguments: ["/a b.jpg", "/a.jpg,", ",/a.jpg"])
    func brokenCandidate(url: String) throws {
        let refusal = try refusal(
            "<img srcset=\"/a.jpg 1x, /b.jpg 2x\">\n", (.url, .url(url)), named: "a.html", entry: 1)
        #expect(refusal.entryPath == "body:img[0].srcset[1]" && refusal.message.contains("cannot be written there"))
    }

    @Test("in shortcodes and components")
    func shortcodes() throws {
        #expect(
            try changed("{{< figure src=\"/b.jpg\" alt=\"x\" >}}\n", to: "/c.jpg?d=1&e=2")
                == "{{< figure src=\"/c.jpg?d=1&e=2\" alt=\"x\" >}}\n")
        #expect(
            try changed("<Image src=\"/b.jpg\" width={600} />\n", to: "/c.jpg", named: "a.mdx")
                == "<Image src=\"/c.jpg\" width={600} />\n")
    }

    @Test("of one definition for all images that use it, and for one alone not at all")
    func definitions() throws {
        let text = "![a][r] ![b][r]\n\n[r]: /b.jpg\n"
        let record = try record(text, "a.md")
        let changes = (0..<2).map { FieldChange(entryIndex: $0, field: .url, value: .url("/c.jpg")) }
        #expect(
            String(decoding: try record.applying(changes), as: UTF8.self) == "![a][r] ![b][r]\n\n[r]: /c.jpg\n")
        #expect(throws: EditRefusal.self) { try record.applying([changes[0]]) }
    }

    @Test("in random bodies changes no other byte and no other URL")
    func random() throws {
        let pieces = [
            "![a](URL)", "![a](<URL> \"t\")", "<img src=\"URL\" alt='x'>", "<img src='URL'>",
            "<img srcset=\"URL 480w, URL 800w\" src=\"URL\">", "{{< figure src=\"URL\" >}}",
            "<picture><source srcset=\"URL\"><img src=\"URL\"></picture>", "Text *with* marks, `code ![](no.jpg)`",
            "> quote ![q](URL)", "- item\n\n  ![i](URL)", "<video poster=\"URL\"></video>", "    ![no](code.jpg)",
            "<!-- <img src=no.jpg> -->",
        ]
        var changes = 0
        for seed in TestRun.seeds(2_000) {
            var random = SeededGenerator(seed: seed)
            let parts = (0..<Int.random(in: 1...5, using: &random)).map { _ in
                (pieces.randomElement(using: &random) ?? "").split(separator: "URL", omittingEmptySubsequences: false)
                    .joined(separator: "https://a.example/\(Int.random(in: 0..<1_000_000, using: &random)).jpg")
            }
            let text = parts.joined(separator: "\n\n") + "\n"
            let record = try record(text, seed % 3 == 0 ? "a.html" : "a.md")
            guard let index = record.entries.indices.randomElement(using: &random) else { continue }
            let url =
                "https://b.example/" + ["c.jpg?d=1&e=2", "(f).jpg", "g_*h*_.jpg", "i.jpg#j", "é.jpg", "k'l.jpg"]
                .randomElement(using: &random)!
            let old = record.entries[index].url
            let isShared = record.entries.count { $0.url.range == old.range } > 1
            if isShared { continue }
            let result = try record.applying([FieldChange(entryIndex: index, field: .url, value: .url(url))])
            changes += 1
            #expect(result.starts(with: record.bytes[..<old.range.lowerBound]), "seed \(seed)")
            #expect(result.reversed().starts(with: record.bytes[old.range.upperBound...].reversed()), "seed \(seed)")
            let edited = try #require(Record(path: record.path, bytes: result))
            var urls = record.entries.map(\.url.text)
            urls[index] = url
            #expect(edited.entries.map(\.url.text) == urls, "seed \(seed): \(text)")
        }
        #expect(changes > 0)
    }
}
