import Glibc

/// A new file under a hidden name beside the one it will become; removed again unless it is put in place.
struct TemporaryFile: ~Copyable {
    let directory: FileDescriptor
    let file: FileDescriptor
    private let name: String
    private var isInPlace = false

    /// Creates the file in the directory of `path`.
    init(beside path: String) throws(FileSystemError) {
        let directory = try FileDescriptor.open(FileSystem.parentPath(of: path), flags: O_RDONLY | O_DIRECTORY)
        let random = String(UInt64.random(in: .min ... .max), radix: 36)
        // A name of 255 bytes leaves no room to add to it.
        let stem = String(decoding: FileSystem.name(of: path).utf8.prefix(64), as: UTF8.self)
        let name = ".\(stem).proofsheet-\(random).tmp"
        let file = try directory.openFile(
            named: name, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
        self.directory = directory
        self.file = file
        self.name = name
    }

    /// Renames it to `path`, which is in the same directory; a sync of the directory makes that durable.
    mutating func rename(to path: String) throws(FileSystemError) {
        try injectedFault(.rename, path)
        let base = directory.rawValue
        let source = name
        _ = try retrying(.rename, path) { renameat(base, source, base, FileSystem.name(of: path)) }
        isInPlace = true
    }

    deinit {
        if !isInPlace { _ = unlinkat(directory.rawValue, name, 0) }
    }
}
