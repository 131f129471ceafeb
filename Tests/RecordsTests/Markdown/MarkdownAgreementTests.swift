import Foundation
import TestSupport
import Testing
import Walking

@testable import Records

private let sharedRecords = Repository.shared("records")

/// What cmark-gfm makes of a body is read as a page, and must name the same images in the same order.
@Suite("Markdown as cmark-gfm has it", .enabled(if: CMarkProgram.isWanted, "needs cmark-gfm"))
struct MarkdownAgreementTests {
    @Test("has the same images in random bodies", arguments: 0..<10)
    func random(seed: Int) throws {
        try compare((0..<1_000).map { "text\n\n" + RandomMarkdown(seed: seed * 1_000 + $0).text })
    }

    @Test("has the same images in real bodies", .enabled(if: sharedRecords != nil))
    func real() throws {
        let base = try #require(sharedRecords)
        let files = FileWalker(roots: [base], taking: { $0.hasSuffix(".md") }).walk().files
        let bodies = try files.map { try Self.body(of: String(contentsOfFile: $0.path, encoding: .utf8)) }
        #expect(bodies.count > 200)
        try compare(bodies)
    }

    private func compare(_ bodies: [String]) throws {
        try #require(CMarkProgram.path != nil, "cmark-gfm is not installed; run .ci/packages tools")
        for (body, html) in zip(bodies, try CMarkProgram.html(of: bodies)) {
            let expected = try record(html, "page.html").entries.map { Self.plain($0.url.text) }
            // Shortcodes are for generators, and text to cmark-gfm.
            let own = try record(body).entries.filter { $0.kind == .body && !Self.isShortcode($0, in: body) }
            #expect(own.map { Self.plain($0.url.text) } == expected, "\(body.debugDescription)")
        }
    }

    private static func isShortcode(_ entry: ImageEntry, in body: String) -> Bool {
        Array(body.utf8).withSource { source in
            var start = entry.url.range.lowerBound
            while start > 0, !source[start].isLineEnd, !source.hasBytes("{{<", at: start) { start -= 1 }
            return source.hasBytes("{{<", at: start)
        }
    }

    /// cmark-gfm escapes what is not allowed in URLs.
    private static func plain(_ url: String) -> String { url.removingPercentEncoding ?? url }

    /// The text without the front matter.
    private static func body(of text: String) -> String {
        guard text.hasPrefix("---\n"), let end = text.range(of: "\n---\n") else { return text }
        return String(text[end.upperBound...])
    }
}
