import FileSystem
import Foundation
import TestSupport
import Testing

@Suite("Links of the documentation")
struct DocumentedLinkTests {
    @Test("every link between pages leads to a file, and every anchor to a heading")
    func links() throws {
        var count = 0
        for page in try Documentation.pages() + ["CHANGELOG.md", "CONTRIBUTING.md"] {
            for link in MarkdownPage(try RepositoryFiles.text(of: page)).links where !link.contains("://") {
                count += 1
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                let target = parts[0].isEmpty ? page : Self.path(of: parts[0], from: page)
                guard FileManager.default.fileExists(atPath: RepositoryFiles.path(of: target)) else {
                    Issue.record("\(page): there is no '\(target)', to which \(link) leads")
                    continue
                }
                guard parts.count > 1 else { continue }
                let anchors = MarkdownPage(try RepositoryFiles.text(of: target)).anchors
                #expect(anchors.contains(parts[1]), "\(page): '\(target)' has no heading for \(link)")
            }
        }
        #expect(count > 100)
    }

    @Test("the map of the documentation leads to every page of it")
    func map() throws {
        let links = MarkdownPage(try RepositoryFiles.text(of: "docs/README.md")).links
        let mapped = Set(links.map { Self.path(of: $0, from: "docs/README.md") })
        for page in try Documentation.pages() where page.hasPrefix("docs/") && page != "docs/README.md" {
            #expect(mapped.contains(page), "name \(page) in docs/README.md")
        }
    }

    /// The path in the project of what a relative link of a page names.
    private static func path(of link: String, from page: String) -> String {
        var parts = page.split(separator: "/").dropLast().map(String.init)
        for part in link.split(separator: "/") {
            if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(String(part)) }
        }
        return parts.joined(separator: "/")
    }
}
