package import FileSystem
import Glibc

/// Finds the records below some files and directories.
package struct RecordWalker: Sendable {
    /// What a walk found.
    package struct Result: Sendable {
        /// Each file once: the roots in their order, below each in the order of the bytes of the paths.
        ///
        /// Paths start with the root as it was given; those below `.` start without it. Of the hard links of one
        /// file the first counts.
        package var files: [String] = []
        /// Files and directories that could not be looked at.
        package var failures: [FileSystemError] = []
    }

    private let roots: [String]
    private let excluded: [String]

    /// - Parameters:
    ///   - roots: Directories, whose records are taken, and files, which are taken whatever they are.
    ///   - excluded: Directories to be left out wherever they turn up, under whatever name; they need not exist.
    package init(roots: [String], excluding excluded: [String] = []) {
        self.roots = roots
        self.excluded = excluded
    }

    /// Goes through all roots; what cannot be looked at is reported, and the rest goes on.
    package func walk() -> Result {
        var walk = Walk(excluded: excluded)
        for root in roots { walk.take(root: root) }
        return Result(files: walk.files, failures: walk.failures)
    }
}

/// Names of directories that hold what tools made or brought, besides the hidden ones.
private let skippedNames: Set<String> = ["node_modules", "_site", "public", "vendor"]

/// A walk under way.
private struct Walk {
    var files: [String] = []
    var failures: [FileSystemError] = []
    private var excluded: Set<FileIdentity> = []
    /// Directories and files that have been taken, which survives loops of links and roots that overlap.
    private var seen: Set<FileIdentity> = []
    /// Directories still to be read, and links to be followed when all that needs no link has been read.
    private var directories: [String] = []
    private var links: [String] = []

    init(excluded paths: [String]) {
        for path in paths {
            if let status = try? FileSystem.status(of: path) { excluded.insert(FileIdentity(status)) }
        }
    }

    mutating func take(root: String) {
        let first = files.count
        guard let status = status(of: root) else { return }
        switch status.kind {
        case .directory: enter(root, status)
        default: takeFile(root, status)
        }
        while true {
            if let directory = directories.popLast() {
                read(directory)
            } else if let link = links.popLast() {
                follow(link)
            } else {
                break
            }
        }
        files[first...].sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private mutating func status(of path: String) -> FileStatus? {
        do throws(FileSystemError) {
            return try FileSystem.status(of: path)
        } catch {
            failures.append(error)
            return nil
        }
    }

    private mutating func takeFile(_ path: String, _ status: FileStatus) {
        if seen.insert(FileIdentity(status)).inserted { files.append(path) }
    }

    private mutating func enter(_ path: String, _ status: FileStatus) {
        let identity = FileIdentity(status)
        if !excluded.contains(identity), seen.insert(identity).inserted { directories.append(path) }
    }

    private mutating func read(_ directory: String) {
        do throws(FileSystemError) {
            let listing = try DirectoryListing(of: directory)
            for entry in listing.entries where !isSkipped(entry.name) {
                let path = directory == "." ? entry.name : joinPath(directory, entry.name)
                take(path, entry)
            }
            if listing.undecodableNames > 0 {
                failures.append(FileSystemError(call: .list, path: directory, code: EILSEQ))
            }
        } catch {
            failures.append(error)
        }
    }

    private func isSkipped(_ name: String) -> Bool {
        name.utf8.first == UInt8(ascii: ".") || skippedNames.contains(name)
    }

    private mutating func take(_ path: String, _ entry: DirectoryListing.Entry) {
        switch entry.kind {
        case .symbolicLink: links.append(path)
        case .regular where !isRecord(entry.name): break
        case .other: break
        case .regular, .directory, nil:
            guard let status = status(of: path) else { return }
            take(path, status)
        }
    }

    private mutating func take(_ path: String, _ status: FileStatus) {
        switch status.kind {
        case .directory: enter(path, status)
        case .regular: if isRecord(FileSystem.name(of: path)) { takeFile(path, status) }
        default: break
        }
    }

    private mutating func follow(_ link: String) {
        do throws(FileSystemError) {
            take(link, try FileSystem.status(of: link))
        } catch {
            // A link that leads nowhere matters only where a record is expected.
            if isRecord(FileSystem.name(of: link)) { failures.append(error) }
        }
    }

    private func isRecord(_ name: String) -> Bool { !RecordFormats.formats(forFileNamed: name).isEmpty }
}

/// A file, whatever its names.
private struct FileIdentity: Hashable {
    var device: UInt64
    var inode: UInt64

    init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
    }
}
