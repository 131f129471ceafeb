import FileSystem
import Glibc

/// A directory to be gone through.
struct WalkedDirectory: Sendable {
    /// The path as it is shown and read.
    let path: String
    /// The same from `/` on, by the names that the user gave, which globs are about.
    let shown: TreePath
    /// The same with every link above the root resolved, which ignore files are about.
    let real: TreePath
    /// The rules of the directories above, and after a visit its own.
    var rules: IgnoreRules
    /// Whether an include matches it or one above it, so that all in it is wanted.
    let isIncluded: Bool
}

/// A file, whatever its names.
struct FileIdentity: Hashable, Sendable {
    let device: UInt64
    let inode: UInt64

    init(_ status: FileStatus) {
        device = status.device
        inode = status.inode
    }
}

/// A symbolic link to be followed.
struct WalkedLink: Sendable {
    let name: String
    let path: String
    let directory: WalkedDirectory
}

/// What a directory, or a link, has to offer.
struct DirectoryVisit: Sendable {
    var files: [WalkedFile] = []
    var directories: [(directory: WalkedDirectory, identity: FileIdentity)] = []
    var links: [WalkedLink] = []
    var failures: [FileSystemError] = []
    var omissions: [OmissionReason: Omission] = [:]

    private let filter: PathFilter
    private var shown: TreePath
    private var real: TreePath

    private init(_ directory: WalkedDirectory, _ filter: PathFilter) {
        self.filter = filter
        shown = directory.shown.child()
        real = directory.real.child()
    }

    /// Reads a directory and judges what is in it.
    static func reading(_ directory: WalkedDirectory, _ filter: PathFilter) -> DirectoryVisit {
        var visit = DirectoryVisit(directory, filter)
        do throws(FileSystemError) {
            let listing = try DirectoryListing(of: directory.path)
            var directory = directory
            if filter.honoursIgnoreFiles {
                let names = listing.entries.map(\.name).filter(IgnoreRules.names.contains)
                directory.rules.enter(
                    directory.path, base: visit.real.bytes.count, having: names, failures: &visit.failures)
            }
            visit.take(listing.entries, in: directory)
            for entry in listing.undecodable { visit.report(undecodable: entry, in: directory) }
        } catch {
            visit.failures.append(error)
        }
        return visit
    }

    /// Judges what a link leads to.
    static func following(_ link: WalkedLink, _ filter: PathFilter) -> DirectoryVisit {
        var visit = DirectoryVisit(link.directory, filter)
        do throws(FileSystemError) {
            visit.take(link.name, link.path, try FileSystem.status(of: link.path), in: link.directory)
        } catch {
            // A link that leads nowhere matters only where a file to take is expected.
            if filter.isWanted(link.name), visit.wants(link.name, link.path, isDirectory: false, in: link.directory) {
                visit.failures.append(error)
            }
        }
        return visit
    }

    /// To ask for the status of each of many files takes most of the time of a walk.
    private mutating func take(_ entries: [DirectoryListing.Entry], in directory: WalkedDirectory) {
        let filter = filter
        let visits = concurrentMap(entries.chunks(of: Self.pieceSize)) { piece in
            var visit = DirectoryVisit(directory, filter)
            for entry in piece { visit.take(entry, in: directory) }
            return visit
        }
        for visit in visits {
            files += visit.files
            directories += visit.directories
            links += visit.links
            failures += visit.failures
            for (reason, omission) in visit.omissions { omissions.add(omission, for: reason) }
        }
    }

    /// So many entries of a directory are looked at one after the other, and others beside them.
    private static let pieceSize = 512

    private mutating func take(_ entry: DirectoryListing.Entry, in directory: WalkedDirectory) {
        switch entry.kind {
        case .symbolicLink:
            let path = Self.path(of: entry.name, in: directory)
            links.append(WalkedLink(name: entry.name, path: path, directory: directory))
        case .other: break
        case .regular where !filter.isWanted(entry.name): break
        case .regular, .directory, nil:
            let path = Self.path(of: entry.name, in: directory)
            do throws(FileSystemError) {
                take(entry.name, path, try FileSystem.status(of: path), in: directory)
            } catch {
                failures.append(error)
            }
        }
    }

    private mutating func take(_ name: String, _ path: String, _ status: FileStatus, in directory: WalkedDirectory) {
        switch status.kind {
        case .directory:
            guard wants(name, path, isDirectory: true, in: directory) else { return }
            let child = WalkedDirectory(
                path: path, shown: shown, real: real, rules: directory.rules,
                isIncluded: directory.isIncluded || filter.includes(shown, isDirectory: true))
            directories.append((child, FileIdentity(status)))
        case .regular where filter.isWanted(name):
            guard wants(name, path, isDirectory: false, in: directory) else { return }
            files.append(WalkedFile(path: path, status: status))
        default: break
        }
    }

    /// Names what cannot be read for its name, where it would be read but for that.
    private mutating func report(undecodable entry: DirectoryListing.Entry, in directory: WalkedDirectory) {
        let isDirectory = entry.kind == .directory
        guard isDirectory || entry.kind != .other && filter.isWanted(entry.name) else { return }
        let path = Self.path(of: entry.name, in: directory)
        guard wants(entry.name, path, isDirectory: isDirectory, in: directory) else { return }
        failures.append(FileSystemError(call: isDirectory ? .list : .open, path: path, code: EILSEQ))
    }

    /// Whether the selection takes an entry; where it does not, notes why.
    private mutating func wants(
        _ name: String, _ path: String, isDirectory: Bool, in directory: WalkedDirectory
    ) -> Bool {
        shown.setName(name)
        real.setName(name)
        var verdict = filter.verdict(on: name, shown, real, isDirectory: isDirectory, rules: directory.rules)
        if verdict == .taken, !isDirectory, !directory.isIncluded, !filter.includes(shown, isDirectory: false) {
            verdict = .omitted(.glob)
        }
        if case .omitted(let reason) = verdict { omissions.add(Omission(count: 1, example: path), for: reason) }
        return verdict == .taken
    }

    private static func path(of name: String, in directory: WalkedDirectory) -> String {
        directory.path == "." ? name : joinPath(directory.path, name)
    }
}

extension [OmissionReason: Omission] {
    mutating func add(_ omission: Omission, for reason: OmissionReason) {
        if self[reason] == nil { self[reason] = omission } else { self[reason]?.add(omission) }
    }
}
