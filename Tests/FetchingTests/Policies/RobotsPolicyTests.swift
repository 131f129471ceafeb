import Testing

@testable import Fetching

/// The rules of RFC 9309, by section.
@Suite("robots.txt") struct RobotsPolicyTests {
    private func allows(_ path: String, _ lines: String...) -> Bool {
        RobotsPolicy(lines.joined(separator: "\n").utf8, for: "proofsheet").allows(path: path)
    }

    @Test(
        "the groups that name us count, else those for all, else nothing is forbidden (§2.2.1)",
        arguments: [
            ("", true), ("User-agent: *\nDisallow: /", false), ("User-agent: other\nDisallow: /", true),
            ("User-agent: proofsheet\nDisallow: /", false), ("USER-AGENT:ProofSheet\nDISALLOW:/", false),
            ("User-agent: Proofsheet/1.2\nDisallow: /", false), ("User-agent: proofsheets\nDisallow: /", true),
            ("User-agent: proof\nDisallow: /", true), ("User-agent: proofsheet-images\nDisallow: /", true),
            // Being named at all is enough to be none of all.
            ("User-agent: *\nDisallow: /\n\nUser-agent: proofsheet\nAllow: /", true),
            ("User-agent: *\nDisallow: /\n\nUser-agent: proofsheet\nDisallow:", true),
            ("User-agent: *\nDisallow: /\n\nUser-agent: proofsheet", true),
            // Several names before the rules are one group; several groups of one name are one.
            ("User-agent: a\nUser-agent: proofsheet\nUser-agent: b\nDisallow: /", false),
            (
                "User-agent: proofsheet\nDisallow: /x\n\nUser-agent: a\nDisallow: /y\n\nUser-agent: proofsheet\nDisallow: /",
                false
            ),
            // Other lines, and empty ones, end no group.
            ("User-agent: proofsheet\nCrawl-delay: 5\n\nSitemap: http://a/b\nDisallow: /", false),
            ("User-agent: proofsheet\nSitemap: http://a/b\nUser-agent: b\nDisallow: /", false),
            // Rules of nobody.
            ("Disallow: /\nUser-agent: *", true),
        ])
    func groups(_ text: String, _ isAllowed: Bool) {
        #expect(RobotsPolicy(text.utf8, for: "proofsheet").allows(path: "/page") == isAllowed)
    }

    @Test("the longest match counts, and allowing wins over a match as long (§2.2.2)") func specificity() {
        let agent = "User-agent: *"
        #expect(allows("/example/page/x", agent, "Allow: /example/page/", "Disallow: /example/page/disallowed.gif"))
        #expect(
            !allows(
                "/example/page/disallowed.gif", agent, "Allow: /example/page/", "Disallow: /example/page/disallowed.gif"
            ))
        #expect(allows("/a", agent, "Disallow: /a", "Allow: /a") && allows("/a", agent, "Allow: /a", "Disallow: /a"))
        #expect(!allows("/a/b", agent, "Disallow: /a/b", "Allow: /a"))
        #expect(!allows("/a", agent, "Disallow: /") && allows("/b", agent, "Disallow: /a"))
        #expect(allows("/a", agent, "Disallow:") && allows("/a", agent, "Disallow: a"))
        #expect(!allows("/x.jpg", agent, "Allow: /x", "Disallow: /*.jpg"))
        #expect(allows("/robots.txt", agent, "Disallow: /"))
    }

    @Test(
        "an asterisk is anything, a dollar sign the end (§2.2.3)",
        arguments: [
            ("/*.gif$", "/a.gif", true), ("/*.gif$", "/a.gif?x", false), ("/*.gif", "/a.gif?x", true),
            ("/a*", "/a", true), ("/a*b*c", "/a-b-b-c-d", true), ("/a*b*c", "/a-c-b", false), ("*", "/x", true),
            ("*/x", "/a/x", true), ("/*/*/z$", "/a/b/z", true), ("/*/*/z$", "/a/z", false), ("/$", "/", true),
            ("/$", "/a", false), ("/a$", "/a", true), ("/a$", "/ab", false), ("/*$", "/anything", true),
            ("/a**b", "/ab", true), ("/*ab$", "/aab", true), ("/*aba$", "/ababa", true), ("/a*a$", "/a", false),
            // A dollar sign elsewhere, or in code, is itself, and so is an asterisk in code.
            ("/a$b", "/a$b", true), ("/a$b", "/a", false), ("/a%24", "/a$", true), ("/a%24", "/a", false),
            ("/a%2A", "/a*", true), ("/a%2ab", "/axb", false), ("/a*", "/a*b", true),
        ])
    func wildcards(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(allows(path, "User-agent: *", "Disallow: \(pattern)") == !matches)
    }

    @Test(
        "octets are compared decoded where they need no code, and in code else (§2.2.2)",
        arguments: [
            ("/foo/bar/ツ", "/foo/bar/%E3%83%84", true), ("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84", true),
            ("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true), ("/foo/bar/%62%61%7A", "/foo/bar/baz", true),
            ("/foo/bar/baz", "/foo/bar/%62%61%7A", true), ("/a%2Fb", "/a/b", false), ("/a/b", "/a%2Fb", false),
            ("/a%2fb", "/a%2Fb", true), ("/a?b=c", "/a?b=c&d", true), ("/a?b=c", "/a", false), ("/A", "/a", false),
            ("/100%", "/100%", true), ("/100%2", "/100%2x", true), ("/a b", "/a%20b", true),
        ])
    func octets(_ pattern: String, _ path: String, _ matches: Bool) {
        #expect(allows(path, "User-agent: *", "Disallow: \(pattern)") == !matches)
    }

    @Test("lines end in any way, comments and white space are none, a byte order mark is passed over") func lines() {
        for end in ["\n", "\r\n", "\r", "\n\n"] {
            let text = ["User-agent: * # all", "#Disallow: /b", "\t Disallow \t: /a\t# why"].joined(separator: end)
            for bytes in [Array(text.utf8), [0xef, 0xbb, 0xbf] + Array(text.utf8)] {
                let policy = RobotsPolicy(bytes, for: "proofsheet")
                #expect(!policy.allows(path: "/a") && policy.allows(path: "/b"))
            }
        }
        #expect(allows("/a", "User-agent *", "Disallow: /a") && allows("/a", "<html>", ":", "::", "\u{0}"))
    }

    @Test("500 KiB are read and no more (§2.5)") func size() {
        let filler = String(repeating: "#\n", count: 250 * 1024)
        let early = "User-agent: *\nDisallow: /early\n"
        let policy = RobotsPolicy((early + filler + "Disallow: /late\n").utf8, for: "proofsheet")
        #expect(!policy.allows(path: "/early") && policy.allows(path: "/late"))
    }

    @Test("patterns that are made to take long do not") func hostile() {
        let pattern = "/" + String(repeating: "*a", count: 4_000)
        let lines = ["User-agent: *"] + (0..<60).map { "Disallow: \(pattern)b\($0)$" }
        let policy = RobotsPolicy(lines.joined(separator: "\n").utf8, for: "proofsheet")
        #expect(policy.allows(path: "/" + String(repeating: "a", count: 8_000)))
    }
}
