import FileSystem
import Foundation

/// A fresh directory, removed with all that is in it when the test lets go of it.
package final class TemporaryDirectory: Sendable {
    package let root: String

    package init() throws {
        let name = "proofsheet-test-\(UUID().uuidString)"
        root = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
        try FileSystem.makeDirectories(root)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: root)
    }

    package func path(of name: String) -> String { joinPath(root, name) }

    /// Writes a file, and the directories above it, and returns its path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let path = path(of: name)
        try FileSystem.makeDirectories(FileSystem.parentPath(of: path))
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    package func bytes(of name: String) throws -> [UInt8] {
        try FileSystem.read(path(of: name)).bytes
    }

    package func text(of name: String) throws -> String {
        String(decoding: try bytes(of: name), as: UTF8.self)
    }

    /// The names in the directory, or in one below it, hidden ones too.
    package func names(in name: String = "") throws -> [String] {
        try DirectoryListing(of: path(of: name)).entries.map(\.name)
    }
}
