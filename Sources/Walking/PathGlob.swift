import FileSystem

/// A glob that a user gave to choose files, in the syntax of a line of a `.gitignore`.
package struct PathGlob: Sendable, Hashable {
    /// The pattern that tells whether a path is meant.
    private let pattern: PathPattern
    /// The parts of the glob up to each name in it that has no wildcards.
    private let spelled: [PathPattern]
    /// The directory that a glob with a slash starts from.
    private let directory: String

    /// Reads a glob.
    ///
    /// - Parameter directory: Where a glob with a slash in it starts from.
    package init(_ text: String, relativeTo directory: String) throws(PathGlobError) {
        var bytes = Array(text.utf8)[...]
        if bytes.starts(with: "./".utf8) { bytes.removeFirst() }
        if bytes.isEmpty || bytes.elementsEqual("/".utf8) { throw .empty }
        if bytes.first == UInt8(ascii: "!") { throw .negated }
        if Self.components(of: bytes).contains(where: { $0.elementsEqual("..".utf8) }) { throw .parent }
        if Self.hasBraces(bytes) { throw .braces }
        guard let pattern = PathPattern(bytes) else { throw .malformed }
        self.pattern = pattern
        self.directory = directory
        spelled = Self.spelledPatterns(of: bytes)
    }

    private static func components(of glob: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        glob.split(separator: UInt8(ascii: "/"))
    }

    private static func hasBraces(_ glob: ArraySlice<UInt8>) -> Bool {
        zip([0] + glob, glob).contains { $1 == UInt8(ascii: "{") && $0 != UInt8(ascii: "\\") }
    }

    private static func spelledPatterns(of glob: ArraySlice<UInt8>) -> [PathPattern] {
        let components = components(of: glob)
        // A slash at the end alone does not tie a glob to its directory.
        let isTied = glob.dropLast().contains(UInt8(ascii: "/"))
        return components.compactMap { component in
            if component.contains(where: { GlobParser.isSpecial($0) && $0 != UInt8(ascii: "\\") }) { return nil }
            let start = glob[..<component.endIndex]
            return PathPattern(isTied && start.first != UInt8(ascii: "/") ? [UInt8(ascii: "/")] + start : start)
        }
    }

    /// A glob as it works on absolute paths.
    package struct Resolved: Sendable {
        private let glob: PathGlob
        /// What the paths below the glob's directory begin with.
        private let base: [UInt8]

        package init(_ glob: PathGlob) {
            self.glob = glob
            let directory = (try? FileSystem.resolve(glob.directory)) ?? glob.directory
            base = TreePath(directory).child().bytes
        }

        /// Whether the file at a path is meant, or a directory that holds it.
        package func matches(filePath path: String) -> Bool {
            // One that has gone since is where it was.
            let place = path.hasPrefix("/") ? path : joinPath((try? FileSystem.resolve(".")) ?? "/", path)
            var current = (try? FileSystem.resolve(path)) ?? place
            if matches(TreePath(current), isDirectory: false) { return true }
            while current.hasPrefix("/"), current != "/" {
                current = FileSystem.parentPath(of: current)
                if matches(TreePath(current), isDirectory: true) { return true }
            }
            return false
        }

        func matches(_ path: TreePath, isDirectory: Bool) -> Bool {
            glob.pattern.matches(path, from: start(in: path), isDirectory: isDirectory)
        }

        /// Whether the glob names the path itself, not by a wildcard.
        func spells(_ path: TreePath, isDirectory: Bool) -> Bool {
            let start = start(in: path)
            return glob.spelled.contains { $0.matches(path, from: start, isDirectory: isDirectory) }
        }

        private func start(in path: TreePath) -> Int? {
            path.bytes.starts(with: base) ? base.count : nil
        }
    }
}

/// What is wrong with a glob.
package enum PathGlobError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty, negated, parent, braces, malformed

    /// What is wrong, and what to do.
    package var description: String {
        switch self {
        case .empty: "it is empty"
        case .negated: "it begins with '!'; use include and exclude, or write '\\!' for a name that begins so"
        case .parent: "it has '..'; write it from the directory that it starts in"
        case .braces: "it has braces; give a glob for each choice, or write '\\{' for a name with a brace"
        case .malformed: "a '[' has no ']', or a '\\' stands at its end"
        }
    }
}
