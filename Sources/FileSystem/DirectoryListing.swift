import Glibc

/// The entries of a directory.
package struct DirectoryListing: Sendable {
    package struct Entry: Sendable, Hashable {
        package var name: String
        /// The kind of the entry itself, links not followed; nil where the file system does not tell.
        package var kind: FileStatus.Kind?
    }

    /// In the order of the bytes of their names; `.` and `..` left out.
    package var entries: [Entry] = []
    /// Number of entries whose name is not UTF-8, which are left out.
    package var undecodableNames = 0

    /// Reads a directory.
    package init(of path: String) throws(FileSystemError) {
        try injectedFault(.list, path)
        guard let stream = opendir(path) else { throw FileSystemError(call: .list, path: path, code: errno) }
        defer { closedir(stream) }
        while true {
            errno = 0
            guard let item = readdir(stream) else {
                if errno != 0 { throw FileSystemError(call: .list, path: path, code: errno) }
                break
            }
            guard let name = Self.name(of: item) else {
                undecodableNames += 1
                continue
            }
            if name == "." || name == ".." { continue }
            entries.append(Entry(name: name, kind: Self.kind(of: item)))
        }
        entries.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    }

    private static func name(of item: UnsafeMutablePointer<dirent>) -> String? {
        withUnsafePointer(to: &item.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                String(validatingCString: $0)
            }
        }
    }

    private static func kind(of item: UnsafeMutablePointer<dirent>) -> FileStatus.Kind? {
        switch Int(item.pointee.d_type) {
        case Int(DT_REG): .regular
        case Int(DT_DIR): .directory
        case Int(DT_LNK): .symbolicLink
        case Int(DT_UNKNOWN): nil
        default: .other
        }
    }
}
