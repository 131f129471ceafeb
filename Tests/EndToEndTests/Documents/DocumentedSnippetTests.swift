import DemoSite
import FileSystem
import Foundation
import TestSupport
import Testing

/// What the pages show beside commands: records, configurations, files of the examples, and what the program prints.
///
/// The words behind the opening fence say what a block is.
@Suite("Snippets of the documentation")
struct DocumentedSnippetTests {
    /// The kinds of blocks, each of which a test here looks at.
    private enum Kind: String, CaseIterable {
        case demoReport = "text demo"
        case demoDiff = "diff demo"
        case yamlRecord = "yaml record"
        case tomlRecord = "toml record"
        case manifest = "yaml manifest"
        case report = "json report"
        case result = "json result"
        case probed = "json probed"
        case decisions = "json decisions"
        case workflow = "yaml workflow"
        case scheduled = "yaml scheduled"
        case history = "json history"
        case historyLine = "text history"
        case hooks = "yaml hooks"
        case configuration = "yaml configuration"
        case library = "swift library"
        case crontab = "text crontab"
    }

    private func block(_ kind: Kind) throws -> FencedBlock { try Documentation.block(kind.rawValue) }

    @Test("every block is one of commands, of a kind that a test looks at, or a part of an example's file")
    func all() throws {
        let examples = try FileManager.default.subpathsOfDirectory(atPath: RepositoryFiles.path(of: "Examples"))
            .filter { !$0.hasSuffix(".png") }
            .compactMap { try? RepositoryFiles.text(of: "Examples/\($0)") }
        for page in try Documentation.writtenPages() {
            for block in MarkdownPage(try RepositoryFiles.text(of: page)).blocks where !block.info.isEmpty {
                if block.info.hasSuffix(" example") {
                    let isPart = examples.contains { $0.contains(block.text) }
                    #expect(isPart, "\(page): no file below Examples has this:\n\(block.text)")
                } else {
                    #expect(
                        Kind(rawValue: block.info) != nil, "\(page): add a kind, and what it must hold: \(block.info)")
                }
            }
        }
    }

    @Test("the demo prints what the README quotes of it")
    func demo() async throws {
        let run = try await Program.run(["demo", "site"], in: TemporaryDirectory())
        let report = try block(.demoReport).text
        #expect(report.hasSuffix("  …\n") && run.output.contains(report.dropLast(4)))
        #expect(run.output.contains(try block(.demoDiff).text))
    }

    @Test("the records shown are records whose every value is understood")
    func records() async throws {
        for (kind, fence) in [(Kind.yamlRecord, "---"), (.tomlRecord, "+++")] {
            let blocks = try Documentation.blocks(kind.rawValue)
            #expect(!blocks.isEmpty)
            for block in blocks {
                let site = try await TestSite()
                try site.makeCache()
                let directory = site.directory
                try directory.write("\(fence)\n\(block.text)\(fence)\n", to: "post.md")
                let run = try await Program.run(["audit", "--format", "json"], in: directory)
                #expect(run.summary("entries") == 1 && run.rules == ["flag-stale"])
                let finding = try #require((run.json["findings"] as? [[String: Any]])?.first)
                #expect(finding["entry"] as? String == "images[0]")
                #expect(finding["declared"] as? [String: Int] == ["width": 1200, "height": 741])
            }
        }
    }

    @Test("the configurations shown are read, every key of them")
    func configuration() async throws {
        var known = Set<String>()
        for block in try Documentation.blocks(Kind.configuration.rawValue) {
            let directory = try TemporaryDirectory()
            try directory.write(block.text, to: "shown.yml")
            let run = try await Program.run(["config", "--config", "shown.yml"], in: directory)
            try #require(run.status == 0, "\(run.error)")
            let keys = block.text.matches(of: /(?m)^([a-z-]+):/).map { String($0.1) }
            #expect(!keys.isEmpty)
            // The tests themselves set some limits of time by variables, which win.
            for key in keys {
                #expect(run.output.contains(try Regex("(?m)^\(key): .*# (shown.yml:|PROOFSHEET_)")), "\(key)")
            }
            known.formUnion(keys)
        }
        #expect(known.count > 20)
    }

    @Test("the line shown for cron runs a command that the same page runs")
    func crontab() throws {
        let line = try block(.crontab).text
        let command = try #require(line.firstMatch(of: /&& \/usr\/local\/bin\/(proofsheet .*)\n/)?.1)
        #expect(line.hasPrefix("0 3 * * * cd /srv/archive && "))
        let words = command.split(separator: " ")
        let commands = try #require(DocumentedCommands.ofPages["docs/cookbook/cron.md"]).fates.keys
        #expect(commands.contains { Set($0.split(separator: " ")).isSuperset(of: words) }, "\(command)")
    }

    @Test("the reports shown have the keys that the program writes")
    func reports() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 30", "isCached: true")
        let list = #"{"url": "https://images.example/a.jpg", "width": 60, "height": 30}"#
        try site.directory.write(list, to: "urls.txt")
        let result = try await site.runOnline("warm", "--urls-from", "urls.txt", "--format", "ndjson")
        try expectSameKeys(result.output, as: .result)
        try expectSameKeys(try await site.run("audit", "--format", "json").output, as: .report)
        try site.directory.write(jpeg(60, 40), to: "a.jpg")
        let probe = try await site.run("probe", "--verify", "--format", "json", "a.jpg")
        try expectSameKeys(probe.output, as: .probed)

        #expect(try await site.run("cache", "export", "out", "--manifest", "images.yml").status == 0)
        func keys(_ text: String) -> [String] { text.matches(of: /(?m)^( *)"?([a-zA-Z]+)/).map { "\($0.1)\($0.2)" } }
        #expect(try keys(site.directory.text(of: "images.yml")) == keys(block(.manifest).text))
    }

    @Test("the workflow shown gives the action only inputs that it has")
    func workflow() throws {
        let lines = try block(.workflow).lines
        let action = try RepositoryFiles.text(of: "action.yml")
        let inputs = Set(action.matches(of: /(?m)^  ([a-z]+):$/).map { String($0.1) })
        let given = lines.compactMap { $0.wholeMatch(of: /\ {4}([a-z]+): .*/)?.1 }.filter { $0 != "with" }
        #expect(given == ["command", "paths", "arguments"] && inputs.isSuperset(of: given.map(String.init)))
        let scheduled = try block(.scheduled).text
        let others = scheduled.matches(of: /(?m)^ {10}([a-z]+):\s/).map { String($0.1) }
        #expect(others == ["command", "paths", "arguments", "issue"] && inputs.isSuperset(of: others))
        #expect(scheduled.contains("\npermissions: {contents: read, issues: write}\n"))
    }

    @Test("the history shown is read, and kept as it is but for what a run adds")
    func history() async throws {
        let site = try await TestSite(images: ["/ferry.jpg": jpeg(60, 40)])
        let shown = try block(.history).text
        try site.directory.write(shown, to: ".proofsheet-history/findings.history")
        try site.write(named: "_posts/ferry.md", "width: 60", "height: 40")
        let run = try await site.run("audit", "--history", ".proofsheet-history", "_posts")
        let form =
            /since [^:]+(?::\d\d UTC)?: \d+ new(?: \(\d+ of them back\))?, \d+ mended, \d+ still there/
        #expect(try block(.historyLine).lines[0].wholeMatch(of: form) != nil)
        #expect(run.output.split(separator: "\n").contains { $0.wholeMatch(of: form) != nil }, "\(run)")
        let written = try site.directory.text(of: ".proofsheet-history/findings.history").split(separator: "\n")
        for line in shown.split(separator: "\n") where line.contains("fingerprint") {
            #expect(written.contains { $0.hasPrefix(line.prefix(60)) }, "\(line)")
        }
    }

    @Test("the hooks shown for pre-commit are those that there are")
    func hooks() throws {
        let shown = try block(.hooks).text.matches(of: /id: ([a-z-]+)/).map { String($0.1) }
        let declared = try RepositoryFiles.text(of: ".pre-commit-hooks.yaml").matches(of: /(?m)^- id: ([a-z-]+)$/)
        #expect(shown == declared.map { String($0.1) })
    }

    @Test("the decisions shown are read, and those that fit no finding are told and do nothing")
    func decisions() async throws {
        let site = try await TestSite()
        let record = try site.write(named: "_posts/ferry.md", "width: 60", "height: 40", "isCached: true")
        let before = try FileSystem.read(record).bytes
        try site.directory.write(try block(.decisions).text, to: "decisions.json")
        let run = try await site.run("repair", "--decisions", "decisions.json", "_posts")
        #expect(run.status == 3 && (run.output + run.error).contains("_posts/ferry.md"), "\(run)")
        #expect(try FileSystem.read(record).bytes == before)
    }

    @Test("the program shown for the library stands in a test of it, line by line")
    func library() throws {
        let test = try RepositoryFiles.text(of: "Tests/ProofsheetTests/LibraryTests.swift")
        let lines = test.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        for line in try block(.library).lines where !line.isEmpty { #expect(lines.contains(line), "\(line)") }
    }

    /// Whether an object that the program wrote has the keys of the one shown, at every depth.
    private func expectSameKeys(_ output: String, as kind: Kind) throws {
        let shown = try JSONSerialization.jsonObject(with: Data(try block(kind).text.utf8))
        let written = try JSONSerialization.jsonObject(with: Data(output.utf8))
        #expect(Self.keys(of: written) == Self.keys(of: shown))
    }

    /// The paths of all keys; of a list, those of its first element.
    private static func keys(of value: Any, at path: String = "") -> Set<String> {
        if let object = value as? [String: Any] {
            return object.reduce(into: []) { keys, member in
                keys.insert("\(path).\(member.key)")
                keys.formUnion(Self.keys(of: member.value, at: "\(path).\(member.key)"))
            }
        }
        return (value as? [Any])?.first.map { keys(of: $0, at: path + "[]") } ?? []
    }
}
