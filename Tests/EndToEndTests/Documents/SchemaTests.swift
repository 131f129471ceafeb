import Foundation
import TestSupport
import Testing

/// A Python that can judge what the program writes, and the published schemas, which `Tests/Schemas/fetch` gets.
private enum Judge {
    static let jsonSchema = Tool.python(importing: "jsonschema")
    static let yaml = Tool.python(importing: "jsonschema, yaml")
    static let python = Tool.python(importing: "json")
    static let xmllint = Tool.path("xmllint")
    static let markdown = Tool.path("cmark-gfm")
    static let sarifSchema = fetched("sarif-2.1.0.json")
    static let junitSchema = fetched("junit-10.xsd")

    private static func fetched(_ name: String) -> String? {
        let path = RepositoryFiles.path(of: ".build/schemas/\(name)")
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// A schema of our own.
    static func schema(_ name: String) -> String { RepositoryFiles.path(of: "Examples/schemas/\(name).schema.json") }

    /// Expects that `Tests/Schemas/validate.py` has nothing to say.
    static func expectNothing(
        _ python: String?, _ arguments: [String], in directory: TemporaryDirectory,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let script = RepositoryFiles.path(of: "Tests/Schemas/validate.py")
        let program = try #require(python, sourceLocation: sourceLocation)
        let run = try await Program.run([script] + arguments, in: directory, program: program)
        #expect(run.status == 0, "\(run.output)\(run.error)", sourceLocation: sourceLocation)
    }
}

/// A site in which every text that gets into a report is hostile.
private struct HostileSite {
    private static let names = [
        "a|b `c` <b>&amp; [x](y) ![z](w) *e* _f_ ~~g~~ \"q\" 'p' @me #1.md", "new\nline\r.md", "comma,colon:;=.md",
        "%0A::error::x%3A.md", "\\|.md", "::error file=x::y.md", "tab\t \u{1B}[31m\u{202E}.md",
        "www.host.example https:x ]]> --.md",
        "ümläut 漢字 😀?#frag.md",
    ]
    private static let keys = ["|", "a|b\\|c", "`<img src=x>`", "x::y,z=%0A", "]]><!--", "[a](b) @all #2"]

    let site: TestSite

    init() async throws {
        site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/b.jpg": jpeg(40, 60, orientation: 6)])
        let text = { (value: String) in String(decoding: try JSONEncoder().encode(value), as: UTF8.self) }
        for name in Self.names {
            // Each trouble, below each key.
            let entries = try Self.keys.map { key in
                let url = "https://images.example/a.jpg"
                let odd = try text("https://images.example/x|`<b>\(key)&%0A.jpg?token=secret")
                return """
                    \(try text(key)): [{"url": "\(url)", "width": 60, "height": 30, "isCached": true},
                    {"url": "\(url)", "width": -1, "height": "x"}, {"url": \(odd), "isCached": true},
                    {"url": "https://images.example/b.jpg", "width": 40, "height": 60},
                    {"url": "ftp://\(key.utf8.count).example/|", "isCached": "yes"}]
                    """
            }
            try site.directory.write("---\n{\(entries.joined(separator: ",\n"))}\n---\n", to: name)
        }
        try site.directory.write("---\nimages: [\n---\n", to: "broken|.md")
        try site.directory.write("", to: ".out/empty")
        // What cannot be read at all.
        symlink("loop|\n.md", site.directory.path(of: "loop|\n.md"))
        _ = try await site.runOnline("warm", "--retries", "0", "--fail-on", "never")
    }

    /// Writes the report of an audit, and that in JSON, and gives their paths.
    func report(as format: String, _ arguments: String...) async throws -> [String] {
        for format in [format, "json"] {
            let run = try await Program.run(
                ["audit", "--format", format, "--output", ".out/report.\(format)"] + arguments, in: site.directory)
            #expect(run.status == 1 || run.status == 3, "\(run.error)")
        }
        let json = try site.directory.text(of: ".out/report.json")
        #expect(json.contains("\"rule\": \"dimensions-mismatch\"") && json.contains("\"rule\": \"record-invalid\""))
        return [".out/report.\(format)", ".out/report.json"]
    }
}

@Suite("Reports, judged by other people's schemas and parsers")
struct ReportSchemaTests {
    @Test(
        "SARIF is what its published schema says, and says what the JSON report says",
        .needs("python3-jsonschema", at: Judge.jsonSchema),
        .needs("the schema of SARIF (Tests/Schemas/fetch)", at: Judge.sarifSchema))
    func sarif() async throws {
        let site = try await HostileSite()
        let files = try await site.report(as: "sarif")
        let schema = try #require(Judge.sarifSchema, "run Tests/Schemas/fetch")
        try await Judge.expectNothing(Judge.jsonSchema, ["sarif", schema] + files, in: site.site.directory)
    }

