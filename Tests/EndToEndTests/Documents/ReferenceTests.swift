import Foundation
import TestSupport
import Testing

@Suite("The reference")
struct ReferenceTests {
    @Test("is what the program says of itself")
    func generated() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["generate-reference", "reference"], in: directory)
        #expect(run.status == 0 && run.output.isEmpty && run.error.isEmpty)
        let names = try directory.names(in: "reference")
        let committed = try Documentation.pages().filter(Documentation.isGenerated)
        #expect(Set(committed) == Set(names.map { "docs/reference/" + $0 }) && names.count == 5)
        for name in names {
            let isSame =
                try RepositoryFiles.text(of: "docs/reference/\(name)") == directory.text(of: "reference/\(name)")
            #expect(isSame, "docs/reference/\(name) is not what the program says: run 'make reference'")
        }
    }

    @Test("names every option, rule, key and format, and says what each format is for")
    func complete() async throws {
        let directory = try TemporaryDirectory()
        let help = try await Program.run(["--experimental-dump-help"], in: directory)
        let commands = try RepositoryFiles.text(of: "docs/reference/commands.md")
        for option in Set(help.output.matches(of: /"kind" : "long",\s+"name" : "([^"]+)"/).map { String($0.1) }) {
            #expect(commands.contains("--\(option)"), "--\(option)")
        }
        let rules = try RepositoryFiles.text(of: "docs/reference/rules.md")
        let listed = try await Program.run(["rules"], in: directory).output.split(separator: "\n")
        #expect(listed.count > 20)
        for rule in listed { #expect(rules.contains("\n## \(rule.prefix { $0 != " " })\n"), "\(rule)") }
        let keys = try RepositoryFiles.text(of: "docs/reference/configuration.md")
        let effective = try await Program.run(["config"], in: directory).output
        for key in effective.matches(of: #/(?m)^(?:# )?([a-z-]+):/#) {
            #expect(keys.contains("\n| `\(key.1)` |"), "\(key.1)")
        }
        let formats = try RepositoryFiles.text(of: "docs/reference/report-formats.md")
        let schema = try await Program.run(["config", "--schema"], in: directory).json
        let format = (schema["properties"] as? [String: [String: Any]])?["format"]?["enum"] as? [String]
        for name in try #require(format) {
            let row = try Regex("\n\\| `\(name)` \\| [a-zA-Z]")
            #expect(formats.contains(row), "say in ReferencePage.swift what '\(name)' is for")
        }
    }

    @Test("of JSON names every field that the schemas have")
    func fields() throws {
        let spans = MarkdownPage(try RepositoryFiles.text(of: "docs/reference/json.md")).codeSpans
        for name in ["report", "report-line", "warm-line", "probe-line"] {
            let text = try RepositoryFiles.text(of: "Examples/schemas/\(name).schema.json")
            let schema = try JSONSerialization.jsonObject(with: Data(text.utf8))
            let fields = Self.properties(of: schema)
            #expect(!fields.isEmpty)
            for field in fields { #expect(spans.contains(field), "docs/reference/json.md does not name \(field)") }
        }
    }

    /// The names of the properties that a schema speaks of, at every depth.
    private static func properties(of schema: Any) -> Set<String> {
        if let list = schema as? [Any] { return list.reduce(into: []) { $0.formUnion(properties(of: $1)) } }
        guard let object = schema as? [String: Any] else { return [] }
        let names = (object["properties"] as? [String: Any]).map { Set($0.keys) } ?? []
        return object.values.reduce(into: names) { $0.formUnion(properties(of: $1)) }
    }
}
