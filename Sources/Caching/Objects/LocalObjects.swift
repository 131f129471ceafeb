import FileSystem
import Glibc

/// Objects as read-only files: a directory with a shelf for each first part of a name.
struct LocalObjects: ObjectBackend {
    let directory: String
    /// Where files are written first; nil where nothing is written.
    let staging: StagingDirectory?

    /// How many objects make one sync of the whole file system cheaper than one for each.
    private static let syncsFileSystemFrom = 8

    private static let mode: UInt32 = 0o444

    private func path(of name: String) -> String { joinPath(directory, name) }

    func location(of name: String) -> String { path(of: name) }

    func localPath(of name: String) -> String? { path(of: name) }

    func read(_ name: String) throws(ObjectError) -> [UInt8] {
        do throws(FileSystemError) { return try FileSystem.read(path(of: name)).bytes } catch {
            throw ObjectError(error)
        }
    }

    func status(of name: String) throws(ObjectError) -> ObjectStatus {
        let status: FileStatus
        do throws(FileSystemError) { status = try FileSystem.status(of: path(of: name)) } catch {
            throw ObjectError(error)
        }
        guard status.kind == .regular else { throw ObjectError("'\(path(of: name))' is not a file", .isForeign) }
        return ObjectStatus(status)
    }

    func remove(_ name: String) throws(ObjectError) {
        do throws(FileSystemError) { try removeAnything(path(of: name)) } catch {
            // Where its shelf is no directory, there is no object.
            guard error.code == ENOTDIR else { throw ObjectError(error) }
        }
    }

    private func removeAnything(_ path: String) throws(FileSystemError) {
        do throws(FileSystemError) { try FileSystem.remove(path) } catch {
            guard error.code == EISDIR else { throw error }
            try FileSystem.removeTree(path)
        }
    }

    func stage(_ bytes: [UInt8]) throws(ObjectError) -> StagedContent {
        do throws(FileSystemError) { return .file(try write(bytes)) } catch { throw ObjectError(error) }
    }

    private func write(_ bytes: [UInt8]) throws(FileSystemError) -> StagedFile {
        try stagingToWrite().write(bytes, mode: Self.mode)
    }

    private func stagingToWrite() throws(FileSystemError) -> StagingDirectory {
        guard let staging else { throw FileSystemError(call: .write, path: directory, code: EROFS) }
        return staging
    }

    func makeGrowingContent() throws(ObjectError) -> any GrowingContent {
        do throws(FileSystemError) {
            return GrowingFileContent(try stagingToWrite().makeGrowingFile(), mode: Self.mode)
        } catch { throw ObjectError(error) }
    }

    func forEachPiece(of name: String, _ body: (Span<UInt8>) -> Bool) throws(ObjectError) {
        do throws(FileSystemError) { try FileSystem.forEachPiece(of: path(of: name), body) } catch {
            throw ObjectError(error)
        }
    }

    func place(_ placements: [ObjectPlacement]) throws(ObjectError) {
        do throws(FileSystemError) { try placeFiles(placements) } catch { throw ObjectError(error) }
    }

    private func placeFiles(_ placements: [ObjectPlacement]) throws(FileSystemError) {
        try FileSystem.makeDirectories(directory)
        var files: [(file: StagedFile, path: String)] = []
        for placement in placements {
            switch placement.content {
            case .file(let file): files.append((file, path(of: placement.name)))
            case .memory(let bytes): files.append((try write(bytes), path(of: placement.name)))
            case nil: break
            }
        }
        let syncsAll = placements.count >= Self.syncsFileSystemFrom
        let root = try FileDescriptor.open(directory, flags: O_RDONLY | O_DIRECTORY)
        if syncsAll, !files.isEmpty {
            try root.syncFileSystem()
        } else {
            for file in files { try file.file.sync() }
        }
        for file in files { try makeShelf(FileSystem.parentPath(of: file.path)) }
        for file in files { try put(file.file, at: file.path) }
        if syncsAll {
            try root.syncFileSystem()
        } else {
            // Whoever made the root may have been killed before its name was on the disk.
            try FileSystem.syncDirectory(FileSystem.parentPath(of: directory))
            try root.sync()
            let shelves = Set(placements.map { FileSystem.parentPath(of: path(of: $0.name)) })
            for shelf in shelves { try FileSystem.syncDirectory(shelf) }
        }
    }

    /// Makes a directory, in place of anything else that is there.
    private func makeShelf(_ path: String) throws(FileSystemError) {
        do throws(FileSystemError) { try FileSystem.makeDirectories(path) } catch {
            guard error.code == ENOTDIR else { throw error }
            try FileSystem.remove(path)
            try FileSystem.makeDirectories(path)
        }
    }

    /// Renames a file to its place, where even a directory gives way to it.
    private func put(_ file: StagedFile, at path: String) throws(FileSystemError) {
        do throws(FileSystemError) { try file.rename(to: path) } catch {
            guard error.code == EISDIR else { throw error }
            try FileSystem.removeTree(path)
            try file.rename(to: path)
        }
    }

    func list(where isWanted: (String) -> Bool) throws(ObjectError) -> [(name: String, status: ObjectStatus)] {
        do throws(FileSystemError) { return try listFiles(where: isWanted) } catch { throw ObjectError(error) }
    }

    private func listFiles(
        where isWanted: (String) -> Bool
    ) throws(FileSystemError) -> [(name: String, status: ObjectStatus)] {
        guard try FileSystem.exists(directory) else { return [] }
        var result: [(name: String, status: ObjectStatus)] = []
        for shelf in try DirectoryListing(of: directory).entries where shelf.name.utf8.count == 2 {
            let shelfPath = path(of: shelf.name)
            guard try FileSystem.status(of: shelfPath, followingLinks: false).kind == .directory else { continue }
            for entry in try DirectoryListing(of: shelfPath).entries {
                let name = joinPath(shelf.name, entry.name)
                guard isWanted(name) else { continue }
                let status = try FileSystem.status(of: path(of: name), followingLinks: false)
                if status.kind == .regular { result.append((name, ObjectStatus(status))) }
            }
        }
        return result
    }
}

extension ObjectStatus {
    fileprivate init(_ status: FileStatus) {
        self.init(size: status.size, modificationTime: status.modificationTime, inode: status.inode)
    }
}

extension ObjectError {
    init(_ error: FileSystemError) {
        let kind: Kind =
            switch error.code {
            case ENOENT, ENOTDIR: .isAbsence
            // A directory, a pipe or a device that is read, and a symbolic link that leads to itself.
            case EISDIR, EINVAL, ELOOP: .isForeign
            default: .isTrouble
            }
        self.init(error.description, kind)
    }
}
