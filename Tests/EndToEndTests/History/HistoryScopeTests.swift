import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("A run that looked at a part")
struct HistoryScopeTests {
    /// Expects that a run calls nothing mended, and that the next one over all finds the rest where it was.
    private func expectNothingMended(
        _ site: HistorySite, _ run: ProgramRun, _ source: SourceLocation = #_sourceLocation
    ) async throws {
        #expect(run.status < 3 || run.output.contains("failed:"), "\(run)", sourceLocation: source)
        #expect(run.output.contains(", 0 mended, "), "\(run.output)\(run.error)", sourceLocation: source)
        #expect(try site.findings().allSatisfy { $0["mended"] == nil }, sourceLocation: source)
    }

    @Test(
        "calls nothing mended that it did not look at",
        arguments: [
            ["posts/a.md"], ["--exclude", "b.md"], ["--include", "a.md"], ["--images", "bodies"],
            ["--skip", "images.example"],
        ])
    func parts(arguments: [String]) async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        let paths = arguments[0].hasPrefix("-") ? ["posts"] + arguments : arguments
        let run = try await Program.run(
            ["audit", "--history", ".history"] + paths, in: site.site.directory, environment: site.site.environment)
        try await expectNothingMended(site, run)
        #expect(try await site.audit().output.contains(": 0 new, 0 mended, 2 still there\n"))
    }

    @Test("nor where a rule is off, the record cannot be parsed, or the baseline accepts the finding")
    func withheld() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        for configuration in [
            "rules: {dimensions-mismatch: off}\n", "ignore: [{rule: [dimensions-mismatch], reason: known}]\n",
        ] {
            try site.site.directory.write(configuration, to: "part.yml")
            try await expectNothingMended(site, try await site.run("audit", "--config", "part.yml"))
        }
        _ = try await site.site.run("audit", "posts", "--write-baseline", "baseline.json")
        try await expectNothingMended(site, try await site.run("audit", "--baseline", "baseline.json"))
        let text = try site.site.directory.text(of: "posts/a.md")
        try site.site.directory.write("---\nimages: [\n---\n", to: "posts/a.md")
        let broken = try await site.audit()
        #expect(
            broken.output.contains("record-invalid") && broken.output.contains(": 1 new, 0 mended, 1 still there\n"))
        try site.site.directory.write(text, to: "posts/a.md")
        #expect(try await site.audit().output.contains(": 0 new, 1 mended, 2 still there\n"))
    }

    @Test("nor with a cache that knows nothing, or only the size that a server tells")
    func cache() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        try FileManager.default.removeItem(atPath: site.site.directory.path(of: ".proofsheet"))
        try await expectNothingMended(site, try await site.audit())
        let online = try await site.site.runOnline("audit", "--online", "posts", "--history", ".history")
        #expect(online.output.contains(": 0 new, 0 mended, 2 still there\n"), "\(online.output)\(online.error)")
        try await expectNothingMended(site, try await site.run("audit", "--no-incremental"))
    }

    @Test("calls mended what no image is needed for, in a cold cache and of a file that is not there")
    func recordsAlone() async throws {
        let site = try await HistorySite()
        for (name, url) in [("far", "https://images.example/never.jpg"), ("near", "/never.jpg")] {
            try site.site.write(named: "posts/\(name).md", url: url, "width: 60", "height: 0", "isCached: false")
        }
        #expect(try await site.audit().output.contains("history: it begins with this run, and 4 findings\n"))
        for (name, url) in [("far", "https://images.example/never.jpg"), ("near", "/never.jpg")] {
            try site.site.write(named: "posts/\(name).md", url: url, "width: 60", "height: 30", "isCached: false")
        }
        let run = try await site.audit()
        #expect(run.output.contains(": 0 new, 2 mended, 2 still there\n"), "\(run.output)")
    }

    @Test("nor while no server answers, nor what another trouble hides")
    func outage() async throws {
        let answers = SharedState(true)
        let site = try await HistorySite { request in
            guard answers.value else { return .init(status: 503) }
            return .init(status: request.path == "/gone.jpg" ? 404 : 200, type: "image/jpeg", body: jpeg(60, 40))
        }
        try site.wrong("posts/gone.md", url: "https://images.example/gone.jpg")
        let first = try await site.run("sync", "--retries", "0")
        #expect(first.output.contains("image-gone"), "\(first.output)")
        answers.value = false
        let down = try await site.run("sync", "--force", "--retries", "0")
        try await expectNothingMended(site, down)
        #expect(try await site.audit().output.contains(", 0 mended, "))
    }

    @Test("nor what it was interrupted before")
    func interrupted() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        let before = try site.text()
        let fetching = SharedState(false)
        let slow = try await TestSite(in: site.site.directory) { _ in
            fetching.value = true
            return ImageServer.Answer().neverSent()
        }
        let run = try await slow.runOnlineInterrupting("sync", "--force", "posts", "--history", ".history") {
            fetching.value
        }
        #expect(run.status == 130 && !run.output.contains("mended"), "\(run)")
        #expect(try site.text() == before)
    }

    @Test("and one over what changed finds new what changed, and mended what is no longer there")
    func changed() async throws {
        let site = try await HistorySite()
        let made = try await Program.runShell(
            "git init -q . && git add posts && git -c user.name=a -c user.email=a@b.example commit -qm one",
            in: site.site.directory)
        try #require(made.status == 0, "\(made.error)")
        _ = try await site.audit()
        try site.wrong("posts/c.md")
        let added = try await site.run("audit", "--changed-since", "HEAD")
        #expect(added.output.contains(": 1 new, 0 mended, 0 still there\n"), "\(added.output)\(added.error)")
        try site.right("posts/a.md")
        let mended = try await site.run("audit", "--changed-since", "HEAD")
        #expect(mended.output.contains(": 0 new, 1 mended, 1 still there\n"), "\(mended.output)\(mended.error)")
        try FileSystem.remove(site.site.directory.path(of: "posts/b.md"))
        let gone = try await site.audit()
        #expect(gone.output.contains(": 0 new, 1 mended, 1 still there\n"), "\(gone.output)")
    }

    @Test("calls nothing new where no run has looked before")
    func unknown() async throws {
        let site = try await HistorySite()
        _ = try await Program.run(["audit", "--history", ".history", "posts/a.md"], in: site.site.directory)
        let all = try await site.audit()
        #expect(all.output.contains(": 0 new, 0 mended, 2 still there\n"), "\(all.output)")
        try site.wrong("posts/c.md")
        #expect(try await site.audit().output.contains(": 1 new, 0 mended, 2 still there\n"))
    }
}
