import TestSupport
import Testing

@testable import Records

@Suite("Hostile Markdown")
struct MarkdownHostileTests {
    /// Half a megabyte each, for which work that grows with the square of the length would take hours.
    @Test(
        "is read in time that grows with its length alone",
        arguments: [
            "![", "[", "](", "![a](", "![a](b", "[a](b ", "![[]", "`", "`` ` ", "\\`` `", "<", "<!--", "<!-- -", "<?",
            "<!A ",
            "<![CDATA[", "<a ", "<a b='", "<a b=\"<a c='", "<a b={", "<img src={'", "> ", ">", "- ", "1. ", "* a\n",
            "> a\n",
            "{{", "{%", "{{<", "{{% ", "{% a ", "{% highlight %}\n", "{% raw %} ", "{", "{'", "{/*", "![a]{",
            "[a]: b\n",
            "[a]: <", "[a]: b '", "![a](<b", "![a](b \"", "| ", "a|b\n-|-\n", "|\n", "#", "~~~\n", "<div>\n\n", "</",
            "[^a]: ", "![a][", "![](a)", "*", "&#", "![&#", "\t", "\\", "<svg>", "<template>", "[a](b)![", "\r", "\n",
            "<style>\n", "<script><!--", "a\n===\n", "    a\n\n", "<Image src=\"a.png\" {...", "import x\n",
        ])
    func repetition(piece: String) throws {
        let text = "![a](i.png)\n\n" + String(repeating: piece, count: 400_000 / piece.utf8.count)
        for name in ["post.md", "post.mdx"] {
            let record = try record(text, name)
            #expect(record.entries.first?.url.text == "i.png")
        }
    }

    @Test("with deep containers before many lines takes no longer")
    func containers() throws {
        for mark in ["> ", "- ", "1. ", ">"] {
            let deep = String(repeating: mark, count: 50_000)
            let text = deep + "\n" + String(repeating: "\n", count: 100_000) + String(repeating: "> a\n", count: 50_000)
            #expect(try record(text + "\n\n![a](i.png)").entries.count == 1)
        }
    }

    @Test("of random pieces is read without a trap, and where it says, stands what it says", arguments: 0..<8)
    func random(seed: Int) throws {
        for number in 0..<250 {
            let body = RandomMarkdown(seed: seed * 1_000 + number, isHostile: true).text
            for name in ["post.md", "post.mdx"] {
                let record = try bodyRecord(body, name, flavour: .kramdown)
                for entry in record.entries {
                    #expect(entry.url.range.upperBound <= record.bytes.count)
                    let written = excerpt(entry.url.range, of: record)
                    let isWrittenAsIs = !written.contains { "&\\'\"".contains($0) }
                    #expect(!isWrittenAsIs || written == entry.url.text, "\(body.debugDescription)")
                }
            }
        }
    }
}
