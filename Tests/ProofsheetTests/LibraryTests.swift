import Proofsheet
import TestSupport
import Testing

@Suite("The library")
struct LibraryTests {
    @Test("audits and repairs an archive through its public interface alone")
    func audit() async throws {
        let directory = try TemporaryDirectory()
        let record = try directory.write(
            "---\nimages:\n  - url: https://example.org/a.jpg\n    width: 6\n    height: 4\n    isCached: true\n---\n",
            to: "post.md")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.isForced = true
        let archive = Archive(paths: [directory.root], configuration: configuration)

        let audit = try await archive.audit()
        let finding = try #require(audit.findings.first)
        #expect(audit.findings.count == 1 && audit.summary.entries == 1 && audit.exitStatus == 1)
        #expect(finding.rule == "flag-stale" && finding.severity == .error && finding.record == record)
        #expect(finding.line == 6 && finding.column == 15 && finding.entry == "images[0]")

        var options = RepairOptions()
        options.makesDiff = true
        let repair = try await archive.repair(options)
        #expect(repair.findings.isEmpty && repair.failures.isEmpty && repair.exitStatus == 0)
        #expect(repair.rendered(as: "text")?.contains("+    isCached: false") == true)
        #expect(repair.rendered(as: "nonsense") == nil)
        #expect(try directory.text(of: "post.md").contains("isCached: false"))
    }

    @Test("a file of lines that is read in parts is one record, whose places are those of the whole file")
    func largeFile() async throws {
        let directory = try TemporaryDirectory()
        let body = String(repeating: "x", count: 8_000)
        // More than two parts, with a line that is no JSON in the last.
        let lines = (0..<700).map { number in
            let isCached = number % 100 == 99
            return
                #"{"image": {"url": "https://example.org/\#(number).jpg", "width": 6, "height": 4, "isCached": \#(isCached)}, "body": "\#(body)"}"#
                + "\n\(number == 650 ? "no JSON\n" : "")"
        }
        try directory.write(lines.joined(), to: "data.ndjson")
        try directory.write(
            "image:\n  url: https://example.org/0.jpg\n  width: 6\n  height: 4\n  isCached: true\n", to: "z.yml")
        var configuration = Configuration()
        configuration.cacheDirectory = directory.path(of: "Cache")
        configuration.isForced = true
        let archive = Archive(paths: [directory.root], configuration: configuration)

        let audit = try await archive.audit()
        #expect(audit.summary.records == 2 && audit.summary.entries == 701 && audit.summary.images == 700)
        let numbers = [99, 199, 299, 399, 499, 599]
        #expect(
            audit.findings.map(\.entry) == numbers.map { "[\($0)].image" } + ["[651]", "[700].image", "image"])
        #expect(audit.findings.map(\.line) == numbers.map { $0 + 1 } + [652, 701, 5])

        let repair = try await archive.repair()
        #expect(repair.findings.map(\.rule) == ["record-invalid"] && repair.failures.isEmpty)
        #expect(repair.summary.records == 2)
        #expect(repair.rendered(as: "text")?.contains("repaired: 8 values in 2 records") == true)
        #expect(try directory.text(of: "data.ndjson") == lines.joined().replacing("true", with: "false"))
    }

    @Test("the lines of the documentation audit an archive, and throw where there is none")
    func documented() async {
        func audit() async throws {
            let result = try await Archive(paths: ["_posts"]).audit()
            for finding in result.findings { print(finding.record, finding.rule, finding.message) }
        }
        await #expect(throws: ProofsheetError.self) { try await audit() }
    }

    @Test("says why an image has no size that could be read")
    func inspect() async throws {
        let directory = try TemporaryDirectory()
        let path = try directory.write("no image", to: "page.jpg")
        var images: [InspectedImage] = []
        try await ImageInspector().inspect(try ImageSources([path])) { images += $0 }
        let image = try #require(images.first)
        #expect(image.source == path && image.error != nil && image.width == nil)
    }
}
