import Addresses
import Auditing
import Records
import Testing
import Walking

@Suite("Findings that are not reported")
struct SuppressionTests {
    static let finding = Finding(
        rule: .imageGone, severity: .error, record: "archive/2009/a.md", url: "https://img.old.example/x/photo.jpg",
        message: "gone")

    @Test("an ignore speaks of what all of its parts match")
    func ignores() throws {
        let record = try PathGlob("archive/2009/", relativeTo: ".")
        let other = try PathGlob("archive/2010/", relativeTo: ".")
        let url = URLPattern("https://*.old.example/*.jpg")
        for (ignore, matches) in [
            (IgnoreRule(rules: ["image-gone"], reason: "r"), true),
            (IgnoreRule(rules: ["flag-stale"], reason: "r"), false),
            (IgnoreRule(host: "OLD.example", reason: "r"), true), (IgnoreRule(host: "d.example", reason: "r"), false),
            (IgnoreRule(url: url, reason: "r"), true),
            (IgnoreRule(url: URLPattern("https://*.png"), reason: "r"), false),
            (IgnoreRule(record: record, reason: "r"), true), (IgnoreRule(record: other, reason: "r"), false),
            (IgnoreRule(rules: ["image-gone"], url: url, host: "old.example", record: record, reason: "r"), true),
            (IgnoreRule(rules: ["image-gone"], host: "new.example", record: record, reason: "r"), false),
        ] { #expect(ignore.matches(Self.finding) == matches, "\(ignore)") }
    }

    @Test("an ignore by URL or host says nothing of a record as a whole")
    func recordFindings() {
        let finding = Finding(rule: .recordInvalid, severity: .error, record: "a.md", message: "broken")
        #expect(!IgnoreRule(url: URLPattern("*"), reason: "r").matches(finding))
        #expect(!IgnoreRule(host: "example", reason: "r").matches(finding))
        #expect(IgnoreRule(rules: ["record-invalid"], reason: "r").matches(finding))
    }

    @Test(
        "an asterisk stands for any text, even none",
        arguments: [
            ("*", "", true), ("a", "a", true), ("a", "ab", false), ("a*", "abc", true), ("*c", "abc", true),
            ("a*b*c", "aXbYc", true), ("a*b*c", "abc", true), ("a*b*c", "acb", false), ("a*a", "a", false),
            ("*ab*ab*", "ab", false), ("*ab*ab*", "abab", true), ("", "", true), ("", "a", false),
        ])
    func patterns(pattern: String, text: String, matches: Bool) {
        #expect(URLPattern(pattern).matches(text) == matches)
    }

    @Test("a baseline accepts as many findings alike as there were, wherever they stand")
    func baseline() {
        var written = Baseline()
        for _ in 0..<2 { written.add(Self.finding) }
        var moved = Self.finding
        moved.entry = "images[7]"
        moved.message = "the server answered 410: gone"
        var other = Self.finding
        other.rule = .imageBlocked
        #expect(written.takes(moved) && !written.takes(other) && written.takes(Self.finding) && !written.takes(moved))
    }
}

@Suite("URLs as text")
struct URLTextTests {
    @Test(
        "the host is in lower case, without port and credentials",
        arguments: [
            ("https://Img.Example/a", "img.example"), ("http://u:p@h.example:8080/a@b", "h.example"),
            ("https://[::1]:80/x", "[::1]"), ("//cdn.example?x", "cdn.example"),
            ("http://a.example\\@b.example", "a.example"),
        ])
    func host(url: String, host: String) { #expect(URLText.host(of: url) == host) }

    @Test(
        "what is no URL with a host has none", arguments: ["", "a.jpg", "/a.jpg", "mailto:a@b", "http:///a", "a:b//c"])
    func noHost(url: String) { #expect(URLText.host(of: url) == nil) }

    @Test(
        "credentials are left out, and values of secrets masked",
        arguments: [
            ("https://u:p@h.example/a.jpg", "https://h.example/a.jpg"),
            ("https://h.example/a@b.jpg?c=d@e", "https://h.example/a@b.jpg?c=d@e"),
            ("https://h.example/a?w=5&token=abc&h=6", "https://h.example/a?w=5&token=***&h=6"),
            (
                "https://h.example/a?X-Amz-Signature=1;api_key=2#access_token=3",
                "https://h.example/a?X-Amz-Signature=***;api_key=***#access_token=***"
            ),
            ("https://h.example/a?tokens=1&keyword=2", "https://h.example/a?tokens=1&keyword=2"),
            ("//u@h.example/a", "//h.example/a"), ("nonsense ? token=x", "nonsense ? token=x"),
            ("?TOKEN=x", "?TOKEN=***"),
        ])
    func secrets(url: String, shown: String) { #expect(URLText.shown(url) == shown) }
}
