import TestSupport
import Testing

@Suite("Files of the site")
struct SiteFileTests {
    private func findings(of content: String, named name: String) async throws -> (rules: [String], messages: [String])
    {
        let directory = try TemporaryDirectory()
        try directory.write(Array(content.utf8), to: name)
        try directory.write(
            Array("---\nimages:\n  - url: /\(name)\n    width: 60\n    height: 40\n---\n".utf8), to: "post.md")
        let run = try await Program.run(["audit", "--format", "json", "post.md"], in: directory)
        let findings = run.json["findings"] as? [[String: Any]] ?? []
        return (run.rules, findings.compactMap { $0["message"] as? String })
    }

    @Test(
        "that are no image, cut short or damaged are found, as those of servers are",
        arguments: [
            ("a.png", "<html>", "image-not-image", "the file 'a.png' is not an image: "),
            ("a.jpg", "", "image-not-image", "the file 'a.jpg' is not an image: it is empty"),
            (
                "a.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'><g></h></svg>",
                "image-corrupt", "the file 'a.svg' is damaged: "
            ),
            ("a.gif", "GIF89a", "image-truncated", "the file 'a.gif' is cut short: "),
            (
                "b.png", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n", "image-not-image",
                "the file 'b.png' is not an image: it is a pointer of Git LFS; run 'git lfs pull'"
            ),
        ])
    func trouble(name: String, content: String, rule: String, message: String) async throws {
        let found = try await findings(of: content, named: name)
        #expect(found.rules == [rule])
        #expect(found.messages.first?.hasPrefix(message) == true, "\(found.messages)")
    }

    @Test("that are whole have no finding")
    func whole() async throws {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='60' height='40'/>"
        #expect(try await findings(of: svg, named: "a.svg").rules.isEmpty)
    }
}
