import Glibc

/// Temporary files that killed processes left beside those they were going to replace.
package enum Leftovers {
    /// Removes them from a directory; what cannot be removed stays.
    ///
    /// A file goes only where it has a name that only this module gives, is a regular file without other names, and
    /// nobody has it open to write: the kernel lets go of a lock when its process ends.
    ///
    /// - Parameter path: Removes only those that were to become this file of the directory.
    package static func remove(in directory: String, of path: String? = nil) {
        let prefix = path.map(TemporaryName.prefix) ?? "."
        guard let entries = try? DirectoryListing(of: directory).entries else { return }
        for entry in entries where entry.kind == .regular || entry.kind == nil {
            guard entry.name.hasPrefix(prefix), TemporaryName.isTemporary(entry.name) else { continue }
            try? remove(joinPath(directory, entry.name))
        }
    }

    private static func remove(_ path: String) throws(FileSystemError) {
        let file = try FileDescriptor.open(path, flags: O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
        let status = try file.status()
        // The name is of one file for ever, so that nothing else can go by it meanwhile.
        guard status.kind == .regular, status.linkCount == 1, try file.lockIfFree() else { return }
        try FileSystem.remove(path)
    }
}
