import TestSupport
import Testing

@Suite("Files that are no records")
struct UnreadFileTests {
    private static let files = [
        "map.yml": "---\npermalink: /map.yml\n---\n{% for x in site.data %}\n- {{ x }}\n{% endfor %}\n",
        "tsconfig.json": "{\n  // comment\n  \"compilerOptions\": {\"strict\": true,},\n}\n",
        "archetypes/default.md": "---\ntitle: \"{{ replace .Name \"-\" \" \" | title }}\"\ndate: {{ .Date }}\n---\n",
        "layouts/index.json": "{{- $.Scratch.Add \"index\" slice -}}\n{{- .Scratch.Get \"index\" | jsonify -}}\n",
    ]

    @Test("are told as information, count as no records, and are errors with --strict")
    func unread() async throws {
        let directory = try TemporaryDirectory()
        for (name, text) in Self.files { try directory.write(text, to: name) }
        let audit = try await Program.run(["audit", "--format", "json"], in: directory)
        #expect(audit.status == 0 && audit.rules == ["record-unread", "record-unread", "record-unread"])
        // The settings with comments are read.
        #expect(audit.summary("records") == 1 && audit.summary("errors") == 0 && audit.summary("infos") == 3)
        let named = try await Program.run(["audit"] + Self.files.keys.sorted(), in: directory)
        #expect(named.status == 0 && named.output.contains("names no image and does not parse"))

        let strict = try await Program.run(["audit", "--strict", "--format", "json"], in: directory)
        #expect(strict.status == 1 && strict.summary("errors") == 3)
        try directory.write("strict: true\nrules: {record-unread: off}\n", to: ".proofsheet.yml")
        #expect(try await Program.run(["audit", "--format", "json"], in: directory).rules.isEmpty)
        try directory.write("strict: true\n", to: ".proofsheet.yml")
        #expect(try await Program.run(["audit"], in: directory).status == 1)
        #expect(try await Program.run(["warm", "--offline"], in: directory).status == 1)
    }

    @Test("that name an image stay errors")
    func broken() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("title: a: b\nimage: x\n", to: "a.yml")
        let run = try await Program.run(["audit", "--format", "json"], in: directory)
        #expect(run.status == 1 && run.rules == ["record-invalid"] && run.summary("records") == 1)
    }

    @Test("a diff shows only lines that change")
    func diff() async throws {
        let site = try await TestSite()
        for name in ["a", "b", "c"] {
            try site.directory.write(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>", to: "static/\(name).svg")
        }
        try site.directory.write(
            "---\nimages:\n  - src: /a.svg\n  - src: /b.svg\n  - src: /c.svg\n---\n", to: "a.md")
        let run = try await site.run("repair", "--dimensions", "--dry-run", "--diff", "a.md")
        let lines = run.output.split(separator: "\n").filter { !$0.hasPrefix("---") && !$0.hasPrefix("+++") }
        #expect(lines.count { $0.hasPrefix("+") } == 6 && lines.count { $0.hasPrefix("-") } == 0, "\(run.output)")
    }
}
