import Testing

@testable import Proofsheet

@Suite("The title of an article")
struct ArticleTitleTests {
    @Test(
        "is what its record says",
        arguments: [
            ("---\ntitle: The ferry # new\nimages: []\n---\n", "The ferry"),
            ("---\ntitle: \"The \\\"ferry\\\" \\u00e9\"\n---\n", "The \"ferry\" é"),
            ("---\r\ntitle: 'It''s late'\r\n---\r\n", "It's late"),
            ("---\nother:\n  title: no\ntitle: >-\n  Folded\n---\n", "Folded"),
            ("+++\ntitle = \"Of TOML\"\n+++\n", "Of TOML"),
            ("{\n  \"title\": \"Of JSON\",\n  \"x\": 1}", "Of JSON"),
            ("<!DOCTYPE html>\n<html><head><TITLE>A\n  page</TITLE>", "A page"),
            ("A text\n\n# A heading\n", "A heading"),
        ])
    func found(text: String, title: String) {
        #expect(ArticleTitle.find(in: Array(text.utf8)) == title)
    }

    @Test(
        "is none where nothing says it",
        arguments: [
            "", "---\nimages: []\n---\n", "---\nsubtitle: x\ntitles: y\n---\n", "---\ntitle: \"cut", "title: ''\n",
        ])
    func none(text: String) {
        #expect(ArticleTitle.find(in: Array(text.utf8)) == nil)
    }

    @Test("is no longer than can be read, and is looked for in the first 64 KB alone")
    func bounded() {
        let long = "title: " + String(repeating: "a", count: 1_000)
        #expect(ArticleTitle.find(in: Array(long.utf8))?.count == 160)
        let late = String(repeating: "x\n", count: 40_000) + "title: late\n"
        #expect(ArticleTitle.find(in: Array(late.utf8)) == nil)
    }
}
