import DemoSite
import FileSystem
import Foundation
import Proofsheet
import TestSupport
import Testing

@Suite("The action for GitHub")
struct ActionTests {
    /// What the runner of GitHub knows of a job after its steps.
    private struct Job {
        var runs: [ProgramRun]
        var output: String
        var path: String
    }

    /// Runs the action's steps that are shell code as a runner does: one file for each, its outcome in files.
    ///
    /// Without `releases` nothing was ever released; `api` is where the issues are.
    private func runAction(
        _ inputs: [String: String] = [:], path: String, releases: String = "", api: String = "", in site: TestSite
    ) async throws -> Job {
        let action = ActionFile(try RepositoryFiles.text(of: "action.yml"))
        #expect(Set(inputs.keys).isSubset(of: action.inputs.keys))
        let values = action.inputs.merging(inputs) { _, given in given }
        for name in ["output", "path"] { try site.directory.write("", to: ".runner/\(name)") }
        var path = path
        var runs: [ProgramRun] = []
        for (number, step) in action.steps.enumerated() where step.keys["uses"] == nil {
            #expect(step.keys["shell"] == "bash")
            if let condition = step.keys["if"] {
                #expect(condition == "${{ !cancelled() && inputs.issue == 'true' }}")
                if values["issue"] != "true" { continue }
            }
            let status = try site.directory.text(of: ".runner/output").replacing("status=", with: "")
                .trimmingCharacters(in: .newlines)
            let script = try site.directory.write(step.script.joined(separator: "\n"), to: ".runner/\(number).sh")
            var environment = step.environment.mapValues {
                Self.evaluate($0, values).replacing("${{ steps.run.outputs.status }}", with: status)
            }
            environment["GITHUB_API_URL"] = api.isEmpty ? site.server.baseURL : api
            environment["GITHUB_STEP_SUMMARY"] = site.directory.path(of: ".runner/summary")
            environment["GITHUB_EVENT_NAME"] = "schedule"
            environment["no_proxy"] = "*"
            environment["PATH"] = path
            environment["GITHUB_OUTPUT"] = site.directory.path(of: ".runner/output")
            environment["GITHUB_PATH"] = site.directory.path(of: ".runner/path")
            environment["GITHUB_ACTION_PATH"] = Repository.root
            environment["GITHUB_SERVER_URL"] = releases.isEmpty ? site.server.baseURL : releases
            environment["GITHUB_REPOSITORY"] = "site/site"
            if environment["ACTION_REPOSITORY"] != nil { environment["ACTION_REPOSITORY"] = "owner/proofsheet" }
            environment["RUNNER_TEMP"] = site.directory.path(of: ".runner/temporary")
            runs.append(
                try await Program.run(
                    environment.map { "\($0.key)=\($0.value)" }
                        + ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
                    in: site.directory, program: "/usr/bin/env"))
            let added = try site.directory.text(of: ".runner/path").split(separator: "\n").map { $0 + ":" }
            path = added.joined() + path
        }
        withExtendedLifetime(site) {}
        return Job(
            runs: runs, output: try site.directory.text(of: ".runner/output"),
            path: try site.directory.text(of: ".runner/path"))
    }

    private static func evaluate(_ text: String, _ inputs: [String: String]) -> String {
        inputs.reduce(text) { $0.replacing("${{ inputs.\($1.key) }}", with: $1.value) }
    }

    private static let system = "/usr/bin:/bin"
    private static var withProgram: String { "\(FileSystem.parentPath(of: Program.path)):\(system)" }

