import Foundation
import TestSupport
import Testing

@Suite("In other tools")
struct IntegrationTests {
    @Test("--changed-since takes only what git sees as changed, or does not know")
    func changedSince() async throws {
        let site = try await TestSite()
        try site.makeCache(knowing: "https://images.example/other.jpg")
        for name in ["same.md", "edited.md", "gone.md", "sub dir/renämed.md"] {
            try site.write(named: name, "width: 60", "height: 40", "isCached: true")
        }
        let git = "git -c user.name=a -c user.email=a@b.example -c init.defaultBranch=main"
        let first = try await Program.runShell(
            "\(git) init -q . && git add . && \(git) commit -qm one", in: site.directory)
        #expect(first.status == 0, "\(first.error)")
        let none = try await site.run("audit", "--format", "json", "--changed-since", "HEAD")
        #expect(none.status == 0 && none.summary("records") == 0)
        try site.write(named: "edited.md", "width: 61", "height: 40", "isCached: true")
        try site.write(named: "new.md", "width: 60", "height: 40", "isCached: true")
        let change = try await Program.runShell(
            "rm gone.md && git mv 'sub dir/renämed.md' 'sub dir/ö new.md'", in: site.directory)
        #expect(change.status == 0)
        for (directory, prefix) in [("", ""), ("sub dir", "../")] {
            let run = try await Program.run(
                [
                    "audit", "--format", "json", "--changed-since", "main", "--cache",
                    site.directory.path(of: ".proofsheet"), prefix.isEmpty ? "." : "..",
                ],
                in: site.directory, below: directory)
            let records = (run.json["findings"] as? [[String: Any]] ?? []).compactMap { $0["record"] as? String }
            #expect(
                Set(records) == Set(["edited.md", "new.md", "sub dir/ö new.md"].map { prefix + $0 }), "\(run.error)")
        }
        for revision in ["nonsense", "--output=x"] {
            let wrong = try await site.run("audit", "--changed-since=\(revision)")
            #expect(wrong.status == 2 && wrong.error.contains("check --changed-since"), "\(wrong.error)")
        }
    }

    @Test("--changed-since outside of a repository is a usage error")
    func noRepository() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40")
        let run = try await Program.runShell(
            "GIT_CEILING_DIRECTORIES=/ GIT_DIR=/nonexistent $0 audit --changed-since HEAD", in: site.directory)
        #expect(run.status == 2 && run.error.contains("git cannot say what changed"))
    }

    @Test("--metrics writes counts that a parser of Prometheus reads, in sorted and stable series")
    func metrics() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30", "isCached: true")
        let run = try await site.runOnline("sync", "--metrics", "out.prom", "--format", "json")
        #expect(run.rules == ["dimensions-mismatch"])
        let text = try site.directory.text(of: "out.prom")
        let pattern = /^(# (HELP|TYPE) proofsheet_[a-z_]+ .+|proofsheet_[a-z_]+(\{[a-z]+="[a-z-]+"\})? [0-9.]+)$/
        for line in text.split(separator: "\n") { #expect(line.wholeMatch(of: pattern) != nil, "\(line)") }
        for line in [
            "proofsheet_records 1", "proofsheet_images_cached 1", "proofsheet_findings{severity=\"error\"} 1",
            "proofsheet_rule_findings{rule=\"dimensions-mismatch\"} 1",
            "proofsheet_rule_findings{rule=\"image-gone\"} 0",
            "proofsheet_fetched_images{outcome=\"downloaded\"} 1",
        ] { #expect(text.contains("\n\(line)\n"), "\(line)") }
    }

    @Test("completions for shells come from the options themselves", arguments: ["bash", "zsh", "fish"])
    func completions(shell: String) async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["--generate-completion-script", shell], in: directory)
        #expect(run.status == 0 && run.output.contains("changed-since") && run.output.contains("write-baseline"))
    }
}
