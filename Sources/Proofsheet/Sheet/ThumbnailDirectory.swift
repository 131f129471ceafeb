import Caching
import FileSystem
import Hashing

/// The files that a sheet's page shows, in a directory beside it.
///
/// Each is named by the SHA-256 of its image and the side of the thumbnail, so that one that is there need not be made
/// again, and that this program's files are told from others, which are left alone.
struct ThumbnailDirectory: Sendable {
    let path: String
    /// The name by which the page, which is beside it, finds it.
    let name: String

    /// The directory of a page; nil where that is to be no regular file, beside which there is nothing.
    init?(besidePage page: String) {
        if let status = try? FileSystem.status(of: page), status.kind != .regular { return nil }
        let file = FileSystem.name(of: page)
        let stem = [".html", ".htm"].first { file.lowercased().hasSuffix($0) }.map { String(file.dropLast($0.count)) }
        name = (stem ?? file) + "-thumbnails"
        path = joinPath(FileSystem.parentPath(of: page), name)
    }

    /// The name of a thumbnail.
    static func fileName(of id: SHA256, side: Int) -> String { "\(id.hex)-\(side).jpg" }

    /// Whether a file is one of this program's, by its name.
    static func isOurs(_ name: String) -> Bool {
        let parts = name.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, SHA256(hex: parts[0]) != nil, parts[1].hasSuffix(".jpg") else { return false }
        let digits = parts[1].dropLast(4)
        return !digits.isEmpty && digits.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Whether a file is there as a whole: one that a crash has cut short lacks the end of a JPEG (T.81 §B.1.1.3, EOI).
    func hasWhole(_ name: String) -> Bool {
        guard let bytes = try? FileSystem.read(joinPath(path, name), limit: 1 << 22).bytes else { return false }
        return bytes.starts(with: [0xff, 0xd8]) && bytes.suffix(2) == [0xff, 0xd9]
    }

    /// Makes the directory where it is missing.
    func make() throws(FileSystemError) { try FileSystem.makeDirectories(path) }

    /// Writes a thumbnail, whole or not at all; it need not outlast a loss of power.
    func write(_ bytes: [UInt8], to name: String) throws(FileSystemError) {
        try AtomicFile.place(bytes, at: joinPath(path, name))
    }

    /// Removes this program's files but those named, and the directory where nothing is left in it.
    func removeOthers(than names: Set<String>) throws(FileSystemError) {
        guard try FileSystem.exists(path) else { return }
        let entries = try DirectoryListing(of: path).entries
        let others = entries.filter { Self.isOurs($0.name) && !names.contains($0.name) }
        for entry in others { try FileSystem.remove(joinPath(path, entry.name)) }
        if others.count == entries.count { try FileSystem.removeDirectory(path) }
    }
}