    /// A site with two directories of articles, one of which declares a wrong size.
    private func preparedSite() async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.directory.write("cache: Cache\n", to: ".proofsheet.yml")
        try site.sendRequests(of: "images")
        try site.write(named: "content/wrong.md", "width: 60", "height: 30")
        try site.write(named: "news/right.md", "width: 60", "height: 40")
        return site
    }

    @Test("annotates the lines of the records, keeps to the paths given, and tells the status")
    func annotates() async throws {
        let site = try await preparedSite()
        let job = try await runAction(
            ["command": "sync", "paths": "content", "cache": "kept here", "arguments": "--metrics out.prom"],
            path: Self.withProgram, in: site)
        #expect(job.path.isEmpty && job.runs.map(\.status) == [0, 1] && job.output == "status=1\n")
        #expect(job.runs[1].output.contains("::error file=content/wrong.md,line=7,"), "\(job.runs[1])")
        #expect(try site.directory.names().contains("kept here") && !site.directory.names().contains(".proofsheet"))
        #expect(try site.directory.text(of: "out.prom").contains("proofsheet_records 1"))
    }

    @Test("takes several paths and arguments, between spaces or lines, and looks at all without any")
    func lists() async throws {
        let site = try await preparedSite()
        let clean = try await runAction(
            ["command": "sync", "paths": "news", "arguments": "--fail-on\nwarning\n"], path: Self.withProgram, in: site)
        #expect(clean.runs[1].status == 0 && clean.output == "status=0\n")
        for paths in ["content news", "content\nnews\n", ".", ""] {
            let inputs = ["paths": paths, "arguments": "--metrics out.prom"]
            _ = try await runAction(inputs, path: Self.withProgram, in: site)
            #expect(try site.directory.text(of: "out.prom").contains("proofsheet_records 2"), "\(paths)")
        }
        let defaults = try await runAction(path: Self.withProgram, in: site)
        #expect(defaults.runs[1].output.contains("content/wrong.md"))
    }

    @Test("takes no input for shell code")
    func isNoShell() async throws {
        let action = ActionFile(try RepositoryFiles.text(of: "action.yml"))
        #expect(action.steps.count == 4)
        for step in action.steps { #expect(!step.script.joined().contains("${{")) }
        let site = try await preparedSite()
        let hostile = "content;touch$IFS./owned $(touch owned) `touch owned` ; touch owned"
        for input in ["command", "paths", "arguments", "cache", "token", "issue"] {
            let inputs = ["issue": "true"].merging([input: hostile]) { $1 }
            let job = try await runAction(inputs, path: Self.withProgram, in: site)
            #expect(job.runs.count == (input == "issue" ? 2 : 3))
            #expect(try !site.directory.names().contains("owned"), "\(input)")
        }
    }

    @Test(
        "keeps an issue where it is asked to, with the report that the summary of the job gets",
        .needs("python3", at: Tool.python(importing: "json")))
    func issue() async throws {
        let site = try await preparedSite()
        let host = IssueHost()
        let server = try await host.server()
        var inputs = ["command": "sync", "paths": "content news", "issue": "true", "token": IssueHost.token]
        inputs["arguments"] = "--history .proofsheet/history"
        func run() async throws -> Job {
            try await runAction(inputs, path: Self.withProgram, api: server.baseURL, in: site)
        }
        let first = try await run()
        #expect(first.runs.map(\.status) == [0, 1, 0] && first.runs[2].output == "opened issue 1\n", "\(first)")
        let summary = try site.directory.text(of: ".runner/summary")
        #expect(summary.hasPrefix("## Proofsheet: 1 finding\n\nhistory: it begins"))
        #expect(host.issues[0].body?.contains(summary) == true)
        #expect(host.issues[0].title == "Proofsheet: images to look at in content news")
        try site.write(named: "content/wrong.md", "width: 60", "height: 40")
        let second = try await run()
        #expect(second.runs.map(\.status) == [0, 0, 0], "\(second)")
        #expect(second.runs[2].output == "closed issue 1: all is well\n" && host.issues[0].state == "closed")
        #expect(try site.directory.text(of: ".runner/summary").contains(", 1 mended, 0 still there"))
        // What GitHub refuses is told, and the status stays that of the command.
        inputs["token"] = "wrong"
        try site.write(named: "content/wrong.md", "width: 60", "height: 30")
        let refused = try await run()
        #expect(refused.runs.map(\.status) == [0, 1, 1] && refused.output == "status=1\n")
        #expect(refused.runs[2].output.contains("issues: write"))
        let action = ActionFile(try RepositoryFiles.text(of: "action.yml"))
        #expect(action.steps.last?.keys["continue-on-error"] == "true")
    }

    @Test("builds the program where there is no release, for the steps that follow")
    func builds() async throws {
        let site = try await preparedSite()
        // A release build takes minutes: this make puts the tests' program where it was asked to.
        try writeProgram(
            "make",
            """
            echo "$@" >"$RUNNER_TEMP/../../make.log"
            prefix="${4#PREFIX=}"
            install -d "$prefix/bin" && ln -s '\(Program.path)' "$prefix/bin/proofsheet"
            """, in: site)
        let job = try await runAction(
            ["command": "sync", "paths": "news"], path: site.directory.path(of: ".bin:\(Self.system)"), in: site)
        let temporary = site.directory.path(of: ".runner/temporary")
        #expect(
            try site.directory.text(of: "make.log")
                == "-C \(Repository.root) install PREFIX=\(temporary)/proofsheet\n"
        )
        #expect(job.path == "\(temporary)/proofsheet/bin\n" && job.runs.map(\.status) == [0, 0], "\(job)")
        // What the true make would do with it.
        let plan = try await Program.runShell(
            "make -n -C '\(Repository.root)' install PREFIX='\(temporary)/proofsheet'", in: site.directory)
        #expect(plan.status == 0 && plan.output.contains("\(temporary)/proofsheet/bin"), "\(plan.error)")
    }

    /// A site with a server of one release, and stand-ins that log what they are asked to change of the machine.
    ///
    /// `verdict` is what GitHub says of the attestation.
    private func releasedSite(package: String, sum: String, verdict: Bool = true) async throws -> TestSite {
        let name = "proofsheet-\(Version.current)-\(try await target()).deb"
        let downloads = "/owner/proofsheet/releases/download/v\(Version.current)"
        let site = try await TestSite(images: [
            "\(downloads)/\(name)": Array(package.utf8), "\(downloads)/SHA256SUMS": Array("\(sum)  \(name)\n".utf8),
        ])
        try writeProgram(
            "gh", "echo gh \"$@\" >>'\(site.directory.path(of: "log"))'; [ $3 = --help ] || \(verdict)", in: site)
        try writeProgram("make", "echo make >>'\(site.directory.path(of: "log"))'; false", in: site)
        try writeProgram("sudo", "exec \"$@\"", in: site)
        try writeProgram(
            "apt-get",
            """
            [ "$1" = update ] && exit
            for file; do :; done
            cat "$file" >>'\(site.directory.path(of: "log"))'
            ln -s '\(Program.path)' "$(dirname "$0")/proofsheet"
            """, in: site)
        return site
    }

    private func writeProgram(_ name: String, _ script: String, in site: TestSite) throws {
        let path = try site.directory.write("#!/bin/bash\n\(script)\n", to: ".bin/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }

    private func target() async throws -> String {
        let directory = try TemporaryDirectory()
        let run = try await Program.run([], in: directory, program: RepositoryFiles.path(of: "Packaging/target"))
        return run.output.trimmingCharacters(in: .newlines)
    }

    /// The SHA-256 of "package\n".
    private static let sum = "4e9416efcf77b84013f263e1f9008c656861298be5aabc82f458e6e47c60d9ff"

    @Test("installs the package of its release, when its checksum and attestation are right")
    func installs() async throws {
        let site = try await releasedSite(package: "package\n", sum: Self.sum)
        let job = try await runAction(
            ["command": "rules"], path: site.directory.path(of: ".bin:\(Self.system)"), releases: site.server.baseURL,
            in: site)
        #expect(job.runs[0].status == 0 && job.path.isEmpty, "\(job.runs[0])")
        let log = try site.directory.text(of: "log").split(separator: "\n")
        #expect(log.count == 3 && log.last == "package", "\(log)")
        #expect(log.dropFirst().first?.hasPrefix("gh attestation verify proofsheet-") == true, "\(log)")
        #expect(log.dropFirst().first?.contains(" --repo owner/proofsheet ") == true, "\(log)")
    }

    @Test("refuses a package whose checksum or attestation is wrong, and builds nothing instead")
    func refuses() async throws {
        for (package, verdict, message) in [
            ("changed\n", true, "is not the file that SHA256SUMS"), ("package\n", false, "has no attestation"),
        ] {
            let site = try await releasedSite(package: package, sum: Self.sum, verdict: verdict)
            let job = try await runAction(
                path: site.directory.path(of: ".bin:\(Self.system)"), releases: site.server.baseURL, in: site)
            #expect(job.runs[0].status == 1 && job.runs[0].output.contains(message), "\(job.runs[0])")
            let log = (try? site.directory.text(of: "log")) ?? ""
            #expect(!log.contains("make") && !log.contains(package), "\(log)")
        }
    }

    @Test(
        "is an action by the schema that GitHub's own are checked with, and so is the workflow that the documentation shows",
        .enabled(if: ExternalProgram.find("check-jsonschema") != nil))
    func schema() async throws {
        let workflow = try Documentation.block("yaml workflow")
        let steps = workflow.lines.map { "      \($0)\n" }.joined()
        let directory = try TemporaryDirectory()
        let path = try directory.write(
            "on: push\njobs:\n  images:\n    runs-on: ubuntu-latest\n    steps:\n\(steps)", to: "workflow.yml")
        let scheduled = try directory.write(try Documentation.block("yaml scheduled").text, to: "scheduled.yml")
        for (schema, file) in [
            ("vendor.github-actions", RepositoryFiles.path(of: "action.yml")), ("vendor.github-workflows", path),
            ("vendor.github-workflows", scheduled),
        ] {
            let run = try await Program.run(
                ["--builtin-schema", schema, file], in: directory,
                program: try #require(ExternalProgram.find("check-jsonschema")))
            #expect(run.status == 0, "\(run.output)\(run.error)")
        }
    }
}
