package import FileSystem

/// What lies where in the directory of a cache.
package enum CacheLayout {
    static let index = "index.sqlite"
    static let journal = "index.journal"
    static let objects = "objects"
    private static let tag = "CACHEDIR.TAG"
    private static let ignoreFile = ".gitignore"
    /// The directory for all that helps the work and holds no image: locks, files that are being written, and what is
    /// known of records.
    private static let bookkeeping = "state"

    static func locks(in directory: String) -> String { joinPath(joinPath(directory, bookkeeping), "locks") }

    static func staging(in directory: String) -> String { joinPath(joinPath(directory, bookkeeping), "staging") }

    /// Where what audits say of records is kept.
    package static func records(in directory: String) -> String {
        joinPath(joinPath(directory, bookkeeping), "records")
    }

    /// Where the page is that leads a browser to the review of a process.
    package static func reviewAddress(in directory: String, process: Int32) -> String {
        joinPath(joinPath(directory, bookkeeping), "review-\(process).html")
    }

    /// Makes the directory for what audits say of records, and the cache's own where it is missing; no index is made, nor a
    /// directory above the cache.
    package static func makeRecords(in directory: String) throws(FileSystemError) {
        // A disk that is not mounted, or a slip of the pen, must not become a directory tree.
        _ = try FileSystem.status(of: FileSystem.parentPath(of: directory))
        if try !FileSystem.exists(joinPath(directory, tag)) {
            try mark(directory, by: try StagingDirectory(in: staging(in: directory)))
        }
        try FileSystem.makeDirectories(records(in: directory))
    }

    /// Tells backup programs that a directory can be made anew (Cache Directory Tagging Specification, bford.info), and git
    /// to leave a new one alone.
    static func mark(_ directory: String, by staging: StagingDirectory) throws(FileSystemError) {
        if try FileSystem.exists(joinPath(directory, tag)) { return }
        // In a cache that somebody keeps under version control, and in a directory with files of others, no file may be
        // hidden from git.
        let hasIndex = try FileSystem.exists(joinPath(directory, index))
        if !hasIndex, try holdsNothingOfOthers(directory), try !FileSystem.exists(joinPath(directory, ignoreFile)) {
            try write("*\n", to: ignoreFile, in: directory, by: staging)
        }
        let text = """
            \(tagSignature)
            # This directory is a cache of images made by proofsheet, which can fetch them again.

            """
        try write(text, to: tag, in: directory, by: staging)
    }

    private static let tagSignature = "Signature: 8a477f597d28d172789f06886806bc55"

    private static func holdsNothingOfOthers(_ directory: String) throws(FileSystemError) -> Bool {
        let own: Set<String> = [bookkeeping, tag, ignoreFile]
        return try DirectoryListing(of: directory).entries.allSatisfy { own.contains($0.name) }
    }

    private static func write(
        _ text: String, to name: String, in directory: String, by staging: StagingDirectory
    ) throws(FileSystemError) {
        let path = joinPath(directory, name)
        let file = try staging.write(Array(text.utf8))
        try file.sync()
        try file.rename(to: path)
    }

    /// Whether a directory has the tag of a cache of this program.
    package static func isTagged(_ directory: String) -> Bool {
        guard let bytes = try? FileSystem.read(joinPath(directory, tag), limit: 1 << 12).bytes else { return false }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasPrefix(tagSignature) && text.contains("made by proofsheet")
    }

    /// Whether anything was ever stored in a directory.
    package static func hasIndex(_ directory: String) -> Bool {
        (try? FileSystem.exists(joinPath(directory, index))) == true
    }
}
