import Decoding
import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Commands of the documentation")
struct DocumentedCommandTests {
    @Test("every line of the README's blocks of commands does what the text says, in its order")
    func lines() async throws {
        let lines = try Self.commandLines(of: "README.md")
        Self.expectSame(lines, DocumentedCommands.lines)
        let site = try await Self.preparedSite()
        try await Self.run(lines, DocumentedCommands.lines, in: site)
        let report = try JSONSerialization.jsonObject(with: Data(site.directory.bytes(of: "report.json")))
        #expect((report as? [String: Any])?["findings"] != nil)
        #expect(try site.directory.text(of: "proof.html").contains("dimensions-mismatch"))
    }

    @Test("so does every command within the README's text")
    func text() async throws {
        let spans = Self.spans(of: try RepositoryFiles.text(of: "README.md"))
        let commands = spans.filter { $0 == "make" || $0.hasPrefix("make ") || $0.hasPrefix("proofsheet ") }
        Self.expectSame(commands, DocumentedCommands.inText)
        let site = try await Self.preparedSite()
        // One that changes the site's records or cache comes before one that looks at them.
        try await Self.run(["proofsheet sync _posts"] + commands.sorted(), DocumentedCommands.inText, in: site)
    }

    @Test("every option that the README names is one of the program")
    func options() async throws {
        let help = try await Program.run(["--experimental-dump-help"], in: TemporaryDirectory())
        let known = Set(help.output.matches(of: /"name" : "([^"]+)"/).map { String($0.1) })
        let text = try RepositoryFiles.text(of: "README.md")
        let options = Self.spans(of: text).filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }
        #expect(options.count > 50 && known.count > 50)
        for option in options {
            let name = String(option.prefix { $0 != " " && $0 != "=" })
            #expect(known.contains(name), "--\(option)")
        }
    }

    @Test("every line of an example's README is known, and those of the program do what the text says")
    func examples() async throws {
        let examples = try FileManager.default.contentsOfDirectory(atPath: RepositoryFiles.path(of: "Examples"))
            .filter { FileManager.default.fileExists(atPath: RepositoryFiles.path(of: "Examples/\($0)/README.md")) }
        #expect(Set(examples) == Set(DocumentedCommands.ofExamples.keys))
        for example in examples {
            let lines = try Self.commandLines(of: "Examples/\(example)/README.md")
            let fates = try #require(DocumentedCommands.ofExamples[example])
            Self.expectSame(lines, fates)
            let site = try await TestSite(images: RecipeCheck.images)
            try RepositoryFiles.copy("Examples/\(example)", to: site.directory)
            try site.sendRequests(of: "media|old-cdn")
            try await Self.run(lines, fates, in: site)
        }
    }

    @Test("the service for systemd runs a command that does its work")
    func service() async throws {
        let text = try RepositoryFiles.text(of: "Examples/systemd/proofsheet.service")
        let line = try #require(text.firstMatch(of: /ExecStart=\/usr\/local\/bin\/(proofsheet .*)/)?.1)
        #expect(text.contains("\nSuccessExitStatus=1\n"))
        let site = try await Self.preparedSite()
        let command = line.replacing("/var/lib/prometheus/node-exporter/", with: "")
        try await Self.run([String(command)], [String(command): .runs(1, printing: "1 downloaded")], in: site)
        #expect(try site.directory.text(of: "proofsheet.prom").contains("proofsheet_images_cached 1"))
    }

    /// The lines of the blocks that say no language, but for those that show what a command prints.
    private static func commandLines(of name: String) throws -> [String] {
        FencedBlock.all(in: try RepositoryFiles.text(of: name))
            .filter { $0.language.isEmpty && !DocumentedSnippetTests.shows($0) }.flatMap(\.lines)
    }

    /// Code within the text, with the backslash that a table wants before a bar taken away, each once.
    private static func spans(of text: String) -> [String] {
        let withoutBlocks = text.replacing(/(?m)^ *```[^`]*^ *```$/, with: "")
        let paragraphs = withoutBlocks.split(separator: "\n\n")
        let spans = paragraphs.flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
        return Array(Set(spans.map { $0.replacing("\n", with: " ").replacing("\\|", with: "|") }))
    }

    private static func expectSame(_ commands: [String], _ fates: [String: CommandFate]) {
        let known = Set(fates.keys)
        for command in Set(commands).subtracting(known) {
            Issue.record("no test runs the documented '\(command)': give it an entry in DocumentedCommands.swift")
        }
        for command in known.subtracting(commands) {
            Issue.record("'\(command)' is documented no more: remove its entry in DocumentedCommands.swift")
        }
    }

    private static func run(_ commands: [String], _ fates: [String: CommandFate], in site: TestSite) async throws {
        for command in commands {
            guard case .runs(let status, let text, let instead) = fates[command] else { continue }
            let line = #"PATH="$PWD/.bin:$(dirname "$0"):$PATH"; "# + (instead ?? command)
            let run = try await Program.runShell(line, in: site.directory)
            #expect(run.status == status, "\(command): \(run.output)\(run.error)")
            #expect((run.output + run.error).contains(text) || text.isEmpty, "\(command): \(run.output)\(run.error)")
        }
        // The server stops when nobody holds it any more.
        withExtendedLifetime(site) {}
    }

    /// A site as the README speaks of: articles, a list of URLs, a crawler, images of its own in git, and hosts that
    /// have what they name.
    private static func preparedSite() async throws -> TestSite {
        let site = try await TestSite(images: [
            "/photo.jpg": jpeg(60, 40), "/hero.jpg": jpeg(60, 40), "/crawled.jpg": jpeg(50, 40),
        ])
        try site.directory.write("# The site\ncache: Cache\n", to: ".proofsheet.yml")
        try site.sendRequests(of: "media|cdn")
        try site.write(
            named: "_posts/post.md", url: "https://media.example/photo.jpg", "width: 60", "height: 30",
            "isCached: false")
        try site.directory.write("https://cdn.example/hero.jpg\n", to: "urls.txt")
        try site.directory.write(TestPicture(width: 60, height: 40, seed: 2).png(), to: "static/images/logo.png")
        try FileSystem.makeDirectories(site.directory.path(of: "fresh/_posts"))
        try site.directory.write("---\nimage: {url: a.jpg, width: 1, height: 1}\n---\n", to: "fresh/_posts/a.md")
        let curl = try #require(ExternalProgram.find("curl"), "the README shows curl")
        try write("echo https://cdn.example/crawled.jpg", to: "my-crawler", in: site)
        try write(
            """
            for argument; do
                shift
                set -- "$@" "$(printf '%s' "$argument" | sed 's|^https://cdn.example|\(site.server.baseURL)|')"
            done
            exec \(curl) "$@"
            """, to: "curl", in: site)
        let repository = try await Program.runShell("git init -q . && git add static", in: site.directory)
        try #require(repository.status == 0, "\(repository.error)")
        return site
    }

    /// Writes a program of the site's own.
    private static func write(_ script: String, to name: String, in site: TestSite) throws {
        let path = try site.directory.write("#!/bin/sh\n\(script)\n", to: ".bin/\(name)")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    }
}
