import Foundation
import TestSupport
import Testing

@Suite("The cache that no configuration names")
struct StandardCacheTests {
    private func site() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40", "isCached: true")
        return site
    }

    @Test("is hidden, ignored by git, and keeps its bookkeeping in one place")
    func layout() async throws {
        let site = try await site()
        #expect(try await site.runOnline("sync").status == 0)
        #expect(try site.directory.names() == [".proofsheet", "post.md"])
        #expect(try site.directory.text(of: ".proofsheet/.gitignore") == "*\n")
        let names = try site.directory.names(in: ".proofsheet").filter { !$0.hasPrefix("index.") }
        #expect(names == [".gitignore", "CACHEDIR.TAG", "objects", "state"])
        #expect(try site.directory.names(in: ".proofsheet/state") == ["locks", "records", "staging"])
        let status = try await Program.runShell("git init -q . && git status --porcelain -uall", in: site.directory)
        #expect(status.output == "?? post.md\n")
    }

    @Test("lies beside the configuration, from wherever the command is run")
    func besideConfiguration() async throws {
        let site = try await site()
        try site.directory.write("fail-on: error\n", to: ".proofsheet.yml")
        try site.write(named: "below/b.md", "width: 60", "height: 40")
        let run = try await Program.run(["warm", "."] + site.network, in: site.directory, below: "below")
        #expect(run.status == 0, "\(run.error)")
        #expect(try site.directory.names() == [".proofsheet", ".proofsheet.yml", "below", "post.md"])
        #expect(try site.directory.names(in: "below") == ["b.md"])
        withExtendedLifetime(site.server) {}
    }

    @Test("is the directory Cache where that is one already, which is said only with --verbose")
    func found() async throws {
        let site = try await site()
        #expect(try await site.runOnline("warm", "--cache", "Cache").status == 0)
        let audit = try await site.run("audit")
        #expect(audit.status == 0 && audit.output.contains("1 image (1 cached)") && audit.error.isEmpty)
        let verbose = try await site.run("audit", "--verbose")
        #expect(verbose.error.split(separator: "\n").filter { $0.contains("'Cache'") }.count == 1, "\(verbose.error)")
        #expect(try await site.run("config").output.contains(/cache: "?Cache"? +# found/))
        #expect(try site.directory.names() == ["Cache", "post.md"])
        #expect(try await site.run("audit", "--cache", "other", "--verbose").error.contains("'Cache'") == false)
    }

    @Test("is no directory Cache of another program, nor one beside a cache that is in use")
    func notFound() async throws {
        let site = try await site()
        try site.directory.write("Signature: 8a477f597d28d172789f06886806bc55\n", to: "Cache/CACHEDIR.TAG")
        #expect(try await site.runOnline("warm").status == 0)
        #expect(try site.directory.names(in: "Cache") == ["CACHEDIR.TAG"])
        #expect(try await site.runOnline("warm", "--cache", "other").status == 0)
        let files = FileManager.default
        try files.removeItem(atPath: site.directory.path(of: "Cache"))
        try files.moveItem(atPath: site.directory.path(of: "other"), toPath: site.directory.path(of: "Cache"))
        let run = try await site.run("cache", "stats")
        #expect(run.output.contains("cache:    .proofsheet\n"), "\(run.output)\(run.error)")
    }

    @Test("hides nothing from git in a directory that has files of others")
    func foreignFiles() async throws {
        let site = try await site()
        try site.directory.write("mine", to: "assets/notes.txt")
        #expect(try await site.runOnline("warm", "--cache", "assets").status == 0)
        #expect(try !site.directory.names(in: "assets").contains(".gitignore"))
    }

    @Test("keeps what an audit knows of records though nothing was ever fetched, and is no cache for that")
    func memoryAlone() async throws {
        let site = try await site()
        let first = try await site.run("audit", "--format", "json")
        #expect(try site.directory.names(in: ".proofsheet") == [".gitignore", "CACHEDIR.TAG", "state"])
        let kept = try site.directory.names(in: ".proofsheet/state/records")
        #expect(kept.filter { $0.hasSuffix(".verdicts") }.count == 1)
        let second = try await site.run("audit", "--format", "json")
        #expect(second.output == first.output && second.status == first.status)
        #expect(try site.directory.names(in: ".proofsheet/state/records") == kept)
        let stats = try await site.run("cache", "stats")
        #expect(stats.status == 2 && stats.error.contains("run 'proofsheet warm'"), "\(stats)")
        #expect(try await site.runOnline("warm").status == 0)
        #expect(try await site.run("audit").status == 0)
    }

    @Test("is not made by an audit where the directory that it would lie in is not there")
    func missingParent() async throws {
        let site = try await site()
        _ = try await site.run("audit", "--cache", "not/there")
        #expect(try site.directory.names() == ["post.md"])
    }

    @Test(
        "is not missed by an audit of a site that it may not write to", arguments: ReadOnlyWay.possible)
    func readOnlySite(_ way: ReadOnlyWay) async throws {
        let site = try await site()
        let expected = try await site.run("audit", "--no-incremental", "--cache", "site/.proofsheet", "post.md")
        try FileManager.default.createDirectory(
            atPath: site.directory.path(of: "site"), withIntermediateDirectories: true)
        let words = ["audit", "--cache", "site/.proofsheet", "post.md"]
        let run = try await way.run(words, writingNothingBelow: "site", of: site)
        #expect(run.output == expected.output && run.status == expected.status, "\(run)")
        #expect(try site.directory.names(in: "site").isEmpty)
    }

    @Test(
        "is no part of the site that a generator builds",
        arguments: ["jekyll build -q", "hugo --quiet"].filter {
            ExternalProgram.find(String($0.prefix { $0 != " " })) != nil
        })
    func builtSite(_ command: String) async throws {
        let site = try await site()
        try site.directory.write("title: a\n", to: "_config.yml")
        try site.directory.write("title = 'a'\n", to: "hugo.toml")
        try site.directory.write("---\ntitle: a\n---\n<p>{{ .Title }}</p>\n", to: "layouts/_default/single.html")
        try site.write(named: "content/a.md", "width: 60", "height: 40")
        #expect(try await site.runOnline("warm").status == 0)
        let build = try await Program.runShell(command, in: site.directory)
        #expect(build.status == 0, "\(build.error)")
        let output = site.directory.path(of: command.hasPrefix("hugo") ? "public" : "_site")
        let names = try FileManager.default.subpathsOfDirectory(atPath: output)
        #expect(!names.isEmpty && !names.contains { $0.contains("proofsheet") || $0.contains("objects") }, "\(names)")
    }
}
