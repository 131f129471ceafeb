import Foundation
import TestSupport
import Testing

/// The pages that tell users of the project: the README, and the Markdown files of `docs` and `Examples`.
enum Documentation {
    /// Their paths in the project, in order.
    static func pages() throws -> [String] {
        let below = try ["docs", "Examples"].flatMap { directory in
            try FileManager.default.subpathsOfDirectory(atPath: RepositoryFiles.path(of: directory))
                .filter { $0.hasSuffix(".md") }.map { directory + "/" + $0 }
        }
        return ["README.md"] + below.sorted()
    }

    /// Those that people write.
    ///
    /// `ReferenceTests` holds the others equal to what the program says, and the tests of the manual run their examples.
    static func writtenPages() throws -> [String] {
        try pages().filter { try !isGenerated($0) }
    }

    static func isGenerated(_ page: String) throws -> Bool {
        try RepositoryFiles.text(of: page).hasPrefix("<!-- Made by 'make reference'")
    }

    /// The blocks of code of all pages with these words behind their opening fence.
    static func blocks(_ info: String) throws -> [FencedBlock] {
        try writtenPages().flatMap { try MarkdownPage(RepositoryFiles.text(of: $0)).blocks }
            .filter { $0.info == info }
    }

    /// The one block with these words behind its opening fence.
    static func block(_ info: String) throws -> FencedBlock {
        let blocks = try blocks(info)
        try #require(blocks.count == 1, "\(info)")
        return blocks[0]
    }
}

/// A fenced block of code of a Markdown text, without the indentation of its fence.
struct FencedBlock: Sendable {
    /// What stands behind the opening fence: the language, and what the block is.
    var info: String
    var lines: [String]

    var text: String { lines.map { $0 + "\n" }.joined() }
}

/// A Markdown text, taken apart.
struct MarkdownPage {
    /// The fenced blocks, in order (CommonMark §4.5; fences of three backticks).
    private(set) var blocks: [FencedBlock] = []
    /// The lines that stand in none.
    private(set) var prose: [String] = []

    init(_ text: String) {
        var open: (block: FencedBlock, indentation: Int)?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indentation = line.prefix { $0 == " " }.count
            let content = line.dropFirst(indentation)
            if let (block, _) = open, content == "```" {
                blocks.append(block)
                open = nil
            } else if let (_, fence) = open {
                open?.block.lines.append(String(line.dropFirst(min(indentation, fence))))
            } else if content.hasPrefix("```") {
                open = (FencedBlock(info: String(content.dropFirst(3)), lines: []), indentation)
            } else {
                prose.append(String(line))
            }
        }
    }

    /// The spans of code, each once, with the backslash that a table wants before a bar taken away.
    var codeSpans: [String] {
        let paragraphs = prose.split(whereSeparator: \.isEmpty).map { $0.joined(separator: "\n") }
        let spans = paragraphs.flatMap { $0.matches(of: /`([^`]+)`/).map { String($0.1) } }
        return Array(Set(spans.map { $0.replacing("\n", with: " ").replacing("\\|", with: "|") }))
    }

    /// Where links and pictures lead (CommonMark §6.3; no reference links).
    var links: [String] {
        let text = prose.joined(separator: "\n").replacing(/`[^`]*`/, with: "code")
        return text.matches(of: /\]\(([^()\s]+)\)/).map { String($0.1) }
    }

    /// What GitHub calls the headings in addresses: lower case, spaces as dashes, no marks of punctuation.
    var anchors: Set<String> {
        Set(
            prose.compactMap { $0.firstMatch(of: /^#{1,6} (.+)$/)?.1 }.map { heading in
                heading.lowercased().filter { $0.isLetter || $0.isNumber || " -_".contains($0) }
                    .replacing(" ", with: "-")
            })
    }
}
