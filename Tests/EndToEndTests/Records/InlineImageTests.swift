import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Images that stand in records")
struct InlineImageTests {
    private let site: TestSite

    init() async throws { site = try await TestSite() }

    private func inline(_ bytes: [UInt8], type: String = "image/jpeg") -> String {
        "data:\(type);base64,\(Data(bytes).base64EncodedString())"
    }

    private func findings(_ run: ProgramRun) -> [[String: Any]] { run.json["findings"] as? [[String: Any]] ?? [] }

    @Test("their size is checked and repaired, no flag is demanded, and nothing is asked for or stored")
    func sizes() async throws {
        try site.write(named: "good.md", url: inline(jpeg(60, 40)), "width: 60", "height: 40")
        try site.write(named: "wrong.md", url: inline(jpeg(60, 40)), "width: 60", "height: 30")
        let sync = try await site.runOnline("sync", "--dimensions", "--format", "json")
        #expect(sync.status == 0 && sync.rules.isEmpty && sync.summary("images") == 0 && sync.summary("entries") == 2)
        #expect(site.server.requests.isEmpty)
        #expect(try site.directory.text(of: "wrong.md").contains("width: 60\n    height: 40\n---"))
        #expect(!(try site.directory.text(of: "good.md")).contains("isCached: true\n---"))
        let lines = try await site.runOnline("warm", "--format", "ndjson")
        #expect(lines.status == 0 && lines.output.isEmpty)
    }

    @Test("one that is damaged, no image, or no data: URL has its finding, once")
    func bad() async throws {
        let image = jpeg(200, 150)
        try site.write(named: "a.md", url: inline(Array(image.prefix(image.count / 2))), "width: 200", "height: 150")
        try site.write(named: "b.md", url: "data:image/png,hello", "width: 2", "height: 1")
        try site.write(named: "c.md", url: "data:image/png;base64,iVBOR_", "width: 2", "height: 1")
        try site.write(named: "d.md", url: "data:image/png;base64", "width: 2", "height: 1")
        let audit = try await site.run("audit", "--format", "json")
        #expect(audit.rules == ["image-truncated", "image-not-image", "url-invalid", "url-invalid"])
        let messages = findings(audit).compactMap { $0["message"] as? String }
        #expect(messages[1].contains("text labelled image/png") && messages[2].contains("Base64"))
        #expect(messages[3].contains("comma"))
    }

    @Test("reports show only how they start", arguments: ["text", "json"])
    func shown(format: String) async throws {
        let url = inline(jpeg(60, 40))
        try site.write(named: "a.md", url: url, "width: 60", "height: 30")
        try site.write(named: "b.md", url: url + "=\\e[31m_", "width: 60", "height: 40")
        for command in ["audit", "warm"] {
            let run = try await site.run(command, "--format", format)
            #expect(run.status == 1 && run.output.contains(String(url.prefix(64)) + "…"))
            #expect(!run.output.contains(url.prefix(65)) && !run.output.contains("\u{1B}"))
        }
    }

    @Test("one beyond the limit of size is refused")
    func limit() async throws {
        try site.write(url: inline(jpeg(60, 40)), "width: 60", "height: 40")
        let run = try await site.runOnline("warm", "--max-size", "100", "--format", "json")
        #expect(run.rules == ["url-invalid"])
        #expect(findings(run).first?["message"] as? String != nil && run.output.contains("option max-size"))
    }
}
