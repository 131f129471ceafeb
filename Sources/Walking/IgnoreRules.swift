import FileSystem
import Glibc

/// The ignore files that have a say in one directory.
///
/// `.ignore` counts everywhere and wins over git's files; `.gitignore` and `.git/info/exclude` count only inside a git
/// repository, and those of an outer repository not inside an inner one. A user's own file of patterns for all
/// repositories (`core.excludesFile`) does not count, so that all machines see the same archive.
struct IgnoreRules: Sendable {
    /// A file and where in a path the part begins that its patterns are about.
    private struct Level: Sendable {
        let file: IgnoreFile
        let base: Int
    }

    /// Names of files that say something about their directory.
    static let names: Set<String> = [ignoreName, gitignoreName, GitRepository.marker]

    private static let ignoreName = ".ignore"
    private static let gitignoreName = ".gitignore"
    /// More than any such file has by far, in bytes.
    private static let sizeLimit = 4 << 20

    /// From the outermost directory on; only files with patterns.
    private var plain: [Level] = []
    private var git: [Level] = []
    private var exclude: Level?
    private var isInRepository = false

    /// No rules at all.
    init() {}

    /// The rules of the directories above one, up to the repository's root, outside a repository up to `/`.
    ///
    /// - Parameter directory: Absolute and without links.
    init(above directory: String, failures: inout [FileSystemError]) {
        var above: [String] = []
        var current = directory
        while current != "/", !GitRepository.isRoot(current) {
            current = FileSystem.parentPath(of: current)
            above.append(current)
        }
        for directory in above.reversed() {
            let base = TreePath(directory).child().bytes.count
            if GitRepository.isRoot(directory) { enterRepository(directory, base, &failures) }
            add(directory, base, named: [Self.ignoreName, Self.gitignoreName], &failures)
        }
    }

    /// Adds the rules of a directory of which is known which of the files it has.
    ///
    /// - Parameter base: The length of what the paths below the directory begin with, its slash included.
    mutating func enter(_ directory: String, base: Int, having names: [String], failures: inout [FileSystemError]) {
        if names.contains(GitRepository.marker) { enterRepository(directory, base, &failures) }
        add(directory, base, named: names, &failures)
    }

    private mutating func enterRepository(_ root: String, _ base: Int, _ failures: inout [FileSystemError]) {
        isInRepository = true
        git = []
        exclude = nil
        do throws(FileSystemError) {
            exclude = level(try GitRepository.excludeFile(ofRoot: root), base, &failures)
        } catch {
            failures.append(error)
        }
    }

    private mutating func add(
        _ directory: String, _ base: Int, named names: [String], _ failures: inout [FileSystemError]
    ) {
        if names.contains(Self.ignoreName), let level = level(joinPath(directory, Self.ignoreName), base, &failures) {
            plain.append(level)
        }
        if isInRepository, names.contains(Self.gitignoreName),
            let level = level(joinPath(directory, Self.gitignoreName), base, &failures)
        {
            git.append(level)
        }
    }

    private func level(_ path: String, _ base: Int, _ failures: inout [FileSystemError]) -> Level? {
        do throws(FileSystemError) {
            let file = IgnoreFile(try FileSystem.read(path, limit: Self.sizeLimit).bytes)
            return file.isEmpty ? nil : Level(file: file, base: base)
        } catch {
            // Something of that name that is no file has no patterns.
            if ![ENOENT, ENOTDIR, EISDIR, EINVAL].contains(error.code) { failures.append(error) }
            return nil
        }
    }

    /// Whether a file or directory is ignored, its own directory not being so.
    func ignores(_ path: TreePath, isDirectory: Bool) -> Bool {
        Self.verdict(of: plain, on: path, isDirectory)
            ?? Self.verdict(of: git, on: path, isDirectory)
            ?? exclude.flatMap { $0.file.verdict(on: path, from: $0.base, isDirectory: isDirectory) }
            ?? false
    }

    /// What the innermost level that says anything says.
    private static func verdict(of levels: [Level], on path: TreePath, _ isDirectory: Bool) -> Bool? {
        for level in levels.reversed() {
            if let verdict = level.file.verdict(on: path, from: level.base, isDirectory: isDirectory) {
                return verdict
            }
        }
        return nil
    }
}
