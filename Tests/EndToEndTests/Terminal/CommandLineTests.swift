import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("The command line")
struct CommandLineTests {
    /// The commands that do something, as they are typed.
    private static let commands = [
        ["warm"], ["entries"], ["audit"], ["repair"], ["sync"], ["probe"], ["cache", "stats"], ["cache", "verify"],
        ["cache", "lookup"], ["cache", "prune"], ["cache", "export"], ["cache", "import"], ["cache", "rebuild"],
        ["rules"],
        ["config"], ["init"], ["demo"],
    ]

    private func help(_ arguments: [String]) async throws -> ProgramRun {
        try await Program.run(arguments, in: try TemporaryDirectory())
    }

    @Test("common options, with short names too, are taken by every command")
    func commonOptions() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        #expect(try await site.runOnline("warm").status == 0)
        try site.directory.write("host-delay: 0\n", to: "other.yml")
        try site.directory.write(jpeg(60, 40), to: "a.jpg")
        let operands = [
            "probe": ["a.jpg"], "cache lookup": ["https://images.example/a.jpg"], "cache export": ["exported"],
            "cache import": ["a.jpg", "https://images.example/b.jpg"], "init": ["new"], "demo": ["demo"],
            "config": ["other.yml"],
        ]
        try FileManager.default.createDirectory(
            atPath: site.directory.path(of: "new"), withIntermediateDirectories: true)
        for command in Self.commands {
            let run = try await Program.run(
                command + [
                    "-c", "other.yml", "--cache", ".proofsheet", "-q", "-v", "--offline", "--color", "never",
                    "--progress",
                    "never",
                ] + operands[command.joined(separator: " "), default: []], in: site.directory)
            #expect(run.status == 0, "\(command): \(run.error)")
        }
    }

    @Test(
        "those that make no requests take options on requests all the same, and check their values",
        arguments: ["repair", "entries"])
    func requestOptions(command: String) async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 40")
        let options = ["-j", "4", "--host-delay", "10", "--timeout", "9", "--allow-private-hosts", "--max-age", "3d"]
        #expect(try await Program.run([command] + options, in: site.directory).status == 0)
        let bad = try await site.run(command, "-j", "many")
        #expect(bad.status == 2 && bad.error.hasPrefix("proofsheet: --concurrency takes "), "\(bad.error)")
    }

    @Test("-f, -o and -j are short for format, output and concurrency")
    func shortNames() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        #expect(try await site.runOnline("warm", "-j", "1", "-f", "json", "-o", "report.json").output.isEmpty)
        #expect(try site.directory.text(of: "report.json").contains("\"findings\""))
        #expect(try await site.run("entries", "-f", "ndjson").output.hasPrefix("{\"record\""))
        #expect(try await site.run("cache", "stats", "-f", "json").json["objects"] as? Int == 1)
    }

    @Test(
        "a mistyped command is told what it may mean",
        arguments: [
            (["wram"], "there is no command 'wram'; did you mean 'warm'?"),
            (["help", "wram"], "there is no command 'wram'; did you mean 'warm'?"),
            (["cache", "stat"], "there is no command 'stat'; did you mean 'stats'?"),
            (["_posts"], "there is no command '_posts'; 'proofsheet --help' lists the commands"),
            (
                ["cache", "everything"],
                "there is no command 'everything'; 'proofsheet cache --help' lists the commands"
            ),
        ])
    func suggestion(arguments: [String], message: String) async throws {
        let run = try await help(arguments)
        #expect(run.status == 2 && run.output.isEmpty && run.error == "proofsheet: \(message)\n")
    }

    @Test(
        "all errors begin with the name of the program",
        arguments: [
            ["audit", "--nonsense"], ["audit", "--fail-on", "x"], ["audit", "--format", "x"],
            ["audit", "no-such-path"],
            ["cache", "lookup"], ["probe", "--null", "a"], ["rules", "dim"], ["config", "--config", "none.yml"],
            ["--nonsense"], ["warm", "-x"], ["audit", "-photo.jpg"], ["repair", "-j", "many"],
        ])
    func errors(arguments: [String]) async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(arguments, in: directory)
        #expect(run.status > 1 && run.error.prefixMatch(of: /proofsheet: [^A-Z]/) != nil, "\(run.error)")
        #expect(!run.error.contains("Error:"))
    }

    @Test("--fail-on info fails a run with an info alone")
    func failOnInfo() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40", "isCached: false")
        try site.directory.write("rules: {flag-unset: info}\n", to: ".proofsheet.yml")
        #expect(try await site.runOnline("warm").status == 0)
        let report = try await site.run("audit", "--format", "json")
        #expect(report.summary("errors") == 0 && report.summary("warnings") == 0 && report.summary("infos") == 1)
        #expect(try await site.run("audit", "--fail-on", "info").status == 1)
        #expect(try await site.run("audit", "--fail-on", "warning").status == 0)
    }
}

