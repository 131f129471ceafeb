import TestSupport
import Testing

@testable import Addresses

@Suite("Plain URLs") struct PlainURLTests {
    private static let maximumLength = URLPolicy.standardMaximumLength

    @Test(
        "a URL that is sent as it is needs no second look",
        arguments: [
            "https://example.com/", "http://cdn.example.com/a/b.jpg?resize=40%2C20&x=[1]",
            "https://a-1.b2.example/a|b~%20!",
            "https://example.com//a///b", "https://example.com/a/b..c/d.", "https://example.com/?a?b/../.",
        ])
    func plain(_ url: String) throws {
        #expect(PlainURL.resolved(url, maximumLength: Self.maximumLength) == (try URLPolicy.normalize(url)))
    }

    @Test("of URLs made of all kinds of pieces, those that count as plain are what the whole way makes of them")
    func agreement() {
        let pieces = [
            "http", "https", "HTTPS", "ftp", "://", ":/", ":", "//", "/", "\\", ".", "..", "%2e", "%2E.", "a", "B",
            "z9",
            "example", ".com", ".7", "0x7f", "127.0.0.1", "xn--wgv71a119e", "-", "_", "@", ":80", ":443", "[::1]", "?",
            "#",
            "&b=1", " ", "\"", "'", "<", "`", "{", "^", "|", "ä", "日本", "%", "%41", "\t", "\u{7f}", "ß", "…",
        ]
        var generator = SeededGenerator(seed: 1)
        var plain = 0
        for _ in 0..<30_000 {
            var url = Bool.random(using: &generator) ? "https://example.com/" : ""
            if url.isEmpty, Bool.random(using: &generator) { url = "http://" }
            for _ in 0..<Int.random(in: 0...6, using: &generator) {
                url += pieces.randomElement(using: &generator) ?? ""
            }
            guard let resolved = PlainURL.resolved(url, maximumLength: Self.maximumLength) else { continue }
            plain += 1
            let expected = try? URLPolicy.normalize(url)
            #expect(resolved == expected, "\(url)")
        }
        #expect(plain > 1_000)
    }

    @Test("a URL that is too long is not plain")
    func length() {
        let url = "https://example.com/" + String(repeating: "a", count: 20)
        #expect(PlainURL.resolved(url, maximumLength: 40) != nil)
        #expect(PlainURL.resolved(url, maximumLength: 39) == nil)
    }
}
