import Foundation
import TestSupport
import Testing

/// The page of a proof sheet as files: what the program makes of them, and what Node.js says of them.
@Suite("The page of a proof sheet")
struct PageTests {
    private static let folder = "Sources/Reporting/Sheet/page"

    @Test("has its body, script and style as their files have them")
    func files() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("---\nimages:\n  - url: /a.png\n---\n", to: "post.md")
        let run = try await Program.run(["audit", "--format", "html", "."], in: directory)
        let names = try FileManager.default.contentsOfDirectory(atPath: RepositoryFiles.path(of: Self.folder))
        #expect(names.contains { $0.hasSuffix(".js") } && names.contains("style.css") && names.contains("body.html"))
        for name in names {
            let text = try RepositoryFiles.text(of: "\(Self.folder)/\(name)")
            #expect(run.output.contains(text), "\(name) is not in the page; build the program again")
        }
    }

    @Test("passes its tests in JavaScript", .needs("node", at: Tool.path("node")))
    func javaScript() async throws {
        let tests = RepositoryFiles.path(of: "Tests/Page")
        let names = try FileManager.default.contentsOfDirectory(atPath: tests).filter { $0.hasSuffix(".test.cjs") }
        try #require(!names.isEmpty)
        let node = try #require(Tool.path("node"))
        let run = try await Program.run(
            ["--test", "--test-reporter=tap"] + names.sorted().map { "\(tests)/\($0)" }, in: try TemporaryDirectory(),
            program: node)
        #expect(run.status == 0 && run.output.contains("\n# fail 0\n"), "\(run.output)\(run.error)")
        #expect(!run.output.contains("\n# pass 0\n"))
    }
}