@Suite("Help")
struct HelpTests {
    private func help(_ arguments: [String]) async throws -> String {
        let run = try await Program.run(arguments, in: try TemporaryDirectory())
        #expect(run.status == 0 && run.error.isEmpty, "\(arguments)")
        return run.output
    }

    @Test("of every command is at most 60 lines of 80 characters, with groups and an example")
    func short() async throws {
        let root = try await help(["--help"])
        let names = root.components(separatedBy: "Commands:\n")[1].components(separatedBy: "\n\n")[0]
            .split(separator: "\n").filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
            .map { String($0.dropFirst(2).prefix { $0 != " " }) }
        #expect(names.contains("audit") && names.contains("cache"))
        for command in [[]] + names.filter({ $0 != "help" }).map({ [$0] }) + [
            ["cache", "prune"], ["cache", "export"], ["cache", "stats"],
        ] {
            let text = try await help(command + ["--help"])
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.count <= 61, "\(command): \(lines.count)")
            #expect(text.hasPrefix((["proofsheet"] + command).joined(separator: " ") + ": "))
            #expect(text.contains("\nExamples:\n  # "), "\(command)")
            // What can be copied is not broken.
            for line in lines where !line.hasPrefix("  proofsheet ") && !line.contains(" | ") {
                #expect(line.count <= 80, "\(line)")
            }
            #expect(try await help(["help"] + command) == text)
            #expect(try await help(command + ["-h"]) == text)
        }
        let audit = try await help(["audit", "--help"])
        for title in ["Arguments", "Options", "Records", "Network", "Report", "Common"] {
            #expect(audit.contains("\n\n\(title):\n  "), "\(title)")
        }
        #expect(audit.contains("\n  -o, --output <file>     "))
    }

    @Test("--help-all leaves no option out, and --help says so")
    func complete() async throws {
        for command in [["audit"], ["sync"], ["repair"], ["cache", "prune"]] {
            let text = try await help(command + ["--help-all"])
            let dump = try await Program.run(command + ["--experimental-dump-help"], in: try TemporaryDirectory()).json
            let arguments = try #require((dump["command"] as? [String: Any])?["arguments"] as? [[String: Any]])
            for argument in arguments where argument["shouldDisplay"] as? Bool == true {
                for name in argument["names"] as? [[String: String]] ?? [] {
                    let option = (name["kind"] == "long" ? "--" : "-") + (name["name"] ?? "")
                    #expect(text.contains(" \(option)"), "\(command): \(option)")
                }
            }
            let words = (["proofsheet"] + command).joined(separator: " ")
            #expect(try await help(command + ["--help"]).contains("All options: \(words) --help-all."))
        }
        let short = try await help(["audit", "--help"])
        let all = try await help(["audit", "--help-all"])
        #expect(!short.contains("--connect-timeout") && all.contains("--connect-timeout"))
    }
}
