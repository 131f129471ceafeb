import Foundation
import TestSupport
import Testing

@Suite("What a command says to do next")
struct NextStepTests {
    private func site() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(50, 40)])
        try site.write(named: "posts/a.md", "width: 60", "height: 30", "isCached: false")
        try site.write(named: "posts/b.md", url: "https://images.example/b.jpg", "width: 1", "height: 40")
        try site.write(named: "posts/c.md", url: "https://images.example/c.jpg", "width: 1", "height: 40")
        return site
    }

    @Test("each names the command that goes on, with its options and paths; quiet ones say nothing")
    func steps() async throws {
        let site = try await site()
        let warm = try await site.runOnline("warm", "posts")
        #expect(warm.output.hasSuffix("\nnext: proofsheet audit posts\n"), "\(warm.output)")
        let audit = try await site.run("audit", "posts")
        #expect(
            audit.output.hasSuffix("\n4 of 5 can be put right: proofsheet repair --dimensions posts\n"),
            "\(audit.output)")
        let dry = try await site.run("repair", "--dry-run", "posts")
        #expect(dry.output.contains("\n2 sizes are wrong too: proofsheet repair --dimensions posts\n"), "\(dry.output)")
        #expect(dry.output.hasSuffix("\nnothing was written; run again without --dry-run\n"))
        let repair = try await site.run("repair", "posts")
        #expect(repair.output.hasSuffix("\n2 sizes are wrong too: proofsheet repair --dimensions posts\n"))
        let all = try await site.run("repair", "--dimensions", "posts")
        #expect(all.output.contains("repaired: 2 values in 2 records\n") && !all.output.contains("proofsheet repair"))
        let done = try await site.run("audit", "posts")
        #expect(done.status == 1 && !done.output.contains("can be put right"))
        #expect(try await site.run("warm", "--offline", "--quiet", "posts").output.contains("next:") == false)
    }

    @Test("no flag is promised to an archive that uses none")
    func withoutFlags() async throws {
        var site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        site.environment = [:]
        try site.write("width: 60", "height: 40")
        _ = try await site.runOnline("warm")
        let audit = try await site.run("audit")
        #expect(audit.status == 0 && !audit.output.contains("can be put right"), "\(audit.output)")
    }

    @Test("a page is named with its entries, and --open shows it in the browser")
    func page() async throws {
        let site = try await site()
        _ = try await site.runOnline("warm")
        try site.directory.write("#!/bin/sh\necho \"$1\" >shown.tmp && mv shown.tmp shown\n", to: "bin/xdg-open")
        try site.directory.write("#!/bin/sh\necho \"$1\" >shown.tmp && mv shown.tmp shown\n", to: "bin/open")
        let run = try await Program.runShell(
            "chmod +x bin/*; PATH=\"$PWD/bin:$PATH\" \"$0\" audit --format html --output proof.html --open posts",
            in: site.directory)
        #expect(run.output == "wrote proof.html: 3 entries to look at, 3 with findings\n", "\(run)")
        while !FileManager.default.fileExists(atPath: site.directory.path(of: "shown")) {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try site.directory.text(of: "shown").hasSuffix("/proof.html\n"))
        let without = try await Program.runShell(
            "PATH=/nowhere \"$0\" audit --format html --output proof.html --open --quiet posts", in: site.directory)
        #expect(without.output.isEmpty && without.error.contains("open it in a browser"))
        #expect(try await site.run("audit", "--open").status == 2)
    }
}
