import Foundation
import TestSupport
import Testing

@Suite("Proof sheets")
struct ProofSheetTests {
    private func entries(_ page: String) throws -> [[Any]] {
        try page.components(separatedBy: "data-kind=\"entries\">").dropFirst().flatMap { part in
            let json = try #require(part.components(separatedBy: "</script>").first)
            let block = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: [Any]]
            return (block?["entries"] ?? []).compactMap { $0 as? [Any] }
        }
    }

    @Test("have every entry, its sizes and its picture, whether or not the record has been read before")
    func audit() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40", "isCached: true")
        try site.write(named: "wrong.md", "width: 60", "height: 60", "isCached: true")
        try site.write(named: "gone.md", url: "https://images.example/b.jpg", "width: 6", "height: 4")
        _ = try await site.runOnline("warm")
        let first = try await site.run("audit", "--format", "html", "--output", "sheet.html")
        #expect(first.status == 1 && first.error.isEmpty)
        #expect(first.output == "wrote sheet.html: 3 entries to look at, 2 with findings\n")
        let page = try site.directory.text(of: "sheet.html")
        let rows = try entries(page)
        #expect(
            rows.map { $0[4...8].compactMap { $0 as? Int } } == [
                [6, 4, 0, 0, -1], [60, 40, 60, 40, 0], [60, 60, 60, 40, 0],
            ])
        #expect(rows.map { ($0[10] as? [Any])?.count } == [1, 0, 1])
        #expect(try site.directory.names() == [".proofsheet", "gone.md", "post.md", "sheet.html", "wrong.md"])
        // The same bytes from what is remembered, without memory, and through a pipe.
        for options in [[], ["--no-incremental"]] {
            let again = try await Program.run(["audit", "--format", "html"] + options, in: site.directory)
            #expect(again.status == 1 && again.output == page)
        }
        let anew = try await site.run("audit", "--format", "html", "--output", "sheet.html")
        #expect(try anew.status == 1 && anew.error.isEmpty && site.directory.text(of: "sheet.html") == page)
    }

    @Test("show what a repair left, and what it changed")
    func repaired() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 61", "height: 9", "isCached: false")
        let run = try await site.runOnline("sync", "--dimensions", "--diff", "--format", "html")
        #expect(run.status == 0)
        let rows = try entries(run.output)
        #expect(rows.count == 1 && rows[0][4...7].compactMap { $0 as? Int } == [60, 40, 60, 40])
        #expect((rows[0][10] as? [Any])?.isEmpty == true)
        #expect(run.output.contains("+    height: 40") && run.output.contains("repaired: 3 values in 1 record"))
    }

    @Test("of a warm have pictures too, and those of the site itself")
    func warm() async throws {
        let site = try await TestSite(images: ["/a.jpg": jpeg(60, 40)])
        try site.write("width: 60", "height: 40")
        try site.directory.write("---\nimage: {url: /img/own.jpg, width: 30, height: 20}\n---\n", to: "own.md")
        try site.directory.write(jpeg(30, 20), to: "static/img/own.jpg")
        let run = try await site.runOnline("warm", "--format", "html")
        #expect(run.status == 0)
        #expect(try entries(run.output).map { $0[8] as? Int } == [0, 1])
        #expect(run.output.contains("fetched: 1 downloaded"))
        #expect(run.output.components(separatedBy: "\"/9j/").count == 3)
    }
}
