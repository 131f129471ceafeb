import DemoSite
import TestSupport

/// A site whose article declares two of its own images too high.
struct ReviewedSite {
    static let article = """
        ---
        title: ‘curly’ ✓
        images:
          - url: /a.jpg
            width: 60
            height: 50
          - url: /b.jpg
            width: 60
            height: 70
        ---

        Body: height: 50

        """

    let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write(jpeg(60, 40), to: "static/a.jpg")
        try directory.write(jpeg(60, 40), to: "static/b.jpg")
        try directory.write(Self.article, to: "posts/post.md")
    }

    var text: String { get throws { try directory.text(of: "posts/post.md") } }
    /// With the height of the first image, of the second, put right.
    static let first = article.replacing("    height: 50", with: "    height: 40")
    static let second = article.replacing("height: 70", with: "height: 40")

    func review(_ arguments: String..., body: (ReviewClient) async throws -> Void) async throws -> ProgramRun {
        try await ReviewClient.run(arguments + ["posts"], in: directory, body)
    }
}
