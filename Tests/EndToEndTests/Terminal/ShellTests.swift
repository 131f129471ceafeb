import Foundation
import TestSupport
import Testing

@Suite("Completions in a shell on a terminal")
struct ShellTests {
    /// What is typed, and what the command gets.
    private static let lines = [
        ("audit _po\\t", "audit _posts"), ("audit --output rep\\t", "audit --output report.json"),
        ("audit -o rep\\t", "audit -o report.json"), ("audit --format sar\\t", "audit --format sarif"),
        ("audit -c oth\\t", "audit -c other.yml"), ("rules dim\\tsw\\t", "rules dimensions-swapped"),
        ("repair --only fl\\t _po\\t", "repair --only flags _posts"), ("cache ver\\t", "cache verify"),
        ("cache export _po\\t", "cache export _posts"), ("warm --urls-from rep\\t", "warm --urls-from report.json"),
        ("probe pict\\t", "probe picture.jpg"), ("audit --fail-on inf\\t", "audit --fail-on info"),
    ]

    /// Types the lines into a shell, and compares what the commands get.
    private func type(into shell: [String], in directory: TemporaryDirectory) async throws {
        for name in ["_posts/a.md", "report.json", "picture.jpg", "other.yml", "other.txt"] {
            try directory.write("", to: name)
        }
        // What completes is that of the program; what is run is this.
        try directory.write("#!/bin/sh\nprintf '%s\\n' \"$*\" >> got\n", to: "bin/proofsheet")
        let made = try await Program.runShell("chmod +x bin/proofsheet", in: directory)
        #expect(made.status == 0)
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "")
        let run = try await Program.run(
            [Repository.root + "/Tests/Terminal/type_keys.py", "got"] + Self.lines.map { "proofsheet " + $0.0 }
                + ["--"] + shell, in: directory, program: try #require(Tool.path("python3")),
            environment: [
                "PATH": directory.path(of: "bin") + ":" + path, "HOME": directory.path(of: ""), "TERM": "xterm",
                "ZDOTDIR": directory.path(of: ""), "XDG_CONFIG_HOME": directory.path(of: ""),
                "XDG_DATA_HOME": directory.path(of: ""),
            ])
        #expect(run.status == 0, "\(run.error)")
        // zsh takes a slash away again that ends a line.
        let got = try directory.text(of: "got").split(separator: "\n").map { $0.hasSuffix("/") ? $0.dropLast() : $0 }
        for ((typed, wanted), line) in zip(Self.lines, got) { #expect(line == wanted, "\(typed)") }
        #expect(got.count == Self.lines.count)
    }

    private func script(for shell: String) async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["--generate-completion-script", shell], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        try directory.write(run.output, to: "script/_proofsheet")
        return directory
    }

    @Test("bash completes paths and values", .needs("bash", at: Tool.path("bash")))
    func bash() async throws {
        let directory = try await script(for: "bash")
        try directory.write("PS1='READY> '\nsource script/_proofsheet\n", to: "start")
        try await type(into: [try #require(Tool.path("bash")), "--rcfile", "start", "-i"], in: directory)
    }

    @Test("zsh completes paths and values", .needs("zsh", at: Tool.path("zsh")))
    func zsh() async throws {
        let directory = try await script(for: "zsh")
        try directory.write(
            "PROMPT='READY> '\nunsetopt BEEP\nfpath=(script $fpath)\nautoload -U compinit && compinit -u -D\n",
            to: ".zshrc")
        try await type(into: [try #require(Tool.path("zsh")), "-d", "-i"], in: directory)
    }

    @Test("fish completes paths and values", .needs("fish", at: Tool.path("fish")))
    func fish() async throws {
        let directory = try await script(for: "fish")
        try directory.write(
            "function fish_prompt; echo -n 'READY> '; end\nset -g fish_greeting\nsource script/_proofsheet\n",
            to: "start")
        try await type(
            into: [try #require(Tool.path("fish")), "--no-config", "--init-command", "source start"], in: directory)
    }
}
