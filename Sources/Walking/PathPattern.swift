/// One pattern of an ignore file or an option, read as gitignore(5) says, `!` apart.
struct PathPattern: Sendable, Hashable {
    private let glob: GlobPattern
    /// Looks at the name alone, at any depth: what a pattern without a slash does.
    private let isOnName: Bool
    private let isForDirectories: Bool

    /// Reads a pattern; nil where it can match nothing.
    init?(_ text: ArraySlice<UInt8>) {
        var text = text
        isForDirectories = text.last == UInt8(ascii: "/")
        if isForDirectories { text.removeLast() }
        isOnName = !text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text.removeFirst() }
        guard let glob = GlobPattern(text) else { return nil }
        self.glob = glob
    }

    /// Whether a file or directory matches.
    ///
    /// - Parameter base: Where in the path the part begins that is relative to the pattern's directory; nil where the
    ///   path is not below it, so that only a pattern on the name can match.
    func matches(_ path: TreePath, from base: Int?, isDirectory: Bool) -> Bool {
        if isForDirectories, !isDirectory { return false }
        if isOnName { return glob.matches(path.bytes, from: path.nameStart) }
        guard let base else { return false }
        return glob.matches(path.bytes, from: base)
    }
}
