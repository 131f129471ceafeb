package import Glibc

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
            "'\(path)' has \(names) names (hard links), of which only one would be changed; copy it first"
        }
    }
}

/// Files that are replaced or created whole: at every instant, a crash included, a reader sees all of the old
/// content or all of the new.
package enum AtomicFile {
    /// Replaces the content of an existing file, and keeps its mode, owner, group and extended attributes.
    ///
    /// A symbolic link stays, and the file it leads to is replaced. The content must still be `expected` right before
    /// the new one is put in its place.
    package static func replace(
        _ path: String, expecting expected: [UInt8], with bytes: [UInt8]
    ) throws(ReplacementError) {
        let target = try orReplacementError { () throws(FileSystemError) in try FileSystem.resolve(path) }
        let status = try orReplacementError { () throws(FileSystemError) in
            try FileSystem.checkWritable(target)
            return try FileSystem.status(of: target)
        }
        if status.linkCount > 1 { throw .hardLinked(names: status.linkCount) }
        let outcome = try orReplacementError { () throws(FileSystemError) in
            var temporary = try TemporaryFile(beside: target)
            try temporary.file.write(bytes)
            try copyMetadata(of: target, status: status, to: temporary.file)
            try temporary.file.sync()
            guard try FileSystem.read(target).bytes == expected else { return Outcome.changed }
            try temporary.rename(to: target)
            do throws(FileSystemError) { try temporary.directory.sync() } catch { return .notDurable(error) }
            return .replaced
        }
        switch outcome {
        case .replaced: break
        case .changed: throw .changed
        case .notDurable(let error): throw .notDurable(error)
        }
    }

    private static func orReplacementError<Result>(
        _ body: () throws(FileSystemError) -> Result
    ) throws(ReplacementError) -> Result {
        do throws(FileSystemError) { return try body() } catch { throw .fileSystem(error) }
    }

    private enum Outcome {
        case replaced, changed
        case notDurable(FileSystemError)
    }

    /// Creates a file, or replaces one whole; returns when it is durable.
    package static func create(_ path: String, with bytes: [UInt8], mode: mode_t = 0o644) throws(FileSystemError) {
        var temporary = try TemporaryFile(beside: path)
        try temporary.file.write(bytes)
        try temporary.file.changeMode(mode)
        try temporary.file.sync()
        try temporary.rename(to: path)
        try temporary.directory.sync()
    }

    private static func copyMetadata(
        of path: String, status: FileStatus, to file: borrowing FileDescriptor
    ) throws(FileSystemError) {
        let current = try file.status()
        if current.owner != status.owner || current.group != status.group {
            try file.changeOwner(status.owner, group: status.group)
        }
        // After the owner, since a change of owner clears the set-id bits.
        try file.changeMode(status.mode)
        try ExtendedAttributes.copy(from: path, to: file)
    }
}
