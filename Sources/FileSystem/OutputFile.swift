import Glibc

/// A file that a user names for the program's output.
package enum OutputFile {
    /// Writes the content that `write` writes, piece by piece.
    ///
    /// A regular file is created or replaced whole, keeps its mode, and stays behind a symbolic link that leads to it.
    /// Anything else (a device, a pipe, a terminal) is written to as it is.
    package static func write(
        to path: String, _ write: (borrowing FileDescriptor) throws(FileSystemError) -> Void
    ) throws(FileSystemError) {
        let status: FileStatus
        do throws(FileSystemError) {
            status = try FileSystem.status(of: path)
        } catch {
            guard error.code == ENOENT else { throw error }
            Leftovers.remove(in: FileSystem.parentPath(of: path), of: path)
            return try AtomicFile.create(path, writingWith: write)
        }
        if status.kind == .regular {
            try FileSystem.checkWritable(path)
            let target = try FileSystem.resolve(path)
            Leftovers.remove(in: FileSystem.parentPath(of: target), of: target)
            try AtomicFile.create(target, mode: status.mode, writingWith: write)
        } else {
            try write(try FileDescriptor.open(path, flags: O_WRONLY | O_NOCTTY))
        }
    }
}
