/// Where the working directory lies in a repository, from whose root code hosts name files.
package struct RepositoryPlace: Sendable, Hashable {
    private let root: [Substring]
    private let directory: [Substring]

    /// - Parameters:
    ///   - root: The absolute path of the repository.
    ///   - directory: The absolute path of the working directory, from which records are named.
    package init(root: String, directory: String) {
        self.root = Self.parts(of: root)
        self.directory = Self.parts(of: directory)
    }

    /// The path of a record from the root of the repository; as it is, where the record lies elsewhere.
    package func path(of record: String) -> String {
        let isAbsolute = record.utf8.first == UInt8(ascii: "/")
        var parts = isAbsolute ? [] : directory
        for part in Self.parts(of: record) {
            if part != ".." { parts.append(part) } else if !parts.isEmpty { parts.removeLast() }
        }
        return parts.starts(with: root) && parts.count > root.count
            ? parts.dropFirst(root.count).joined(separator: "/") : record
    }

    private static func parts(of path: String) -> [Substring] { path.split(separator: "/").filter { $0 != "." } }
}

extension Report {
    /// How a code host names a record.
    func hostedPath(of record: String) -> String { repository?.path(of: record) ?? record }
}
