import Addresses
import FileSystem
import Synchronization

/// Finds the files of a site that its relative URLs name.
final class SiteFiles: Sendable {
    private let roots: [String]
    /// By the bytes of the path: names that look the same can be those of two files.
    private let known = Mutex<[[UInt8]: String?]>([:])

    /// - Parameter roots: Directories whose content the site serves at its own root.
    init(roots: [String]) {
        self.roots = roots
    }

    /// The file that a relative reference in a record names; nil where there is none.
    ///
    /// A path with a leading slash is looked for below the roots, any other beside the record first.
    func file(for reference: String, in record: String) -> String? {
        guard let path = Self.path(of: reference) else { return nil }
        if reference.utf8.first == UInt8(ascii: "/") { return file(path, below: roots) }
        return file(path, below: [FileSystem.parentPath(of: record)]) ?? file(path, below: roots)
    }

    private func file(_ path: String, below directories: [String]) -> String? {
        for directory in directories {
            let candidate = directory == "." ? path : joinPath(directory, path)
            let found = known.withLock { known in
                let bytes = Array(candidate.utf8)
                if let found = known[bytes] { return found }
                let isFile = (try? FileSystem.status(of: candidate))?.kind == .regular
                let found: String? = isFile ? candidate : nil
                known[bytes] = .some(found)
                return found
            }
            if let found { return found }
        }
        return nil
    }

    /// The path of a reference without query and fragment, decoded; nil where it would lead out of the directory.
    private static func path(of reference: String) -> String? {
        let raw = reference.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var parts: [Substring] = []
        guard let decoded = String(validating: PercentDecoding.decoded(raw), as: UTF8.self), !decoded.utf8.contains(0)
        else { return nil }
        for part in decoded.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "/")
    }
}
