import Foundation
import Proofsheet
import TestSupport
import Testing

@Suite("The workflow of a release")
struct ReleaseTests {
    private func run(
        _ name: String, _ arguments: [String] = [], in directory: TemporaryDirectory, path: String = "/usr/bin:/bin"
    ) async throws -> ProgramRun {
        try await Program.run(
            arguments, in: directory, program: RepositoryFiles.path(of: "Packaging/\(name)"),
            environment: ["PATH": path])
    }

    @Test("takes the version's own tag alone")
    func check() async throws {
        let directory = try TemporaryDirectory()
        #expect(try await run("release/check", ["v\(Version.current)"], in: directory).status == 0)
        let other = try await run("release/check", ["v9.9.9"], in: directory)
        #expect(other.status == 1 && other.error.contains("tag v\(Version.current), or change Version.swift"))
    }

    @Test("publishes all files with their checksums and what the changelog says of the version")
    func publish() async throws {
        let directory = try TemporaryDirectory()
        for name in ["a.deb", "b.deb"] { try directory.write(name, to: "release/\(name)") }
        try directory.write("old", to: "release/SHA256SUMS")
        let path = try directory.write(
            """
            #!/bin/sh
            for word; do echo "$word"; [ "$previous" != --notes-file ] || cp "$word" notes; previous=$word; done >words
            """, to: "bin/gh")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        let published = try await run(
            "release/publish", ["release"], in: directory, path: directory.path(of: "bin:/usr/bin:/bin"))
        #expect(published.status == 0, "\(published.error)")
        let words = try directory.text(of: "words").split(separator: "\n").map(String.init)
        #expect(words.prefix(4) == ["release", "create", "v\(Version.current)", "--verify-tag"])
        #expect(words.suffix(3) == ["release/SHA256SUMS", "release/a.deb", "release/b.deb"])
        let notes = try directory.text(of: "notes")
        #expect(notes.contains("### Added") && !notes.contains("\n## ") && !notes.contains("[Unreleased]"))
        let sums = try await Program.runShell("cd release && sha256sum --check SHA256SUMS", in: directory)
        #expect(sums.output == "a.deb: OK\nb.deb: OK\n")
    }

    @Test("runs nothing but scripts of the project")
    func steps() throws {
        let workflow = try RepositoryFiles.text(of: ".github/workflows/release.yml")
        let commands = workflow.split(separator: "\n").compactMap { line -> Substring? in
            let words = line.drop { $0 == " " }
            return words.hasPrefix("run: ") ? words.dropFirst(5) : nil
        }
        #expect(commands.count == 5)
        for command in commands where command != "make package" {
            let name = String(command.prefix { $0 != " " })
            #expect(FileManager.default.isExecutableFile(atPath: RepositoryFiles.path(of: name)), "\(command)")
        }
    }

    @Test(
        "and the action are without the faults that zizmor knows",
        .enabled(if: ExternalProgram.find("zizmor") != nil, "needs zizmor: pip install zizmor"))
    func audit() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(
            ["--offline", "--no-progress"]
                + ["action.yml", ".github/workflows/release.yml"].map(RepositoryFiles.path(of:)),
            in: directory, program: try #require(ExternalProgram.find("zizmor")))
        #expect(run.status == 0, "\(run.output)\(run.error)")
    }
}
