import FileSystem
import Foundation
import TestSupport

/// The files of the project beside its sources.
enum RepositoryFiles {
    static func path(of name: String) -> String { joinPath(Repository.root, name) }

    static func text(of name: String) throws -> String {
        String(decoding: try FileSystem.read(path(of: name)).bytes, as: UTF8.self)
    }

    /// Copies all that is in a directory of the project to a directory of a test.
    static func copy(_ name: String, to directory: TemporaryDirectory) throws {
        for entry in try DirectoryListing(of: path(of: name)).entries {
            try FileManager.default.copyItem(
                atPath: joinPath(path(of: name), entry.name), toPath: directory.path(of: entry.name))
        }
    }
}

/// A fenced block of code of a Markdown text, without the indentation of its fence.
struct FencedBlock: Sendable {
    /// What stands behind the opening fence.
    var language: String
    var lines: [String]

    var text: String { lines.map { $0 + "\n" }.joined() }

    /// The blocks of a text, in order (CommonMark §4.5; fences of three backticks).
    static func all(in text: String) -> [FencedBlock] {
        var blocks: [FencedBlock] = []
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
                open = (FencedBlock(language: String(content.dropFirst(3)), lines: []), indentation)
            }
        }
        return blocks
    }
}
