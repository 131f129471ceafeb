import Testing

@testable import Records

@Suite("Pages of template languages")
struct TemplatePageTests {
    @Test(
        "Quotes and > of a template tag within a tag are its own",
        arguments: [
            ("<img src=\"{{ \"/a.png\" | relative_url }}\" alt=x>", ["{{ \"/a.png\" | relative_url }}"]),
            ("<img src={{ page.image }} alt=x>", ["{{ page.image }}"]),
            ("<img src='{{ .Get \"src\" }}/a.png'>", ["{{ .Get \"src\" }}/a.png"]),
            ("<img {% if a > b %}src=\"a.png\"{% endif %} alt=\"\">", ["a.png"]),
            ("<img src=\"{% if a %}a{% else %}b{% endif %}.png\">", ["{% if a %}a{% else %}b{% endif %}.png"]),
            ("<img src=\"<%= image_path(\"a.png\") %>\">", ["<%= image_path(\"a.png\") %>"]),
            ("<img src=\"{{ x }}\" {{ with .Width }}width=\"{{ . }}\"{{ end }}><img src=b.png>", ["{{ x }}", "b.png"]),
            ("<p class=\"{{ \"a>b\" }}\"><img src=a.png>", ["a.png"]),
            ("<img srcset=\"{{ '/a.png' | relative_url }} 2x\">", ["{{ '/a.png' | relative_url }}"]),
        ])
    func withinTags(page: String, expected: [String]) {
        #expect(urls(page) == expected)
    }

    @Test(
        "What a generator takes out names no image",
        arguments: [
            "{% comment %}<img src=no>{% endcomment %}", "{%- comment -%}<img src=no>{%- endcomment -%}",
            "{{/* <img src=no> */}}", "{{- /* <img src=no> */ -}}", "{{!-- <img src=no> --}}", "{# <img src=no> #}",
            "<%# <img src=no> %>", "<% if a > b %><% end %>", "{{ \"a\" }}",
        ])
    func comments(page: String) {
        #expect(urls(page + "<img src=a>") == ["a"])
    }

    @Test(
        "Braces that are none of a template hide nothing",
        arguments: [
            "<p>{{</p><img src=a><p>}}</p>", "<p title=\"{{\"><img src=a><p title=\"}}\">", "{% <img src=a>",
            "{% comment %}<img src=a>", "<p title=\"{{ x\"><img src=a>", "{ {<img src=a>", "<% <img src=a>",
        ])
    func noTemplate(page: String) {
        #expect(urls(page) == ["a"])
    }

    @Test("Front matter is read, and the page behind it")
    func frontMatter() throws {
        let record = try record(
            "---\nimage:\n  url: a.png\n  width: 5\n---\n<img src=\"b.png\" width=\"6\">\n", "index.html")
        #expect(record.entries.map(\.path) == ["image", "body:img[0]"])
        #expect(record.entries.map(\.kind) == [.data, .body])
        #expect(record.position(of: record.entries[1].url.range.lowerBound) == SourcePosition(line: 6, column: 10))
    }

    @Test("Braces without end cost no more than the page's length")
    func hostile() {
        for piece in ["{{", "{%", "{% comment %}", "<%", "<a {{ ", "<a b=\"{{ \" ", "{{<"] {
            #expect(urls(String(repeating: piece, count: 100_000)) == [])
        }
    }
}
