import FileSystem

/// A file that was written, and what it takes to put it back as it was.
struct ReplacedFile: Sendable {
    let path: String
    /// What it held before; nil where there was no such file.
    let old: [UInt8]?
    /// By what it is known that it still holds what was written.
    let new: ContentDigest

    /// Whether nobody has changed it since.
    var isUnchanged: Bool { (try? new.isContent(of: path)) == true }

    /// Gives the file its old content again, whole or not at all, unless somebody has changed it since.
    func putBack(_ hardLinks: HardLinks) throws(ReplacementError) {
        guard let old else {
            guard isUnchanged else { throw .changed }
            do throws(FileSystemError) { try FileSystem.remove(path) } catch { throw .fileSystem(error) }
            return
        }
        let replacement = try Replacement(of: path, hardLinks: hardLinks)
        try replacement.append(old)
        try replacement.finish { path throws(FileSystemError) in try new.isContent(of: path) }
    }
}
