import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("A history of runs")
struct HistoryTests {
    @Test("tells of what is new, since when the rest is there, and what was mended, and keeps to one file")
    func flow() async throws {
        let site = try await HistorySite()
        let first = try await site.audit()
        #expect(first.status == 1 && first.output.contains("\nhistory: it begins with this run, and 2 findings\n"))
        #expect(!first.output.contains("new since"))
        try site.age(by: 12)
        try site.wrong("posts/c.md")
        try site.right("posts/a.md")
        let second = try await site.audit()
        #expect(second.output.contains(": 1 new, 1 mended, 1 still there\n"), "\(second.output)")
        let lines = second.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
        #expect(lines.filter { $0 == "broken for 12 days" }.count == 1)
        #expect(lines.filter { $0.hasPrefix("new since ") }.count == 1)
        #expect(try site.site.directory.names(in: ".history").sorted() == [".gitignore", "findings.history", "lock"])
        #expect(try site.runs().map { $0["mended"] as? Int } == [0, 1])
        // The same once more changes one line for the run, and those of the last look.
        let before = try site.text().split(separator: "\n")
        let third = try await site.audit()
        #expect(third.output.contains(": 0 new, 0 mended, 2 still there\n"))
        #expect(Set(try site.text().split(separator: "\n")).subtracting(before).count <= 3)
    }

    @Test("is said in every format that has words for it, and as fields in JSON")
    func formats() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        try site.age(by: 3)
        try site.wrong("posts/c.md")
        let report = try await site.audit("--format", "json")
        let history = try #require(report.json["history"] as? [String: Any])
        #expect(history["new"] as? Int == 1 && history["standing"] as? Int == 2)
        let findings = try #require(report.json["findings"] as? [[String: Any]])
        #expect(findings.map { ($0["history"] as? [String: Any])?["new"] as? Bool } == [false, false, true])
        try site.wrong("posts/d.md")
        let lines = try await site.audit("--format", "ndjson")
        #expect(lines.output.contains("{\"type\": \"history\", ") && lines.output.contains("\"new\": true"))
        #expect(lines.status == 1 && lines.output.split(separator: "\n").count == 6)
        for (number, format) in ["markdown", "github"].enumerated() {
            try site.wrong("posts/e\(number).md")
            let run = try await site.audit("--format", format)
            #expect(run.output.contains("broken for 3 days") && run.output.contains("new since "), "\(run.output)")
            #expect(run.output.contains(": 1 new, 0 mended, \(4 + number) still there"), "\(run.output)")
        }
        try site.wrong("posts/f.md")
        let page = try await site.audit("--format", "html")
        #expect(page.output.contains("\"new\": 1, \"still\": 6, \"fixed\": 0"))
    }

    @Test("says in a repair what it mended, and nothing in a dry run")
    func repair() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        try site.age(by: 1)
        let before = try site.text()
        for command in ["repair", "sync"] {
            let dry = try await site.run(command, "--dry-run", "--dimensions")
            #expect(dry.output.contains("would repair: 2 values") && !dry.output.contains("still there"))
        }
        #expect(try site.text() == before)
        let run = try await site.run("repair", "--dimensions")
        #expect(run.status == 0 && run.output.contains(": 0 new, 2 mended, 0 still there\n"), "\(run.output)")
        try site.wrong("posts/a.md")
        let back = try await site.run("sync")
        #expect(back.output.contains("back since ") && back.output.contains("first seen "), "\(back.output)")
        #expect(back.output.contains(": 1 new (1 of them back), 0 mended, 0 still there\n"))
    }

    @Test("is named in the configuration, and lies where that does")
    func configuration() async throws {
        let site = try await HistorySite()
        try site.site.directory.write("cache: .proofsheet\nhistory: kept\n", to: ".proofsheet.yml")
        let run = try await Program.run(["audit", "."], in: site.site.directory, below: "posts")
        #expect(run.output.contains("history: it begins"), "\(run.output)\(run.error)")
        #expect(try site.site.directory.names(in: "kept").contains("findings.history"))
        // Within a repository, the directory that a run starts in does not matter.
        #expect(try await Program.runShell("git init -q .", in: site.site.directory).status == 0)
        _ = try await Program.run(["audit", "."], in: site.site.directory, below: "posts")
        let above = try await Program.run(["audit", "./posts/"], in: site.site.directory)
        #expect(above.output.contains(": 0 new, 0 mended, 2 still there\n"), "\(above.output)")
    }

    @Test("is no record, whether or not a run is told of it")
    func noRecord() async throws {
        let site = try await HistorySite()
        for arguments in [["--history", "posts/history"], ["--history", "posts/history"], []] {
            let run = try await Program.run(
                ["audit", "posts", "--format", "json"] + arguments, in: site.site.directory)
            #expect(run.summary("records") == 2 && run.summary("errors") == 2 && run.status == 1, "\(run)")
        }
        let entries = try await Program.run(["entries", "."], in: site.site.directory)
        #expect(!entries.output.contains("history"))
    }

    @Test("takes the runs that end at the same time one after the other")
    func sideBySide() async throws {
        let site = try await HistorySite()
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<6 { group.addTask { try await site.audit().status } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [1, 1, 1, 1, 1, 1])
        #expect(try site.runs().count == 6 && site.findings().count == 2)
    }

    @Test(
        "that is damaged, or of a later version, ends a run before it does anything, and stays as it is",
        arguments: [
            "", "{", "[]", "<<<<<<< HEAD\n{}",
            "{\"schemaVersion\": 9, \"rules\": [], \"scopes\": {}, \"runs\": [], \"findings\": []}",
            "{\"schemaVersion\": 1, \"rules\": [], \"scopes\": {\".\": \"yesterday\"}, \"runs\": [], \"findings\": []}",
        ])
    func damaged(text: String) async throws {
        let site = try await HistorySite()
        try site.site.directory.write(text, to: ".history/findings.history")
        for command in ["audit", "repair", "sync", "warm"] {
            let run = try await site.run(command)
            #expect(run.status == 2 && run.output.isEmpty, "\(run)")
            #expect(run.error.contains(".history/findings.history") && run.error.contains("move it away to begin anew"))
        }
        #expect(try site.text() == text)
    }

    @Test("that cannot be written is a failure of a run that reports all the same")
    func unwritable() async throws {
        let site = try await HistorySite()
        _ = try await site.audit()
        try FileSystem.remove(site.site.directory.path(of: ".history/lock"))
        try FileSystem.makeDirectories(site.site.directory.path(of: ".history/lock"))
        let before = try site.text()
        let run = try await site.audit()
        #expect(run.status == 3 && run.output.contains("failed: the history was not written: "), "\(run)")
        #expect(run.output.contains("still there") && run.output.contains("dimensions-mismatch"))
        #expect(try site.text() == before)
    }

    @Test("is refused where a command tells of no findings of records")
    func misuse() async throws {
        let site = try await HistorySite()
        try site.site.directory.write("https://images.example/a.jpg\n", to: "list.txt")
        let list = try await site.site.run("warm", "--urls-from", "list.txt", "--history", ".history")
        #expect(list.status == 2 && list.error.contains("--history keeps findings of records"))
        let lines = try await site.site.run("warm", "--format", "ndjson", "--history", ".history")
        #expect(lines.status == 2 && lines.error.contains("leave --history out"))
    }
}
