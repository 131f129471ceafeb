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