    @Test(
        "JUnit is what its published schema says, and says what the JSON report says",
        .needs("xmllint", at: Judge.xmllint), .needs("the schema of JUnit (Tests/Schemas/fetch)", at: Judge.junitSchema)
    )
    func junit() async throws {
        let site = try await HostileSite()
        let files = try await site.report(as: "junit")
        let schema = try #require(Judge.junitSchema, "run Tests/Schemas/fetch")
        let run = try await Program.run(
            ["--noout", "--nonet", "--schema", schema, files[0]], in: site.site.directory,
            program: try #require(Judge.xmllint))
        #expect(run.status == 0, "\(run.error)")
        try await Judge.expectNothing(Judge.python, ["junit"] + files, in: site.site.directory)
    }

    @Test(
        "no text breaks a table of Markdown or becomes markup, by the parser of GitHub",
        .needs("cmark-gfm", at: Judge.markdown), .needs("python3", at: Judge.python))
    func markdown() async throws {
        let site = try await HostileSite()
        let files = try await site.report(as: "markdown")
        _ = try #require(Judge.markdown)
        try await Judge.expectNothing(Judge.python, ["markdown"] + files, in: site.site.directory)
    }

    @Test("workflow commands follow their grammar, whatever the texts", .needs("python3", at: Judge.python))
    func github() async throws {
        let site = try await HostileSite()
        let files = try await site.report(as: "github")
        try await Judge.expectNothing(Judge.python, ["github"] + files, in: site.site.directory)
    }
}

@Suite("JSON, judged by its schemas", .needs("python3-jsonschema", at: Judge.jsonSchema))
struct JSONSchemaTests {
    @Test("reports of every command")
    func reports() async throws {
        let hostile = try await HostileSite()
        var files = [".out/report.json"]
        _ = try await hostile.report(as: "json")
        let site = hostile.site
        for arguments in [
            ["audit", "--history", "history"], ["audit", "--history", "history", "--online"] + site.network,
            ["repair", "--dry-run", "--diff", "--dimensions", "--force"], ["warm", "--retry-failed"] + site.network,
            ["sync", "--diff", "--force"] + site.network,
        ] {
            let run = try await Program.run(arguments + ["--format", "json"], in: site.directory)
            #expect(run.status == 1 || run.status == 3, "\(run.error)")
            files.append(".out/\(files.count).json")
            try site.directory.write(run.output, to: files[files.count - 1])
        }
        try await Judge.expectNothing(
            Judge.jsonSchema, ["json", Judge.schema("report")] + files, in: site.directory)
    }

    @Test("lines of reports")
    func lines() async throws {
        let site = try await HostileSite()
        let files = try await site.report(as: "ndjson", "--history", "history")
        try await Judge.expectNothing(
            Judge.jsonSchema, ["lines", Judge.schema("report-line"), files[0]], in: site.site.directory)
    }

    @Test("lines of warm, of a list and of records, with every outcome that a run without trouble has")
    func warm() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40), "/cut.jpg": Array(jpeg(60, 40).dropLast(40))])
        let url = "https://images.example"
        try site.directory.write(
            """
            \(url)/a.jpg
            {"url": "\(url)/a.jpg", "width": 60, "height": 30}
            {"url": "\(url)/gone.jpg", "width": 60, "height": 30}
            {"url": "\(url)/cut.jpg"}
            {"no": "url"}
            {bad
            ftp://images.example/|\u{1B}

            http://[::1]/private.jpg
            """, to: "list.txt")
        try site.write(named: "post.md", "width: 60", "height: 40")
        var outcomes = Set<String>()
        for (name, arguments) in [
            ("first", ["--urls-from", "list.txt", "--retries", "0"]),
            ("second", ["--urls-from", "list.txt", "--offline"]),
            ("third", ["--force"]), ("fourth", []),
        ] {
            let run = try await Program.run(
                ["warm", "--format", "ndjson"] + arguments + site.network.filter { $0 != "--allow-private-hosts" }
                    + ["--allow-private-host", "127.0.0.1"], in: site.directory)
            #expect(!run.output.isEmpty && run.status < 2, "\(name): \(run.error)")
            outcomes.formUnion(run.output.matches(of: /"outcome": ?"([a-z]+)"/).map { String($0.1) })
            try site.directory.write(run.output, to: "out/\(name).txt")
            try await Judge.expectNothing(
                Judge.jsonSchema, ["lines", Judge.schema("warm-line"), "out/\(name).txt"], in: site.directory)
        }
        #expect(outcomes.isSuperset(of: ["downloaded", "fresh", "failed", "invalid", "refused"]), "\(outcomes)")
        withExtendedLifetime(site) {}
    }

    @Test("lines of probe, for images of every format and for what is none")
    func probe() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("no image", to: "a\n|.jpg")
        let fixtures = RepositoryFiles.path(of: "Tests/Fixtures/images")
        for options in [[], ["--verify"]] {
            let run = try await Program.run(
                ["probe", "--format", "json", fixtures, "a\n|.jpg", "missing.png"] + options, in: directory)
            #expect(run.status == 3 && run.output.split(separator: "\n").count > 60)
            try directory.write(run.output, to: "lines.txt")
            try await Judge.expectNothing(
                Judge.jsonSchema, ["lines", Judge.schema("probe-line"), "lines.txt"], in: directory)
        }
    }

    @Test(
        "configurations: takes those of the documentation and all that init writes, refuses misspelt keys and wrong types",
        .needs("python3-yaml", at: Judge.yaml))
    func configuration() async throws {
        let directory = try TemporaryDirectory()
        var files: [String] = []
        for (file, text) in [("_config.yml", "url: https://j.example\n"), ("hugo.toml", ""), ("astro.config.ts", "")] {
            let site = "site of \(file)"
            try directory.write(text, to: "\(site)/\(file)")
            try directory.write("---\nimages:\n- url: https://a.example/a.jpg\n  width: 1\n---\n", to: "\(site)/c/p.md")
            #expect(try await Program.run(["init"], in: directory, below: site).status == 0)
            files.append("\(site)/.proofsheet.yml")
        }
        try await Judge.expectNothing(
            Judge.yaml,
            ["--program", Program.path, "configuration", RepositoryFiles.path(of: "docs/cookbook/configuration.md")]
                + files, in: directory)
    }
}
