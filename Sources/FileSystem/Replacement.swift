/// An existing file whose content is being replaced: the new one is written piece by piece beside it.
///
/// At every instant, a crash included, a reader sees all of the old content or all of the new. A symbolic link stays,
/// and the file it leads to is replaced. A replacement that is given up leaves no trace.
package struct Replacement: ~Copyable {
    /// The file itself, every symbolic link resolved.
    private let target: String
    /// What `stat` said of it at the start.
    private let status: FileStatus
    private var temporary: TemporaryFile

    /// Starts the replacement of an existing file.
    package init(of path: String, hardLinks: HardLinks = .refuse) throws(ReplacementError) {
        let target: String
        let status: FileStatus
        do throws(FileSystemError) {
            target = try FileSystem.resolve(path)
            try FileSystem.checkWritable(target)
            status = try FileSystem.status(of: target)
        } catch {
            throw .fileSystem(error)
        }
        if status.linkCount > 1, hardLinks == .refuse { throw .hardLinked(names: status.linkCount) }
        do throws(FileSystemError) { temporary = try TemporaryFile(beside: target) } catch { throw .fileSystem(error) }
        self.target = target
        self.status = status
    }

    /// Adds bytes to the new content.
    package func append(_ bytes: [UInt8]) throws(ReplacementError) {
        do throws(FileSystemError) { try temporary.file.write(bytes) } catch { throw .fileSystem(error) }
    }

    /// Puts the new content in place, with the mode, owner, group and extended attributes of the old.
    ///
    /// - Parameter isUnchanged: Whether the file at a path still holds what the new content was made from; asked right
    ///   before.
    package consuming func finish(
        where isUnchanged: (_ path: String) throws(FileSystemError) -> Bool
    ) throws(ReplacementError) {
        let isInPlace: Bool
        do throws(FileSystemError) {
            try copyMetadata()
            try temporary.file.sync()
            isInPlace = try isTargetUnchanged(isUnchanged)
            if isInPlace { try temporary.rename(to: target) }
        } catch {
            throw .fileSystem(error)
        }
        if !isInPlace { throw .changed }
        do throws(FileSystemError) { try temporary.directory.sync() } catch { throw .notDurable(error) }
    }

    /// Whether it is still the same file with the same content, nor was written to while that was looked at.
    private func isTargetUnchanged(
        _ isUnchanged: (_ path: String) throws(FileSystemError) -> Bool
    ) throws(FileSystemError) -> Bool {
        let before = try FileSystem.status(of: target)
        guard before.isSameFile(as: status), try isUnchanged(target) else { return false }
        let after = try FileSystem.status(of: target)
        return after.isSameFile(as: before) && after.size == before.size
            && after.modificationTime == before.modificationTime
    }

    private func copyMetadata() throws(FileSystemError) {
        let current = try temporary.file.status()
        if current.owner != status.owner || current.group != status.group {
            try temporary.file.changeOwner(status.owner, group: status.group)
        }
        // After the owner, since a change of owner clears the set-id bits.
        try temporary.file.changeMode(status.mode)
        try ExtendedAttributes.copy(from: target, to: temporary.file)
    }
}

/// What becomes of a file that has several names, when its content is replaced under one of them.
package enum HardLinks: Sendable, Hashable {
    /// It is left alone.
    case refuse
    /// The name gets a file of its own with the new content, and the others keep the old.
    case `break`
}

/// Why a file was not replaced; but for `notDurable`, it is as it was.
package enum ReplacementError: Error, Sendable, Hashable {
    case fileSystem(FileSystemError)
    /// Its content is no longer the one that was expected.
    case changed
    /// It was replaced, but the directory could not be written to the disk: a loss of power may undo it.
    case notDurable(FileSystemError)
    /// Other names refer to the same file, and would keep the old content.
    case hardLinked(names: Int)

    /// One sentence that names the file and the remedy.
    package func message(path: String) -> String {
        switch self {
        case .fileSystem(let error): error.description
        case .notDurable(let error): "'\(path)' was changed, but may not survive a loss of power: \(error)"
        case .changed: "'\(path)' was changed by another program while it was read; run again"
        case .hardLinked(let names):
            "'\(path)' has \(names) names (hard links), of which only one would be changed; "
                + "copy it first, or use '--hard-links break'"
        }
    }
}
