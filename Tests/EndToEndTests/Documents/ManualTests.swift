import Foundation
import TestSupport
import Testing

@Suite("Manual pages")
struct ManualTests {
    /// A command as `--experimental-dump-help` tells of it.
    private struct Command {
        var path: [String]
        var options: [String]
    }

    /// Every command that the help shows.
    private func commands(in directory: TemporaryDirectory) async throws -> [Command] {
        let dump = try await Program.run(["--experimental-dump-help"], in: directory).json
        var rest = [([String](), try #require(dump["command"] as? [String: Any]))]
        var commands: [Command] = []
        while let (parent, command) = rest.popLast() {
            guard command["shouldDisplay"] as? Bool != false else { continue }
            let path = parent + [try #require(command["commandName"] as? String)]
            let arguments = (command["arguments"] as? [[String: Any]] ?? []).filter {
                $0["shouldDisplay"] as? Bool != false
            }
            let names = arguments.flatMap { argument in
                (argument["names"] as? [[String: String]] ?? []).compactMap { name in
                    name["name"].map { (name["kind"] == "long" ? "--" : "-") + $0 }
                }
            }
            commands.append(Command(path: path, options: names))
            rest += (command["subcommands"] as? [[String: Any]] ?? []).map { (path, $0) }
        }
        return commands
    }

    /// A directory `man` with all pages.
    private func pages() async throws -> (TemporaryDirectory, [String]) {
        let directory = try TemporaryDirectory()
        let run = try await Program.runShell("SOURCE_DATE_EPOCH=86400 $0 generate-manual man", in: directory)
        #expect(run.status == 0 && run.output.isEmpty && run.error.isEmpty)
        return (directory, try directory.names(in: "man"))
    }

    @Test("there is one for each command, with all its options, exit statuses and an example")
    func complete() async throws {
        let (directory, names) = try await pages()
        let commands = try await commands(in: directory)
        #expect(commands.count > 15 && Set(names) == Set(commands.map { $0.path.joined(separator: "-") + ".1" }))
        for command in commands {
            let page = try directory.text(of: "man/\(command.path.joined(separator: "-")).1")
            for section in ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "SEE ALSO"] {
                #expect(page.contains(".Sh \(section)\n"), "\(command.path): \(section)")
            }
            #expect(
                page.hasPrefix(".Dd January 2, 1970\n")
                    && page.contains("\n.Nm \(command.path.joined(separator: " "))\n"))
            for status in ["0", "2", "3", "130"] {
                #expect(page.contains("\n.It \(status.count == 1 ? "\\&" : "")\(status)\n"))
            }
            for option in command.options {
                let macro =
                    "Fl " + (option.hasPrefix("--") ? "" : "\\&") + option.dropFirst().replacing("-", with: "\\-")
                #expect(page.contains(macro), "\(command.path): \(option)")
            }
        }
    }

    @Test("mandoc has nothing to say against them", .needs("mandoc", at: Tool.path("mandoc")))
    func mandoc() async throws {
        let (directory, names) = try await pages()
        let program = try #require(Tool.path("mandoc"))
        let run = try await Program.run(
            ["-T", "lint", "-W", "warning"] + names.map { "man/\($0)" }, in: directory, program: program)
        #expect(run.status == 0 && run.output.isEmpty && run.error.isEmpty, "\(run.output)\(run.error)")
        let text = try await Program.runShell("mandoc -T utf8 man/proofsheet-cache-lookup.1 | col -b", in: directory)
        #expect(text.output.contains("proofsheet-cache-lookup – print all that the cache knows of URLs\n"))
        #expect(text.output.contains("proofsheet cache lookup https://media.example/photo.jpg\n"))
    }

    @Test("groff has nothing to say against them", .needs("groff", at: Tool.path("groff")))
    func groff() async throws {
        let (directory, names) = try await pages()
        let program = try #require(Tool.path("groff"))
        for name in names {
            let run = try await Program.run(
                ["-ww", "-mdoc", "-Tutf8", "-z", "man/\(name)"], in: directory, program: program)
            #expect(run.status == 0 && run.error.isEmpty, "\(name): \(run.error)")
        }
    }

    @Test("their examples can be run as they stand")
    func examples() async throws {
        let (manual, names) = try await pages()
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write(named: "_posts/post.md", "width: 60", "height: 40")
        #expect(try await site.runOnline("warm", "_posts").status == 0)
        try site.directory.write(jpeg(60, 40), to: "static/images/a.jpg")
        try site.directory.write("#!/bin/sh\necho https://images.example/a.jpg\n", to: "bin/my-crawler")
        symlink(Program.path, site.directory.path(of: "bin/proofsheet"))
        for name in ["xdg-open", "open"] { try site.directory.write("#!/bin/sh\n", to: "bin/\(name)") }
        let git = "git -c user.name=a -c user.email=a@b.example -c init.defaultBranch=main"
        let preparation = try await Program.runShell(
            "chmod +x bin/*; \(git) init -q . && \(git) commit -qm one --allow-empty && "
                + "\(git) update-ref refs/remotes/origin/main HEAD", in: site.directory)
        #expect(preparation.status == 0, "\(preparation.error)")
        var count = 0
        for name in names {
            for block in try manual.text(of: "man/\(name)").components(separatedBy: ".Bd -literal -offset indent\n")
                .dropFirst()
            {
                let line = block.components(separatedBy: "\n.Ed")[0].replacing("\\-", with: "-").replacing(
                    "\\(aq", with: "'")
                // A review runs until somebody ends it.
                let ending =
                    line.hasPrefix("proofsheet review") ? " > review.txt & \(DocumentedCommands.endingReview)" : ""
                let run = try await Program.runShell(
                    "PATH=$PWD/bin:$PATH PROOFSHEET_OFFLINE=true; export PATH PROOFSHEET_OFFLINE; rm -f review.txt; \(line)\(ending)",
                    in: site.directory)
                #expect(run.status != 2 && run.status < 126, "\(line): \(run.error)")
                count += 1
            }
        }
        #expect(count >= names.count)
    }
}

@Suite("Installation")
struct InstallationTests {
    private func make(_ target: String, in directory: TemporaryDirectory) async throws -> ProgramRun {
        try await Program.run(
            [
                "-s", "-C", Repository.root, target, "PROGRAM=\(Program.path)",
                "DESTDIR=\(directory.path(of: "root"))",
                "PREFIX=/usr",
            ], in: directory, program: try #require(Tool.path("make")))
    }

    @Test("puts program, manual pages and completions where they are looked for, and takes them away again")
    func layout() async throws {
        let directory = try TemporaryDirectory()
        let run = try await make("install-files", in: directory)
        #expect(run.status == 0 && run.error.isEmpty, "\(run.error)")
        let installed = try await Program.runShell("root/usr/bin/proofsheet --version", in: directory)
        #expect(installed.status == 0 && installed.output.hasPrefix("proofsheet "))
        for path in [
            "man/man1/proofsheet.1", "man/man1/proofsheet-cache-prune.1", "bash-completion/completions/proofsheet",
            "zsh/site-functions/_proofsheet", "fish/vendor_completions.d/proofsheet.fish",
        ] {
            let file = directory.path(of: "root/usr/share/\(path)")
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o644, "\(path)")
            #expect(try !directory.bytes(of: "root/usr/share/\(path)").isEmpty)
        }
        #expect(try await make("uninstall", in: directory).status == 0)
        let left = try await Program.runShell("find root ! -type d", in: directory)
        #expect(left.status == 0 && left.output.isEmpty)
    }
}

@Suite("Completions for shells")
struct CompletionTests {
    private func script(for shell: String) async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["--generate-completion-script", shell], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        try directory.write(run.output, to: "script")
        return directory
    }

