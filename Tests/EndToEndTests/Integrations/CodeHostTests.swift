import Foundation
import TestSupport
import Testing

@Suite("Reports for code hosts")
struct CodeHostTests {
    private let directory: TemporaryDirectory
    private let record = "---\nimages:\n  - url: https://img.example.org/a.jpg\n    width: 300\n---\n"

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(record, to: "site/posts/a.md")
    }

    private func audit(_ arguments: [String], _ variables: [String: String] = [:]) async throws -> ProgramRun {
        // Those of the machine that the tests run on are not meant.
        var environment = ["GITHUB_WORKSPACE": "", "CI_PROJECT_DIR": "", "GITHUB_STEP_SUMMARY": ""]
        environment.merge(variables) { $1 }
        return try await Program.run(
            ["audit", "posts"] + arguments, in: directory, below: "site", environment: environment)
    }

    @Test("name records from the root of the job's workspace, or of the repository", arguments: ["github", "sarif"])
    func roots(format: String) async throws {
        let name = format == "github" ? "file=site/posts/a.md," : "\"uri\": \"site/posts/a.md\""
        for variable in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
            let run = try await audit(["--format", format], [variable: directory.root])
            #expect(run.output.contains(name), "\(variable): \(run.output)\(run.error)")
        }
        #expect(try await !audit(["--format", format]).output.contains(name))
        try FileManager.default.createDirectory(atPath: directory.path(of: ".git"), withIntermediateDirectories: true)
        #expect(try await audit(["--format", format]).output.contains(name))
    }

    @Test("add an overview with links to the summary of a job of GitHub Actions, behind what is there")
    func summary() async throws {
        try directory.write("before\n", to: "summary.md")
        let variables = [
            "GITHUB_WORKSPACE": directory.root, "GITHUB_STEP_SUMMARY": directory.path(of: "summary.md"),
            "GITHUB_SERVER_URL": "https://host.example", "GITHUB_REPOSITORY": "o/r", "GITHUB_SHA": "abc",
        ]
        let run = try await audit(["--format", "github"], variables)
        #expect(run.status == 0 && !run.output.contains("## Proofsheet"))
        let text = try directory.text(of: "summary.md")
        #expect(text.hasPrefix("before\n## Proofsheet: 1 finding\n"))
        #expect(text.contains("| 1 | warning | dimensions-missing |"))
        #expect(text.contains("[3](https://host.example/o/r/blob/abc/site/posts/a.md#L3)"))
        _ = try await audit(["--format", "text"], variables)
        #expect(try directory.text(of: "summary.md") == text)
    }

    @Test("say where the summary of the job could not be written, and go on")
    func unwritable() async throws {
        let run = try await audit(
            ["--format", "github"], ["GITHUB_STEP_SUMMARY": directory.path(of: "nowhere/summary.md")])
        #expect(run.status == 0 && run.output.hasPrefix("::warning"))
        #expect(run.error.contains("the summary of the job was not written") && run.error.contains("No such file"))
    }

    @Test("list what the command line selects, and count all")
    func selection() async throws {
        let run = try await audit(["--format", "json", "--rule", "image-gone"])
        let report = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        #expect((report["findings"] as? [Any])?.isEmpty == true)
        #expect(report["rules"] as? [String: Int] == ["dimensions-missing": 1])
        #expect(
            try await audit(["--format", "ndjson", "--severity", "error"]).output.contains("\"type\": \"finding\"")
                == false)
        let statistics = try await audit(["--statistics"])
        #expect(statistics.output.hasPrefix("count  severity") && !statistics.output.contains("posts/a.md"))
        let unknown = try await audit(["--rule", "image-lost"])
        #expect(unknown.status == 2 && unknown.error.contains("image-lost"))
        #expect(try await audit(["--limit", "-1"]).status == 2)
        #expect(try await audit(["--sort", "size"]).status == 2)
    }

    @Test("a repair prints its diff first, and with --quiet the diff alone")
    func diff() async throws {
        try directory.write(
            "images:\n  - url: https://img.example.org/b.jpg\n    width: 3\n    height: 4\n    isCached: true\n",
            to: "site/posts/b.yml")
        for (options, isAlone) in [([], false), (["--quiet"], true)] {
            let run = try await Program.run(
                ["repair", "posts", "--force", "--dry-run", "--diff"] + options,
                in: directory, below: "site")
            #expect(
                run.output.hasPrefix("--- ") && run.output.contains("\n-    isCached: true\n+    isCached: false\n"))
            #expect(run.output.contains("would repair") != isAlone)
            #expect(isAlone != run.output.contains("dimensions-missing"))
        }
    }
}
