import FileSystem

/// Which files below the given directories are looked at.
package struct FileSelection: Sendable {
    /// With any, only files that one of them matches, or that lie in a directory that one matches.
    package var includes: [PathGlob]
    /// Files and directories that are left out whatever else says otherwise.
    package var excludes: [PathGlob]
    /// Leaves out what `.gitignore`, `.git/info/exclude` and `.ignore` say.
    package var honoursIgnoreFiles: Bool
    /// Leaves out what `excludes` match even where it is given by name.
    package var excludesGiven: Bool

    package init(
        includes: [PathGlob] = [], excludes: [PathGlob] = [], honoursIgnoreFiles: Bool = true,
        excludesGiven: Bool = false
    ) {
        self.includes = includes
        self.excludes = excludes
        self.honoursIgnoreFiles = honoursIgnoreFiles
        self.excludesGiven = excludesGiven
    }
}

/// Why a file or directory is left out.
package enum OmissionReason: Sendable, Hashable, CaseIterable {
    /// Its name is one of those that hold what tools made or brought.
    case name
    case ignoreFile
    /// A glob excludes it, or none includes it.
    case glob
}

/// What was left out for one reason.
package struct Omission: Sendable, Hashable {
    /// Number of files, and of directories that were not looked into.
    package var count: Int
    /// The first path in the order of the bytes.
    package var example: String

    mutating func add(_ other: Omission) {
        count += other.count
        if other.example.precedesInBytes(example) { example = other.example }
    }
}

/// A selection as it works on absolute paths.
struct PathFilter: Sendable {
    /// Names of directories that hold what tools made or brought, besides the hidden ones.
    ///
    /// `public` and `_site` are where Hugo, Jekyll and Eleventy build. `dist`, `build`, `out` and `resources` are not
    /// here: articles have lived below such names, and a site that builds there has them in its `.gitignore`.
    private static let skippedNames: Set<String> = ["node_modules", "_site", "public", "vendor"]

    let honoursIgnoreFiles: Bool
    let excludesGiven: Bool
    /// Whether a file is one to take by its name.
    let isWanted: @Sendable (_ name: String) -> Bool
    private let includes: [PathGlob.Resolved]
    private let excludes: [PathGlob.Resolved]

    init(_ selection: FileSelection, taking isWanted: @escaping @Sendable (_ name: String) -> Bool) {
        self.isWanted = isWanted
        honoursIgnoreFiles = selection.honoursIgnoreFiles
        excludesGiven = selection.excludesGiven
        includes = selection.includes.map(PathGlob.Resolved.init)
        excludes = selection.excludes.map(PathGlob.Resolved.init)
    }

    /// What becomes of a file or directory, its own directory being looked into.
    enum Verdict: Sendable, Hashable {
        case taken
        case hidden
        case omitted(OmissionReason)
    }

    /// - Parameters:
    ///   - path: Where the entry stands as the user sees it, which is what globs are about.
    ///   - realPath: Where it stands without links above it, which is what ignore files are about.
    func verdict(
        on name: String, _ path: TreePath, _ realPath: TreePath, isDirectory: Bool, rules: IgnoreRules
    ) -> Verdict {
        if excludes.contains(where: { $0.matches(path, isDirectory: isDirectory) }) { return .omitted(.glob) }
        // A wildcard never brings back what is skipped, just as in a shell it never means a hidden file.
        if includes.contains(where: { $0.spells(path, isDirectory: isDirectory) }) { return .taken }
        if name.utf8.first == UInt8(ascii: ".") { return .hidden }
        if isDirectory, Self.skippedNames.contains(name) { return .omitted(.name) }
        if rules.ignores(realPath, isDirectory: isDirectory) { return .omitted(.ignoreFile) }
        return .taken
    }

    /// Whether an include, if there is any, matches the path itself.
    func includes(_ path: TreePath, isDirectory: Bool) -> Bool {
        includes.isEmpty || includes.contains { $0.matches(path, isDirectory: isDirectory) }
    }

    /// Whether an include matches a directory or one above it.
    func includesTree(_ directory: [UInt8]) -> Bool {
        Self.ends(of: directory).contains { includes(TreePath(Array(directory[..<$0])), isDirectory: true) }
    }

    /// Whether an exclude matches a path or a directory above it.
    func excludesTree(_ path: [UInt8], isDirectory: Bool) -> Bool {
        Self.ends(of: path).contains { end in
            let part = TreePath(Array(path[..<end]))
            return excludes.contains { $0.matches(part, isDirectory: isDirectory || end < path.endIndex) }
        }
    }

    /// Where the directories above a path end, and the path itself.
    private static func ends(of path: [UInt8]) -> [Int] {
        path.indices.dropFirst().filter { path[$0] == UInt8(ascii: "/") } + [path.endIndex]
    }
}
