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
