import Glibc

/// A new file under a hidden name beside the one it will become; removed again unless it is put in place.
///
/// It is locked for as long as it is open, by which what a killed process left is told from what is in use.
struct TemporaryFile: ~Copyable {
    let directory: FileDescriptor
    let file: FileDescriptor
    private let name: String
    private var isInPlace = false

    /// Creates the file in the directory of `path`.
    init(beside path: String) throws(FileSystemError) {
        let directory = try FileDescriptor.open(FileSystem.parentPath(of: path), flags: O_RDONLY | O_DIRECTORY)
        while true {
            let name = TemporaryName.make(for: path)
            let file = try directory.openFile(
                named: name, flags: O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: 0o600)
            // Another process may have taken the new file for an abandoned one before it was locked.
            if Self.lock(file) {
                self.directory = directory
                self.file = file
                self.name = name
                return
            }
        }
    }

    /// False where the file has been removed.
    private static func lock(_ file: borrowing FileDescriptor) -> Bool {
        // On a file system without locks nobody can lock it to remove it, either.
        guard let isLocked = try? file.lockIfFree() else { return true }
        return isLocked && (try? file.status())?.linkCount != 0
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

/// What temporary files are called: `.NAME.proofsheet-RANDOM.tmp`.
enum TemporaryName {
    private static let mark = ".proofsheet-"
    private static let ending = ".tmp"

    /// A new name for a file that will become `path`.
    static func make(for path: String) -> String {
        prefix(for: path) + String(UInt64.random(in: .min ... .max), radix: 36) + ending
    }

    /// What the names for `path` begin with.
    static func prefix(for path: String) -> String {
        // A name of 255 bytes leaves no room to add to it.
        "." + String(decoding: FileSystem.name(of: path).utf8.prefix(64), as: UTF8.self) + mark
    }

    /// Whether `make` can have made a name.
    static func isTemporary(_ name: String) -> Bool {
        guard name.utf8.first == UInt8(ascii: "."), name.hasSuffix(ending) else { return false }
        let body = name.utf8.dropFirst().dropLast(ending.utf8.count)
        guard let dash = body.lastIndex(of: UInt8(ascii: "-")) else { return false }
        let random = body[body.index(after: dash)...]
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x7a).contains($0) }
        // 64 bits take up to 13 digits of base 36.
        return (1...13).contains(random.count) && random.allSatisfy(isDigit)
            && body[...dash].count > mark.utf8.count && body[...dash].suffix(mark.utf8.count).elementsEqual(mark.utf8)
    }
}
