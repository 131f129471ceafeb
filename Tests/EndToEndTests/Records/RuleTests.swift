import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Rules and what they pass over")
struct RuleTests {
    @Test("the same bytes from five addresses of a host are a placeholder, queries apart; four are not")
    func placeholder() async throws {
        let site = try await TestSite { _ in .init(type: "image/jpeg", body: jpeg(60, 40)) }
        for (number, name) in ["1", "2", "3", "4?a", "4?b"].enumerated() {
            try site.write(
                named: "\(number).md", url: "https://images.example/\(name)", "width: 60",
                "height: 40")
        }
        #expect(try await site.runOnline("sync", "--format", "json").rules.isEmpty)
        try site.write(named: "5.md", url: "https://images.example/5", "width: 60", "height: 40")
        let run = try await site.runOnline("sync", "--format", "json")
        // Records that have not changed are judged anew, since more is known of their images.
        #expect(run.rules == Array(repeating: "image-placeholder", count: 6))
    }

    @Test("a permanent redirect is named, also by the next audit; a temporary one is not")
    func moved() async throws {
        let site = try await TestSite { request in
            switch request.path {
            case "/old.jpg": .init(status: 301, headers: ["Location": "/new.jpg"])
            case "/away.jpg": .init(status: 302, headers: ["Location": "/new.jpg"])
            default: .init(type: "image/jpeg", body: jpeg(60, 40))
            }
        }
        let base = site.server.baseURL
        try site.write(named: "a.md", url: "\(base)/old.jpg", "width: 60", "height: 40")
        try site.write(named: "b.md", url: "\(base)/away.jpg", "width: 60", "height: 40")
        // Where a mirror has moved to is no news of the address that the record has.
        try site.write(named: "c.md", url: "https://images.example/old.jpg", "width: 60", "height: 40")
        try site.directory.write("rules: {url-insecure: off}\n", to: ".proofsheet.yml")
        for run in [
            try await site.runOnline("sync", "--format", "json"), try await site.run("audit", "--format", "json"),
        ] {
            let findings = run.json["findings"] as? [[String: Any]] ?? []
            #expect(findings.map { $0["record"] as? String } == ["a.md"] && run.rules == ["url-moved"])
            #expect(findings.first?["message"] as? String == "moved for good to \(base)/new.jpg")
        }
    }

    @Test("what the configuration ignores is not reported, not repaired, and counted")
    func ignored() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        let path = try site.write("width: 60", "height: 30", "isCached: true")
        try site.directory.write(
            "ignore:\n  - {rule: dimensions-mismatch, host: images.example, reason: the box is meant}\n",
            to: ".proofsheet.yml")
        let run = try await site.runOnline("sync", "--dimensions", "--format", "json")
        #expect(run.status == 0 && run.rules.isEmpty && run.summary("ignored") == 1 && run.summary("errors") == 0)
        #expect(try String(contentsOfFile: path, encoding: .utf8).contains("height: 30"))
        let text = try await site.run("audit")
        #expect(text.output.contains("; 1 ignored\n"))
    }

    @Test("an ignore without a reason, or of an unknown rule, is a usage error that names the line")
    func wrongIgnore() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 30")
        for (line, message) in [
            ("- {rule: image-gone}", "needs a reason"), ("- {reason: because}", "needs a rule, url, host or record"),
            ("- {rule: image-gon, reason: r}", "did you mean 'image-gone'?"),
        ] {
            try site.directory.write("ignore:\n  \(line)\n", to: ".proofsheet.yml")
            let run = try await site.run("audit")
            #expect(
                run.status == 2 && run.error.contains(message) && run.error.contains(".proofsheet.yml:2:"),
                "\(run.error)")
        }
    }

    @Test("with a baseline only new findings are told, and make the status")
    func baseline() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write(named: "old.md", "width: 60", "height: 30", "isCached: true")
        _ = try await site.runOnline("warm")
        let written = try await site.run("audit", "--write-baseline", "accepted.json", "--format", "json")
        #expect(written.status == 0 && written.rules.isEmpty && written.summary("baselined") == 1)
        let same = try await site.run("audit", "--baseline", "accepted.json")
        #expect(same.status == 0 && same.output.hasSuffix("; 1 accepted by the baseline\n"))
        try site.write(named: "new.md", "width: 60", "height: 20", "isCached: true")
        let more = try await site.run("audit", "--baseline", "accepted.json", "--format", "json")
        #expect(more.status == 1 && more.rules == ["dimensions-mismatch"] && more.summary("baselined") == 1)
        #expect(more.output.contains("\"record\": \"new.md\""))
    }

    @Test("a baseline that is missing or none is a usage error that says how to write one")
    func wrongBaseline() async throws {
        let site = try await TestSite()
        try site.write("width: 60", "height: 30")
        try site.directory.write("[]", to: "wrong.json")
        try site.directory.write("{\"schemaVersion\": 9, \"findings\": []}", to: "later.json")
        for (file, message) in [
            ("none.json", "--write-baseline"), ("wrong.json", "is not a baseline"), ("later.json", "has version 9"),
        ] {
            let run = try await site.run("audit", "--baseline", file)
            #expect(run.status == 2 && run.error.contains(message), "\(run.error)")
        }
    }

    @Test("rules are listed and explained, and an unknown one gets a suggestion")
    func catalogue() async throws {
        let directory = try TemporaryDirectory()
        let list = try await Program.run(["rules"], in: directory)
        let lines = list.output.split(separator: "\n")
        #expect(list.status == 0 && lines.contains { $0.hasPrefix("flag-stale           error    says cached") })
        for line in lines {
            let name = String(line.prefix { $0 != " " })
            let one = try await Program.run(["rules", name], in: directory)
            #expect(one.status == 0 && one.output.hasPrefix("\(name) (") && one.output.contains("How to put it right:"))
            #expect(one.output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(one.output)")
        }
        let wrong = try await Program.run(["rules", "flag-stall"], in: directory)
        #expect(wrong.status == 2 && wrong.error.contains("did you mean 'flag-stale'?"))
    }
}
