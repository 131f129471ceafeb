import Glibc
import Synchronization

/// A directory in which one process writes files whole before it puts them in place elsewhere on the file system.
///
/// The process holds a lock on it, so that what a killed one left is told at once from what is in use.
package final class StagingDirectory: Sendable {
    package let path: String
    /// Holds the lock.
    private let descriptor: FileDescriptor

    /// Makes a directory of its own below `parent`, and removes those whose process has ended.
    package init(in parent: String) throws(FileSystemError) {
        try FileSystem.makeDirectories(parent)
        try Self.removeAbandoned(in: parent)
        descriptor = try Self.make(in: parent)
        path = descriptor.path
    }

    private static func make(in parent: String) throws(FileSystemError) -> FileDescriptor {
        while true {
            let path = joinPath(parent, String(UInt64.random(in: .min ... .max), radix: 36))
            try FileSystem.makeDirectories(path, mode: 0o700)
            do throws(FileSystemError) {
                if let descriptor = try lock(path) { return descriptor }
            } catch {
                _ = rmdir(path)
                throw error
            }
        }
    }

    /// Nil where another process took the new directory for an abandoned one before it was locked.
    private static func lock(_ path: String) throws(FileSystemError) -> FileDescriptor? {
        do throws(FileSystemError) {
            let descriptor = try FileDescriptor.open(path, flags: O_RDONLY | O_DIRECTORY)
            guard try descriptor.lockIfFree() else { return nil }
            let isThere = try FileSystem.status(of: path).isSameFile(as: try descriptor.status())
            if isThere { return descriptor }
            return nil
        } catch {
            guard error.code == ENOENT else { throw error }
            return nil
        }
    }

    /// Removes the directories below `parent` whose process has ended, with what is in them.
    package static func removeAbandoned(in parent: String) throws(FileSystemError) {
        for entry in try DirectoryListing(of: parent).entries where entry.kind != .regular {
            let path = joinPath(parent, entry.name)
            do throws(FileSystemError) {
                let descriptor = try FileDescriptor.open(path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW)
                if try descriptor.lockIfFree() { try remove(path) }
            } catch {
                // Another process removes it at the same time.
                guard error.code == ENOENT else { throw error }
            }
        }
    }

    private static func remove(_ path: String) throws(FileSystemError) {
        for entry in try DirectoryListing(of: path).entries { try FileSystem.remove(joinPath(path, entry.name)) }
        try injectedFault(.remove, path)
        _ = try retrying(.remove, path) { rmdir(path) }
    }

    /// Writes a new file; it is durable only when the file system is synced.
    package func write(_ bytes: [UInt8], mode: UInt32 = 0o644) throws(FileSystemError) -> StagedFile {
        let name = Self.makeName()
        let file = try makeFile(named: name, flags: O_WRONLY)
        let staged = stagedFile(named: name)
        try file.write(bytes)
        try file.changeMode(mode)
        return staged
    }

    /// Makes a new file of what `write` writes; it is durable only when the file system is synced.
    package func write(
        mode: UInt32 = 0o644, writingWith write: (borrowing FileDescriptor) throws -> Void
    ) throws -> StagedFile {
        let name = Self.makeName()
        let file = try makeFile(named: name, flags: O_WRONLY)
        let staged = stagedFile(named: name)
        try write(file)
        try file.changeMode(mode)
        return staged
    }

    private static func makeName() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }

    private func makeFile(named name: String, flags: Int32) throws(FileSystemError) -> FileDescriptor {
        try descriptor.openFile(named: name, flags: flags | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
    }

    private func stagedFile(named name: String) -> StagedFile {
        StagedFile(path: joinPath(path, name), directory: self)
    }

    /// Makes a new file that grows; it is durable only when the file system is synced.
    package func makeGrowingFile() throws(FileSystemError) -> GrowingFile {
        let name = Self.makeName()
        let file = try makeFile(named: name, flags: GrowingFile.flags)
        return GrowingFile(file, staged: stagedFile(named: name))
    }

    /// Removes the directory with what is in it; nothing can be written to it any more.
    package func close() { try? Self.remove(path) }

    deinit { close() }
}

/// A file that is written whole and not yet in place; removed unless it is put there.
package final class StagedFile: Sendable {
    private let path: String
    private let directory: StagingDirectory
    private let isInPlace = Atomic(false)

    fileprivate init(path: String, directory: StagingDirectory) {
        self.path = path
        self.directory = directory
    }

    func open(flags: Int32) throws(FileSystemError) -> FileDescriptor {
        try FileDescriptor.open(path, flags: flags | O_NOFOLLOW)
    }

    /// Hands over its content in pieces of a size, the last of which may be shorter, until `body` says false.
    package func forEachPiece(
        size: Int = 1 << 18, _ body: (Span<UInt8>) -> Bool
    ) throws(FileSystemError) {
        try FileSystem.forEachPiece(of: path, size: size, body)
    }

    /// Returns when its content is on the disk.
    package func sync() throws(FileSystemError) {
        try FileDescriptor.open(path, flags: O_RDONLY).sync()
    }

    /// Renames it to `path`; a sync of that directory makes it durable.
    package func rename(to target: String) throws(FileSystemError) {
        try injectedFault(.rename, target)
        _ = try retrying(.rename, target) { Glibc.rename(path, target) }
        isInPlace.store(true, ordering: .relaxed)
    }

    deinit {
        if !isInPlace.load(ordering: .relaxed) { _ = unlink(path) }
    }
}
