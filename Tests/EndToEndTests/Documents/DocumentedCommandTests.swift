import Decoding
import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Commands of the documentation")
struct DocumentedCommandTests {
    @Test("every page with commands is known, and no other")
    func pages() throws {
        let pages = try Documentation.writtenPages().filter { try !Self.commandLines(of: $0).isEmpty }
        let known = Set(DocumentedCommands.ofPages.keys)
        for page in Set(pages).subtracting(known) {
            Issue.record("no test runs the commands of \(page): give it an entry in DocumentedCommands.swift")
        }
        #expect(known.subtracting(pages).isEmpty, "pages without commands: remove them in DocumentedCommands.swift")
        for name in DocumentedCommands.generators { #expect(pages.contains("docs/tutorials/\(name).md")) }
    }

    @Test(
        "every line of a page's blocks of commands does what the page says, in its order",
        arguments: DocumentedCommands.ofPages.keys.sorted())
    func lines(page: String) async throws {
        let commands = try #require(DocumentedCommands.ofPages[page])
        let lines = try Self.commandLines(of: page)
        Self.expectSame(lines, commands.fates, of: page)
        let site = try await Self.site(of: page)
        for line in commands.preparation {
            try await Self.run([line], [line: .runs(0)], in: site)
        }
        try await Self.run(lines, commands.fates, in: site)
    }

    @Test("so does every command within the text of a page")
    func text() async throws {
        let spans = try Documentation.writtenPages().flatMap {
            MarkdownPage(try RepositoryFiles.text(of: $0)).codeSpans
        }
        let commands = Set(spans.filter { $0 == "make" || $0.hasPrefix("make ") || $0.hasPrefix("proofsheet ") })
        Self.expectSame(Array(commands), DocumentedCommands.inText, of: "the text of a page")
        let site = try await Self.preparedSite()
        try await Self.run(
            ["proofsheet sync _posts"], ["proofsheet sync _posts": .runs(1, printing: "1 downloaded")], in: site)
        try await Self.run(commands.sorted(), DocumentedCommands.inText, in: site)
    }

    @Test("every option that a page names is one of the program")
    func options() async throws {
        let help = try await Program.run(["--experimental-dump-help"], in: TemporaryDirectory())
        let known = Set(help.output.matches(of: /"name" : "([^"]+)"/).map { String($0.1) })
        let options = try Documentation.writtenPages().flatMap { page in
            MarkdownPage(try RepositoryFiles.text(of: page)).codeSpans
                .filter { $0.hasPrefix("--") && !$0.hasPrefix("---") }.map { (page, String($0.dropFirst(2))) }
        }
        #expect(options.count > 50 && known.count > 50)
        for (page, option) in options {
            let name = String(option.prefix { $0 != " " && $0 != "=" })
            #expect(known.contains(name), "\(page): --\(option)")
        }
    }

    @Test("every message that the page on troubles quotes is one of the program, and every rule too")
    func messages() async throws {
        let sources = try FileManager.default.subpathsOfDirectory(atPath: RepositoryFiles.path(of: "Sources"))
            .filter { $0.hasSuffix(".swift") }.map { try RepositoryFiles.text(of: "Sources/\($0)") }.joined()
        let rules = try await Program.run(["rules"], in: TemporaryDirectory()).output
            .split(separator: "\n").map { String($0.prefix { $0 != " " }) }
        let text = try RepositoryFiles.text(of: "docs/troubleshooting.md")
        let quotes = text.matches(of: /\*\*(`[^*]+`)\*\*/).flatMap { $0.1.matches(of: /`([^`]+)`/) }.map {
            String($0.1)
        }
        #expect(quotes.count > 10)
        for quote in quotes {
            #expect(rules.contains(quote) || sources.contains(quote), "the program does not say '\(quote)'")
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

    /// The lines of the blocks that say no language.
    private static func commandLines(of page: String) throws -> [String] {
        MarkdownPage(try RepositoryFiles.text(of: page)).blocks.filter(\.info.isEmpty).flatMap(\.lines)
    }

    private static func expectSame(_ commands: [String], _ fates: [String: CommandFate], of page: String) {
        let known = Set(fates.keys)
        for command in Set(commands).subtracting(known) {
            Issue.record("no test runs '\(command)' of \(page): give it an entry in DocumentedCommands.swift")
        }
        for command in known.subtracting(commands) {
            Issue.record("'\(command)' is no more in \(page): remove its entry in DocumentedCommands.swift")
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
}

/// The sites that the commands are run in.
extension DocumentedCommandTests {
    /// A recipe's pages speak of its own site, all others of the one that `preparedSite` makes.
    private static func site(of page: String) async throws -> TestSite {
        let recipe = DocumentedCommands.generators.first {
            ["Examples/\($0)/README.md", "docs/tutorials/\($0).md"].contains(page)
        }
        guard let recipe else { return try await preparedSite() }
        let site = try await TestSite(images: RecipeCheck.images)
        try RepositoryFiles.copy("Examples/\(recipe)", to: site.directory)
        try site.sendRequests(of: "media|old-cdn")
        return site
    }

    /// A site as the pages speak of: articles, a list of URLs, a crawler, images of its own in git, and hosts that have
    /// what they name.
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
        let curl = try #require(ExternalProgram.find("curl"), "the documentation shows curl")
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
