import Addresses
import Auditing
import Reporting
import Testing

@Suite("The text report")
struct TextReportTests {
    func render(_ report: Report) throws -> String {
        try #require(ReportFormats.named("text")).render(report)
    }

    @Test("groups findings by record, with place, severity, rule, entry, message and URL")
    func layout() throws {
        let text = try render(report(finding(), finding(rule: .imageGone, line: 12, message: "gone")))
        #expect(
            text == """
                post.md:3:12  error  flag-stale  images[0]
                    the flag says cached
                    https://example.com/a.jpg
                post.md:12:12  error  image-gone  images[0]
                    gone
                    https://example.com/a.jpg

                count  severity  rule        worst hosts    what helps
                    1  error     flag-stale  example.com 1  proofsheet rules flag-stale
                    1  error     image-gone  example.com 1  proofsheet rules image-gone

                1 record, 2 entries, 0 images (0 cached), 2 errors, 0 warnings, 0 infos

                """)
    }

    @Test("says what was fetched, repaired and failed")
    func counts() throws {
        var report = report()
        report.fetched = .init()
        report.fetched?.downloaded = 3
        report.fetched?.bytes = 1_500_000
        report.repaired = .init(isDryRun: true)
        report.failures = ["cannot open 'a.md'"]
        report.summary.siteEntries = 1
        report.summary.uncheckedImages = 3
        (report.summary.templated, report.summary.skipped) = (2, 1)
        #expect(
            try render(report) == """
                failed: cannot open 'a.md'
                fetched: 3 downloaded (1.5 MB), 0 unchanged at the server, 0 fresh, 0 failed
                would repair: 0 values in 0 records
                1 record, 2 entries, 0 images (0 cached), 0 errors, 0 warnings, 0 infos; 2 templated; 1 skipped
                3 images not checked; run 'proofsheet warm' or --online
                1 entry of the site itself not checked; give --site-url, or --site-root for its files

                """)
    }

    @Test("leaves the counts out when it is to be brief")
    func brief() throws {
        var report = report(finding())
        report.isBrief = true
        #expect(try !render(report).contains("1 record"))
    }

    @Test("shows nothing that could steer a terminal", arguments: hostileTexts)
    func escapes(hostile: String) throws {
        var report = report(finding(record: hostile, url: "https://example.com/\(hostile)", message: hostile))
        report.failures = [hostile]
        report.diff = "--- \(hostile)\n"
        let text = try render(report)
        #expect(text.unicodeScalars.allSatisfy { $0 == "\n" || PlainText.escaped(String($0)) == String($0) })
    }

    @Test("shows no user name and password of a URL")
    func redacts() throws {
        let text = try render(report(finding(url: "https://me:secret@example.com/a@b.jpg?c=d@e")))
        #expect(!text.contains("secret") && !text.contains("me:"))
        #expect(text.contains("https://example.com/a@b.jpg?c=d@e"))
    }
}

@Suite("Plain text")
struct PlainTextTests {
    @Test("keeps letters of all scripts, accents and emoji")
    func keeps() {
        for text in ["plain", "‘curly’", "Ünïcödé", "漢字", "🚢", "e\u{301}", "600×400"] {
            #expect(PlainText.escaped(text) == text)
        }
    }

    @Test(
        "takes credentials out of URLs of every form",
        arguments: [
            ("https://u:p@h/", "https://h/"), ("//u@h/x", "//h/x"), ("https://a@b@h", "https://h"),
            ("https://h/u:p@x", "https://h/u:p@x"), ("/a@b", "/a@b"), ("", ""), ("mailto:a@b", "mailto:a@b"),
        ])
    func credentials(url: String, shown: String) {
        #expect(URLText.shown(url) == shown)
    }

    @Test(
        "sizes are given in the unit that fits",
        arguments: [(0, "0 B"), (999, "999 B"), (1_000, "1.0 kB"), (1_550_000, "1.5 MB")])
    func sizes(bytes: Int, text: String) {
        #expect(ByteCount.text(bytes) == text)
    }
}
