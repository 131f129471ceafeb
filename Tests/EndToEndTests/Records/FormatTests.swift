import DemoSite
import Foundation
import TestSupport
import Testing

@Suite("Records of other formats")
struct FormatTests {
    private func repaired(_ text: String, named name: String, configuration: String? = nil) async throws -> String {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.directory.write(text, to: name)
        if let configuration { try site.directory.write(configuration, to: ".proofsheet.yml") }
        let run = try await site.runOnline("sync", "--dimensions", "--fail-on", "never")
        #expect(run.status == 0, "\(run.error)")
        return try site.directory.text(of: name)
    }

    @Test("a list as COCO has it goes by the configured keys")
    func coco() async throws {
        let text = """
            {"images": [{"file_name": "a.jpg", "coco_url": "https://images.example/a.jpg", "width": 640, "height": 40}]}
            """
        #expect(
            try await repaired(text, named: "coco.json", configuration: "keys: {url: [coco_url, file_name]}\n") == """
                {"images": [{"file_name": "a.jpg", "coco_url": "https://images.example/a.jpg", "width": 60, "height": 40, "isCached": true}]}
                """)
    }

    @Test("the answer of a news API is a record")
    func newsAPI() async throws {
        let image = #"{"url": "https://images.example/a.jpg", "width": 61, "height": 9, "isCached": false}"#
        let text =
            #"{"value": [{"path": "x", "images": [\#(image)], "provider": {"name": "A", "images": [\#(image)]}}]}"#
        #expect(
            try await repaired(text, named: "news.json")
                == text.replacing("61", with: "60").replacing("9", with: "40").replacing("false", with: "true"))
    }

    @Test("a line of NDJSON that is no JSON is a finding, and the other lines are repaired")
    func lines() async throws {
        let line = #"{"url": "https://images.example/a.jpg", "width": 60, "height": 40, "isCached": false}"#
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.directory.write("\(line)\n{bad}\n\(line)", to: "list.ndjson")
        let run = try await site.runOnline("sync", "--format", "json")
        #expect(run.status == 1 && run.rules == ["record-invalid"])
        #expect((run.json["findings"] as? [[String: Any]])?.first?["line"] as? Int == 2)
        let changed = line.replacing("false", with: "true")
        #expect(try site.directory.text(of: "list.ndjson") == "\(changed)\n{bad}\n\(changed)")
    }

    @Test("a row of CSV is repaired cell by cell, and a ragged one is a finding")
    func tables() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        let url = "https://images.example/a.jpg"
        try site.directory.write("URL,width,height,isCached\r\n\(url),\"6\",9,\r\n\(url),60\r\n", to: "images.csv")
        let run = try await site.runOnline("sync", "--dimensions", "--format", "json")
        #expect(run.status == 1 && run.rules == ["record-ambiguous"])
        #expect(
            try site.directory.text(of: "images.csv")
                == "URL,width,height,isCached\r\n\(url),\"60\",40,true\r\n\(url),60\r\n")
    }
}

@Suite("False flags as absence")
struct FalseFlagTests {
    private let entry = "  - url: https://images.example/a.jpg\n    width: 60\n    height: 40\n"

    private func site(_ flag: String) async throws -> TestSite {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.directory.write("---\nimages:\n\(entry)\(flag)---\nText\n", to: "post.md")
        let url = #""url": "https://images.example/a.jpg""#
        let pairs = flag.isEmpty ? url : #"\#(url), "isCached": true"#
        try site.directory.write(#"{"image": {\#(pairs), "width": 60, "height": 40}}"#, to: "post.json")
        let cell = flag.isEmpty ? "" : "true"
        try site.directory.write(
            "url,isCached,width,height\nhttps://images.example/a.jpg,\(cell),60,40\n", to: "post.csv")
        try site.directory.write("false-flag: remove\n", to: ".proofsheet.yml")
        return site
    }

    @Test("are removed by a repair in every format, and a second audit is clean")
    func removed() async throws {
        let site = try await site("    isCached: true # checked\n")
        let unflagged = try await self.site("")
        let run = try await site.run("repair", "--force", "--diff")
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(run.output.contains("\n-    isCached: true # checked\n ---\n"))
        for name in ["post.md", "post.json", "post.csv"] {
            #expect(try site.directory.text(of: name) == unflagged.directory.text(of: name))
        }
        #expect(try await site.run("audit", "--fail-on", "warning").status == 0)
    }

    @Test("come back as true once the image is cached")
    func restored() async throws {
        let site = try await site("")
        let run = try await site.runOnline("sync", "--fail-on", "warning")
        #expect(run.status == 0, "\(run.output)\(run.error)")
        #expect(try site.directory.text(of: "post.md").contains("    height: 40\n    isCached: true\n---\n"))
        #expect(try site.directory.text(of: "post.json").hasSuffix(#""height": 40, "isCached": true}}"#))
        #expect(try site.directory.text(of: "post.csv").contains("a.jpg,true,60,40\n"))
    }

    @Test("count for the guard against an empty cache like those that are written")
    func guarded() async throws {
        let site = try await TestSite()
        for number in 0..<21 { try site.write(named: "post\(number).md", "width: 6", "height: 4", "isCached: true") }
        try site.directory.write("false-flag: remove\n", to: ".proofsheet.yml")
        let before = try site.directory.bytes(of: "post7.md")
        let refused = try await site.run("repair")
        #expect(refused.status == 3 && refused.error.contains("21 of 21 true flags"))
        #expect(try site.directory.bytes(of: "post7.md") == before)
    }
}