    private func run(_ shell: String, _ text: String) async throws -> ProgramRun {
        let directory = try await script(for: shell)
        try directory.write(text, to: "test")
        return try await Program.run(["test"], in: directory, program: try #require(Tool.path(shell)))
    }

    @Test(
        "are scripts that bash reads, and that complete commands, options and values in it",
        .needs("bash", at: Tool.path("bash")))
    func bash() async throws {
        let run = try await run(
            "bash",
            #"""
            bash -n script || exit
            source ./script
            complete -p proofsheet
            completed() {
                COMP_LINE="$*" COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
                COMP_POINT=${#COMP_LINE}
                _proofsheet proofsheet "${@: -1}" "${@: -2:1}"
                echo "${COMPREPLY[@]}"
            }
            completed proofsheet wa
            completed proofsheet cache pr
            completed proofsheet audit --changed
            completed proofsheet audit --fail-on w
            """#)
        #expect(
            run.output == """
                complete -o filenames -F _proofsheet proofsheet
                warm
                prune
                --changed-since
                warning

                """, "\(run.error)")
    }

    @Test("are scripts that fish reads, and that complete in it", .needs("fish", at: Tool.path("fish")))
    func fish() async throws {
        let run = try await run(
            "fish",
            """
            fish --no-execute script; or exit 1
            source script
            complete -C "proofsheet wa"
            complete -C "proofsheet audit --fail-on w"
            """)
        let words = run.output.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
        #expect(words == ["warm", "warning"], "\(run.error)")
    }

    @Test("are scripts that zsh reads", .needs("zsh", at: Tool.path("zsh")))
    func zsh() async throws {
        let run = try await run(
            "zsh",
            """
            zsh -n script && autoload -U compinit && compinit -u -D && source ./script
            echo $_comps[proofsheet]
            """)
        #expect(run.status == 0 && run.output == "_proofsheet\n", "\(run.error)")
        let directory = try await script(for: "zsh")
        #expect(try directory.text(of: "script").hasPrefix("#compdef proofsheet\n"))
    }
}
