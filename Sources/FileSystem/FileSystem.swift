package import Glibc

/// Calls on paths.
package enum FileSystem {
    /// Looks at `path`; `followingLinks` false looks at a symbolic link itself.
    package static func status(of path: String, followingLinks: Bool = true) throws(FileSystemError) -> FileStatus {
        try injectedFault(.status, path)
        try checkNoNUL(path, for: .status)
        var result = stat()
        let flags = followingLinks ? 0 : AT_SYMLINK_NOFOLLOW
        // A string that is passed as it is would be copied first.
        _ = try retrying(.status, path) { path.withCString { fstatat(AT_FDCWD, $0, &result, flags) } }
        return FileStatus(result)
    }

    /// Whether something is at `path`.
    ///
    /// Throws where that cannot be told: a directory that may not be searched does not make a file missing.
    package static func exists(_ path: String) throws(FileSystemError) -> Bool {
        do throws(FileSystemError) {
            _ = try status(of: path)
            return true
        } catch {
            if error.code == ENOENT { return false }
            throw error
        }
    }

    /// The whole content of a regular file and its status when it was read.
    ///
    /// - Parameter limit: Largest size in bytes; a larger file fails with `EFBIG`.
    package static func read(
        _ path: String, limit: Int = 1 << 30
    ) throws(FileSystemError) -> (bytes: [UInt8], status: FileStatus) {
        try FileDescriptor.openRegularFile(path).readAll(limit: limit)
    }

    /// Hands over the content of a regular file in pieces of a size, the last of which may be shorter, until `body` says
    /// false.
    package static func forEachPiece(
        of path: String, size: Int = 1 << 18, _ body: (Span<UInt8>) -> Bool
    ) throws(FileSystemError) {
        try FileDescriptor.openRegularFile(path).forEachPiece(size: size, body)
    }

    /// Creates a directory and those above it; one that exists already is no error.
    package static func makeDirectories(_ path: String, mode: mode_t = 0o777) throws(FileSystemError) {
        if (try? status(of: path))?.kind == .directory { return }
        let parent = parentPath(of: path)
        if parent != path, !parent.isEmpty { try makeDirectories(parent, mode: mode) }
        try injectedFault(.makeDirectory, path)
        do throws(FileSystemError) {
            _ = try retrying(.makeDirectory, path) { mkdir(path, mode) }
        } catch {
            guard error.code == EEXIST else { throw error }
            if try status(of: path).kind != .directory {
                throw FileSystemError(call: .makeDirectory, path: path, code: ENOTDIR)
            }
        }
    }

    /// Returns when the entries of a directory are on the disk.
    package static func syncDirectory(_ path: String) throws(FileSystemError) {
        try FileDescriptor.open(path, flags: O_RDONLY | O_DIRECTORY).sync()
    }

    /// Returns when the names of the directories that lead to `path`, and its own, are on the disk.
    ///
    /// A directory that this process may not read is left out: it did not make what is in it.
    package static func syncParents(of path: String) throws(FileSystemError) {
        let parent = parentPath(of: path)
        if parent == path { return }
        do throws(FileSystemError) { try syncDirectory(parent) } catch {
            // Some file systems sync no directories.
            guard [EACCES, EPERM, EINVAL].contains(error.code) else { throw error }
        }
        try syncParents(of: parent)
    }

    /// Removes a file; one that is gone already is no error.
    package static func remove(_ path: String) throws(FileSystemError) {
        try injectedFault(.remove, path)
        do throws(FileSystemError) {
            _ = try retrying(.remove, path) { unlink(path) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }

    /// Gives a file a further name, which nothing has yet.
    static func link(_ path: String, as name: String) throws(FileSystemError) {
        try injectedFault(.link, name)
        _ = try retrying(.link, name) { Glibc.link(path, name) }
    }

    /// Gives a file another name, in place of what has that name.
    static func rename(_ path: String, to target: String) throws(FileSystemError) {
        try injectedFault(.rename, target)
        _ = try retrying(.rename, target) { Glibc.rename(path, target) }
    }

    /// Returns when all that was written to the file system of a directory is on the disk.
    package static func sync(_ directory: String) throws(FileSystemError) {
        try FileDescriptor.open(directory, flags: O_RDONLY | O_DIRECTORY).syncFileSystem()
    }

    /// Removes a file or directory with all that is in it; one that is gone already is no error.
    ///
    /// It follows no symbolic link, and what another file system has below `path`, or at it, stays and fails with `EXDEV`.
    package static func removeTree(_ path: String) throws(FileSystemError) {
        try removeTree(path, ofDevice: status(of: parentPath(of: path)).device)
    }

    private static func removeTree(_ path: String, ofDevice device: UInt64) throws(FileSystemError) {
        let found: FileStatus
        do throws(FileSystemError) { found = try status(of: path, followingLinks: false) } catch {
            if error.code == ENOENT { return }
            throw error
        }
        guard found.kind == .directory else { return try remove(path) }
        if found.device != device { throw FileSystemError(call: .remove, path: path, code: EXDEV) }
        for entry in try DirectoryListing(of: path).entries {
            try removeTree(joinPath(path, entry.name), ofDevice: device)
        }
        try removeDirectory(path)
    }

    /// Removes a directory, which must be empty; one that is gone already is no error.
    package static func removeDirectory(_ path: String) throws(FileSystemError) {
        try injectedFault(.remove, path)
        do throws(FileSystemError) {
            _ = try retrying(.remove, path) { rmdir(path) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }

    /// Gives a file another name in place; one that is gone already is no error.
    package static func moveAside(_ path: String, to target: String) throws(FileSystemError) {
        try injectedFault(.rename, path)
        do throws(FileSystemError) {
            _ = try retrying(.rename, path) { Glibc.rename(path, target) }
        } catch {
            guard error.code == ENOENT else { throw error }
        }
    }

    /// The absolute path with every symbolic link resolved.
    package static func resolve(_ path: String) throws(FileSystemError) -> String {
        try injectedFault(.resolve, path)
        guard let resolved = realpath(path, nil) else {
            throw FileSystemError(call: .resolve, path: path, code: errno)
        }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    /// Fails where the permissions of `path` do not let this process write to it.
    package static func checkWritable(_ path: String) throws(FileSystemError) {
        try injectedFault(.access, path)
        do throws(FileSystemError) {
            _ = try retrying(.access, path) { access(path, W_OK) }
        } catch {
            throw FileSystemError(call: .write, path: path, code: error.code)
        }
    }

    /// The directory part of a path: `.` for a bare name.
    package static func parentPath(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The last component of a path.
    package static func name(of path: String) -> String {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
        return String(path[path.utf8.index(after: slash)...])
    }
}
