import FileSystem
import TestSupport
import Testing

@testable import Walking

/// The files that these tests look for, by their names.
@Sendable func isRecordName(_ name: String) -> Bool {
    [".md", ".markdown", ".yml", ".yaml", ".json", ".toml", ".csv"].contains { name.lowercased().hasSuffix($0) }
}

/// A directory of files to walk through.
struct WalkedTree {
    let directory: TemporaryDirectory

    /// Makes empty files.
    init(_ names: String...) throws { try self.init(files: names) }

    init(files names: [String]) throws {
        directory = try TemporaryDirectory()
        for name in names { try directory.write("", to: name) }
    }

    /// Makes the directory the root of a git repository, as far as ignore files go.
    func makeRepository(in name: String = "") throws {
        try FileSystem.makeDirectories(directory.path(of: joinPath(name, ".git/info")))
    }

    /// The records found below the directory, or places in it, without the directory's own path.
    func walk(
        _ names: String..., includes: [String] = [], excludes: [String] = [], honoursIgnoreFiles: Bool = true,
        excludesGiven: Bool = false
    ) throws -> [String] {
        let result = try result(
            names, includes: includes, excludes: excludes, honoursIgnoreFiles: honoursIgnoreFiles,
            excludesGiven: excludesGiven)
        #expect(result.failures.isEmpty)
        return result.files.map { String($0.path.dropFirst(directory.root.count + 1)) }
    }

    func result(
        _ names: [String] = [], includes: [String] = [], excludes: [String] = [], honoursIgnoreFiles: Bool = true,
        excludesGiven: Bool = false
    ) throws -> FileWalker.Result {
        let selection = FileSelection(
            includes: try includes.map { try PathGlob($0, relativeTo: directory.root) },
            excludes: try excludes.map { try PathGlob($0, relativeTo: directory.root) },
            honoursIgnoreFiles: honoursIgnoreFiles, excludesGiven: excludesGiven)
        let roots = names.isEmpty ? [directory.root] : names.map(directory.path)
        return FileWalker(roots: roots, selection: selection, taking: isRecordName).walk()
    }
}
