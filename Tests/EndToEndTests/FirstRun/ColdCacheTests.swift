import Foundation
import TestSupport
import Testing

@Suite("A cache that cannot judge the flags")
struct ColdCacheTests {
    /// A site with so many articles whose flags are true.
    private func site(articles: Int) async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        for number in 0..<articles {
            try site.write(
                named: "\(number).md", url: "https://images.example/\(number).jpg", "width: 60", "height: 40",
                "isCached: true")
        }
        return site
    }

    private static let message = "the cache is empty: 30 flags cannot be judged; run 'proofsheet warm'"

    @Test("is one line and exit status 3, in place of an error for each flag", arguments: ["absent", "empty"])
    func oneFinding(state: String) async throws {
        let site = try await site(articles: 30)
        if state == "empty" { #expect(try await site.run("warm", "--offline").status == 0) }
        let text = try await site.run("audit")
        #expect(text.status == 3 && text.error.isEmpty)
        #expect(
            text.output == """
                failed: \(Self.message)
                30 records, 30 entries, 30 images (0 cached), 0 errors, 0 warnings, 0 infos

                """)
        let json = try await site.run("audit", "--format", "json", "--fail-on", "never")
        #expect(json.status == 3 && json.rules.isEmpty && json.json["failures"] as? [String] == [Self.message])
        let lines = try await site.run("audit", "--format", "ndjson")
        #expect(lines.status == 3 && lines.output.split(separator: "\n").count == 2)
        #expect(lines.output.contains(Self.message))
        let page = try await site.run("audit", "--format", "html")
        #expect(
            page.status == 3 && page.output.contains("flags cannot be judged")
                && !page.output.contains("the flag says cached"))
    }

    @Test("is no reason to call an archive without true flags wrong")
    func withoutFlags() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40", "isCached: false")
        let run = try await site.run("audit")
        #expect(run.status == 0 && run.output.contains("1 image not checked; run 'proofsheet warm'"))
    }

    @Test("keeps a repair from turning flags false, and says so in a dry run too")
    func repair() async throws {
        let site = try await site(articles: 3)
        for options in [[], ["--dry-run"]] {
            let run = try await Program.run(["repair"] + options, in: site.directory)
            #expect(run.status == 3 && run.output.isEmpty)
            #expect(run.error.contains("would turn 3 of 3 true flags false, and wrote nothing: is '.proofsheet'"))
            #expect(run.error.contains("(there is no cache there)? Run 'proofsheet warm' first"))
        }
        #expect(try await site.run("repair", "--force").status == 0)
        #expect(try site.directory.text(of: "0.md").contains("isCached: false"))
    }

    @Test("is one that knows none of very many images, as that of another site")
    func unrelated() async throws {
        let site = try await site(articles: 30)
        try site.makeCache()
        for format in ["json", "ndjson"] {
            let run = try await site.run("audit", "--format", format)
            #expect(run.status == 3 && !run.output.contains("flag-stale"))
            #expect(
                run.output.contains(
                    "the cache knows none of the images: 30 flags cannot be judged; run 'proofsheet warm', or check --cache"
                ))
        }
    }

    @Test("is none that knows one of the images, or lacks few: each flag is told where it stands")
    func related() async throws {
        let site = try await site(articles: 30)
        try site.makeCache(knowing: "https://images.example/29.jpg")
        for format in ["json", "ndjson"] {
            let run = try await site.run("audit", "--format", format)
            #expect(run.status == 1 && run.output.matches(of: /"rule": "flag-stale"/).count == 29)
        }
        let few = try await self.site(articles: 3)
        try few.makeCache()
        #expect(try await few.run("audit", "--format", "json").rules == Array(repeating: "flag-stale", count: 3))
    }

    @Test("a stale flag of an image that is gone is part of that finding, which a repair puts right")
    func goneImage() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40", "isCached: true")
        #expect(try await site.runOnline("warm").status == 1)
        let audit = try await site.run("audit", "--format", "json")
        #expect(audit.status == 1 && audit.rules == ["image-gone"])
        let finding = try #require((audit.json["findings"] as? [[String: Any]])?.first)
        #expect((finding["message"] as? String)?.hasSuffix("; its flag says cached all the same") == true)
        #expect((finding["edit"] as? [String: Any])?["replacement"] as? String == "false")
        let repair = try await site.run("repair", "--format", "json")
        #expect(repair.rules == ["image-gone"] && !repair.output.contains("its flag says cached"))
        #expect(try site.directory.text(of: "post.md").contains("isCached: false\n---"))
    }

    @Test("a stale flag stays a finding of its own where the other matters less, or is not reported")
    func separateFindings() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40", "isCached: true")
        #expect(try await site.runOnline("warm").status == 1)
        for configuration in ["rules: {image-gone: warning}", "ignore: [{rule: image-gone, url: '*', reason: known}]"] {
            try site.directory.write(configuration + "\n", to: ".proofsheet.yml")
            let run = try await site.run("audit", "--format", "json")
            #expect(run.rules.contains("flag-stale"), "\(run)")
        }
    }
}
