package import FileSystem

/// Finds the files of some kind, by their names, below some files and directories.
package struct FileWalker: Sendable {
    /// What a walk found.
    package struct Result: Sendable {
        /// Each file once: the roots in their order, below each in the order of the bytes of the paths.
        ///
        /// Paths start with the root as it was given; those below `.` start without it. Of the names of one file, hard
        /// links and paths through symbolic links, a path without symbolic links counts, and of those the first.
        package var files: [WalkedFile] = []
        /// Files and directories that could not be looked at.
        package var failures: [FileSystemError] = []
        /// What the selection left out; nothing is known of what lies in a directory that was left out.
        package var omissions: [OmissionReason: Omission] = [:]
        /// How many of the roots were left out.
        package fileprivate(set) var excludedRoots = 0
        /// The files and directories that were taken.
        fileprivate(set) var identities: Set<FileIdentity> = []

        /// Whether a file is one of `files`, under whatever name.
        package func holdsFile(_ status: FileStatus) -> Bool { identities.contains(FileIdentity(status)) }
    }

    private let roots: [String]
    private let excluded: [String]
    private let filter: PathFilter

    /// - Parameters:
    ///   - roots: Directories, whose wanted files are taken, and files, which are taken whatever they are. The selection is
    ///     about what lies below a directory, and about a root itself only where it excludes what is given.
    ///   - excluded: Directories and files to be left out wherever they turn up, under whatever name; they need not exist.
    ///   - isWanted: Whether a file below a directory is one to take by its name.
    package init(
        roots: [String], excluding excluded: [String] = [], selection: FileSelection = FileSelection(),
        taking isWanted: @escaping @Sendable (_ name: String) -> Bool
    ) {
        self.roots = roots
        self.excluded = excluded
        filter = PathFilter(selection, taking: isWanted)
    }

    /// Goes through all roots; what cannot be looked at is reported, and the rest goes on.
    package func walk() -> Result {
        var walk = Walk(excluded: excluded, filter: filter)
        for root in roots { walk.take(root: root) }
        walk.result.identities = walk.seen
        return walk.result
    }
}

/// A file that a walk found.
package struct WalkedFile: Sendable, Hashable {
    package let path: String
    /// How it was when the walk came to it.
    package let status: FileStatus

    package init(path: String, status: FileStatus) {
        self.path = path
        self.status = status
    }
}

/// A walk under way.
private struct Walk {
    var result = FileWalker.Result()
    private let filter: PathFilter
    private var excluded: Set<FileIdentity> = []
    /// Directories and files that have been taken, which survives loops of links and roots that overlap.
    private(set) var seen: Set<FileIdentity> = []
    /// Directories still to be read, the next one last.
    private var directories: [WalkedDirectory] = []
    /// Links to be followed when all that needs no link has been read.
    private var links: [WalkedLink] = []
    private var files: [WalkedFile] = []

    /// How many directories are read side by side, which bounds the memory.
    private static let batchSize = 256

    init(excluded paths: [String], filter: PathFilter) {
        self.filter = filter
        for path in paths {
            if let status = try? FileSystem.status(of: path) { excluded.insert(FileIdentity(status)) }
        }
    }

    mutating func take(root: String) {
        let start = result.files.count
        do throws(FileSystemError) {
            let status = try FileSystem.status(of: root)
            if filter.excludesGiven {
                let real = try FileSystem.resolve(root)
                let shown = TreePath(try Self.shownPath(of: root) ?? real)
                if filter.excludesTree(shown.bytes, isDirectory: status.kind == .directory) {
                    result.excludedRoots += 1
                    return result.omissions.add(Omission(count: 1, example: root), for: .glob)
                }
            }
            if status.kind == .directory {
                enter([(try directory(atRoot: root), FileIdentity(status))])
                goThroughDirectories()
                while !links.isEmpty { followLinks() }
            } else {
                files.append(WalkedFile(path: root, status: status))
                takeFiles()
            }
        } catch {
            result.failures.append(error)
        }
        result.files[start...].sort { $0.path.precedesInBytes($1.path) }
    }

    private mutating func directory(atRoot root: String) throws(FileSystemError) -> WalkedDirectory {
        let real = try FileSystem.resolve(root)
        let shown = TreePath(try Self.shownPath(of: root) ?? real)
        let rules =
            filter.honoursIgnoreFiles ? IgnoreRules(above: real, failures: &result.failures) : IgnoreRules()
        return WalkedDirectory(
            path: root, shown: shown, real: TreePath(real), rules: rules,
            isIncluded: filter.includesTree(shown.bytes))
    }

    /// The absolute path of a relative one by its own names; nil where only the file system knows, as with `..`.
    private static func shownPath(of path: String) throws(FileSystemError) -> String? {
        let names = path.split(separator: "/").filter { $0 != "." }
        if path.hasPrefix("/") || names.contains("..") { return nil }
        return names.reduce(try FileSystem.resolve(".")) { joinPath($0, String($1)) }
    }

    private mutating func enter(_ found: [(directory: WalkedDirectory, identity: FileIdentity)]) {
        let new = found.filter { !excluded.contains($0.identity) && seen.insert($0.identity).inserted }
        directories += new.reversed().map(\.directory)
    }

    /// Reads all directories that are reached without following another link.
    private mutating func goThroughDirectories() {
        while !directories.isEmpty {
            let batch = Array(directories.suffix(Self.batchSize).reversed())
            directories.removeLast(batch.count)
            let filter = filter
            add(concurrentMap(batch) { DirectoryVisit.reading($0, filter) })
        }
        takeFiles()
    }

    /// Follows all links found so far, one after the other, with all that lies behind each.
    private mutating func followLinks() {
        let found = links.sorted { $0.path.precedesInBytes($1.path) }
        links = []
        for link in found {
            add([DirectoryVisit.following(link, filter)])
            goThroughDirectories()
        }
    }

    private mutating func add(_ visits: [DirectoryVisit]) {
        enter(visits.flatMap(\.directories))
        for visit in visits {
            files += visit.files
            links += visit.links
            result.failures += visit.failures
            for (reason, omission) in visit.omissions { result.omissions.add(omission, for: reason) }
        }
    }

    private mutating func takeFiles() {
        files.sort { $0.path.precedesInBytes($1.path) }
        result.files += files.filter { file in
            let identity = FileIdentity(file.status)
            return !excluded.contains(identity) && seen.insert(identity).inserted
        }
        files = []
    }
}
