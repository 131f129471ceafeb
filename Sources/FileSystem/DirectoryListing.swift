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
    /// Entries whose name is not UTF-8 and thus cannot be used; U+FFFD stands for what is not.
    package var undecodable: [Entry] = []

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
            let (name, isUTF8) = Self.name(of: item)
            if name == "." || name == ".." { continue }
            let entry = Entry(name: name, kind: Self.kind(of: item))
            if isUTF8 { entries.append(entry) } else { undecodable.append(entry) }
        }
        entries.sort { $0.name.precedesInBytes($1.name) }
        undecodable.sort { $0.name.precedesInBytes($1.name) }
    }

    private static func name(of item: UnsafeMutablePointer<dirent>) -> (String, isUTF8: Bool) {
        withUnsafePointer(to: &item.pointee.d_name) { pointer in
            pointer.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: pointer.pointee)) {
                if let name = String(validatingCString: $0) { return (name, true) }
                return (String(cString: $0), false)
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
