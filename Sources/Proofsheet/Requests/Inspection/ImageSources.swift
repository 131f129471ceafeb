/// Which images to look at.
public struct ImageSources: Sendable {
    /// A file that names sources, one after the other.
    public struct List: Sendable, Hashable {
        /// Its path; `-` for standard input.
        public var path: String
        /// A NUL ends each name, in place of a line end.
        public var isNullSeparated: Bool

        /// A list in a file; it is read when the sources are.
        public init(path: String, isNullSeparated: Bool = false) {
            self.path = path
            self.isNullSeparated = isNullSeparated
        }
    }

    let names: [String]
    let list: List?
    let honoursIgnoreFiles: Bool

    /// Throws a usage error where there is nothing to look at, or two would read standard input.
    ///
    /// - Parameters:
    ///   - names: Files, directories, http and https URLs, and `-` for the bytes of an image on standard input.
    ///   - list: Names more, but for `-`, which is a file there; they come behind the others.
    ///   - honoursIgnoreFiles: Leaves out of directories what `.gitignore`, `.git/info/exclude` and `.ignore` say.
    public init(
        _ names: [String], list: List? = nil, honoursIgnoreFiles: Bool = true
    ) throws(ProofsheetError) {
        guard !names.isEmpty || list != nil else {
            throw ProofsheetError(.usage, "there is nothing to look at; name a file, a directory or a URL, or a list")
        }
        guard names.count(where: { $0 == "-" }) + (list?.path == "-" ? 1 : 0) <= 1 else {
            throw ProofsheetError(.usage, "standard input can be read once only; give '-' once")
        }
        self.names = names
        self.list = list
        self.honoursIgnoreFiles = honoursIgnoreFiles
    }
}

/// One image to look at.
enum ImageSource: Sendable {
    case file(String)
    case url(String)
    case standardInput
    /// Nothing to look at, for the reason that is already known.
    case settled(InspectedImage)

    static func isURL(_ name: String) -> Bool {
        let head = name.prefix(8).lowercased()
        return head.hasPrefix("http://") || head.hasPrefix("https://")
    }
}
