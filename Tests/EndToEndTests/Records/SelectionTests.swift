import FileSystem
import TestSupport
import Testing

@Suite("Which records are looked at")
struct SelectionTests {
    /// A directory of articles, each with one finding.
    private func archive(_ names: String...) throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for name in names {
            try directory.write(
                "---\nimage: {url: 'https://images.example/a.jpg', width: 0, height: 1}\n---\n", to: name)
        }
        return directory
    }

    /// The records of the findings of an audit.
    private func audited(
        _ arguments: String..., in directory: TemporaryDirectory, below name: String = ""
    ) async throws -> [String] {
        let run = try await Program.run(["audit", "--format", "json"] + arguments, in: directory, below: name)
        #expect(run.status == 1 && run.error.isEmpty, "\(run.error)")
        return (run.json["findings"] as? [[String: Any]] ?? []).compactMap { $0["record"] as? String }
    }

    @Test("ignore files leave records out, unless they are turned off")
    func ignoreFiles() async throws {
        let directory = try archive("a.md", "drafts/b.md", "keep/c.md", "old.md")
        try FileSystem.makeDirectories(directory.path(of: ".git"))
        try directory.write("drafts/\n*.md\n!/keep/*.md\n!a.md\n", to: ".gitignore")
        try directory.write("c.md\n", to: "keep/.ignore")
        #expect(try await audited(in: directory) == ["a.md"])
        #expect(try await audited("--no-ignore", in: directory) == ["a.md", "drafts/b.md", "keep/c.md", "old.md"])
        #expect(try await audited("drafts/b.md", "old.md", in: directory) == ["drafts/b.md", "old.md"])
        try directory.write("no-ignore: true\n", to: ".proofsheet.yml")
        #expect(try await audited(in: directory).count == 4)
    }

    @Test("globs of the command line start from the working directory")
    func globs() async throws {
        let directory = try archive("a.md", "x/a.md", "x/b.md", "public/c.md")
        #expect(try await audited("--include", "x", in: directory) == ["x/a.md", "x/b.md"])
        #expect(try await audited("--include", "x", "--exclude", "b.md", in: directory) == ["x/a.md"])
        #expect(try await audited("--exclude", "/a.md", "--exclude", "b.md", in: directory) == ["x/a.md"])
        #expect(try await audited("--exclude", "./a.md", in: directory, below: "x") == ["b.md"])
        #expect(try await audited("--include", "public/*.md", in: directory) == ["public/c.md"])
        #expect(try await audited("..", "--exclude", "b.md", in: directory, below: "x") == ["../a.md", "../x/a.md"])
    }

    @Test("globs of the configuration start from its directory; excludes add up, includes are replaced")
    func configuration() async throws {
        let directory = try archive("x/a.md", "x/y/a.md", "x/y/b.md", "z/a.md")
        try directory.write("include: [x/]\nexclude: x/y/b.md\n", to: ".proofsheet.yml")
        #expect(try await audited(in: directory) == ["x/a.md", "x/y/a.md"])
        #expect(try await audited(in: directory, below: "x/y") == ["a.md"])
        #expect(try await audited("--exclude", "/x/a.md", in: directory) == ["x/y/a.md"])
        #expect(try await audited("--include", "y", "--include", "z", in: directory) == ["x/y/a.md", "z/a.md"])
    }

    @Test(
        "where everything is left out, the error says by what and what to do",
        arguments: [
            (
                ["audit"],
                "'vendor' is skipped by its name: give it as a path; "
                    + "ignore files (.gitignore, .ignore) leave out 'a.md': use --no-ignore"
            ),
            (
                ["audit", "--no-ignore", "--include", "*.yml", "--exclude", "vendor"],
                "leave out 2 files and directories, such as 'a.md'"
            ),
        ])
    func nothingLeft(arguments: [String], message: String) async throws {
        let directory = try archive("a.md", "vendor/b.md")
        try directory.write("a.md\n", to: ".ignore")
        let run = try await Program.run(arguments, in: directory)
        #expect(run.status == 2 && run.output.isEmpty)
        #expect(run.error.hasPrefix("proofsheet: no records in '.'; ") && run.error.contains(message), "\(run.error)")
        #expect(run.error.split(separator: "\n").count == 1)
    }

    @Test("a glob that cannot be used is a usage error", arguments: ["--include", "--exclude"])
    func badGlob(option: String) async throws {
        let directory = try archive("a.md")
        let run = try await Program.run(["audit", option, "*.{md,yml}"], in: directory)
        #expect(run.status == 2)
        #expect(
            run.error.hasPrefix("proofsheet: \(option): the glob '*.{md,yml}' cannot be used: it has braces"),
            "\(run.error)"
        )
    }
}
