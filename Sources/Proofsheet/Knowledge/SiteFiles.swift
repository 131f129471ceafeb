import Addresses
import FileSystem
import Synchronization

/// Finds the files of a site that its relative URLs name.
final class SiteFiles: Sendable {
    private let roots: [String]
    /// By the bytes of the path: names that look the same can be those of two files.
    private let known = Mutex<[[UInt8]: String?]>([:])
    private let hasDataSets: Bool
    /// The directories of images by the file with their annotations, of which there may be very many in one.
    private let imageDirectories = Mutex<[String: [String]]>([:])

    /// - Parameters:
    ///   - roots: Directories whose content the site serves at its own root.
    ///   - hasDataSets: JSON may be that of a data set, which keeps its images as `DataSetLayout` says.
    init(roots: [String], hasDataSets: Bool = false) {
        self.roots = roots
        self.hasDataSets = hasDataSets
    }

    /// The file that a relative reference in a record names; nil where there is none.
    ///
    /// A path with a leading slash is looked for below the roots, any other from the record's directory on first.
    func file(for reference: String, in record: String) -> String? {
        guard let parts = Self.parts(of: reference) else { return nil }
        let path = Self.joined(parts, to: [])
        if reference.utf8.first != UInt8(ascii: "/") {
            let found =
                if let path {
                    file(path, below: [FileSystem.parentPath(of: record)])
                } else {
                    self.path(parts, from: record).flatMap { file($0, below: ["."]) }
                }
            if let found { return found }
            if hasDataSets, record.hasSuffix(".json"), let path,
                let found = file(path, below: imageDirectories(of: record))
            {
                return found
            }
        }
        return path.flatMap { file($0, below: roots) }
    }

    private func imageDirectories(of record: String) -> [String] {
        imageDirectories.withLock { known in
            if let found = known[record] { return found }
            let found = DataSetLayout(record: record).imageDirectories.filter {
                (try? FileSystem.status(of: $0))?.kind == .directory
            }
            known[record] = found
            return found
        }
    }

    /// The path that a reference with `..` leads to from a record; nil where that is outside of the working directory, or outside of
    /// the root that the record lies in.
    private func path(_ parts: [Substring], from record: String) -> String? {
        let directory = FileSystem.parentPath(of: record)
        let own = directory.split(separator: "/").filter { $0 != "." }
        let isAbsolute = directory.utf8.first == UInt8(ascii: "/")
        let fixed = isAbsolute ? rootDepth(of: own) : own.prefix { $0 == ".." }.count
        guard let path = Self.joined(parts, to: own, fixed: fixed) else { return nil }
        return isAbsolute ? "/" + path : path
    }

    /// How many directories there are from `/` to the deepest root around one; all of them without such a root.
    private func rootDepth(of directory: [Substring]) -> Int {
        roots.filter { $0.utf8.first == UInt8(ascii: "/") }
            .map { $0.split(separator: "/").filter { $0 != "." } }
            .filter { directory.starts(with: $0) }
            .map(\.count).max() ?? directory.count
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

    /// The parts of the path of a reference, without query and fragment, decoded.
    private static func parts(of reference: String) -> [Substring]? {
        let raw = reference.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        guard let decoded = String(validating: PercentDecoding.decoded(raw), as: UTF8.self), !decoded.utf8.contains(0)
        else { return nil }
        return decoded.split(separator: "/").filter { $0 != "." }
    }

    /// The path with more parts; nil where `..` would lead out of its first `fixed` parts, or where it is left empty.
    private static func joined(_ parts: [Substring], to directory: [Substring], fixed: Int = 0) -> String? {
        var result = directory
        for part in parts {
            if part != ".." {
                result.append(part)
            } else if result.count > fixed {
                result.removeLast()
            } else {
                return nil
            }
        }
        return parts.isEmpty || result.isEmpty ? nil : result.joined(separator: "/")
    }
}
