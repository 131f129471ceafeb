import Glibc

/// A system call that failed on a file or directory.
package struct FileSystemError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Which call failed.
    package var call: SystemCall
    package var path: String
    /// The value of `errno`.
    package var code: Int32

    package init(call: SystemCall, path: String, code: Int32) {
        self.call = call
        self.path = path
        self.code = code
    }

    /// The system's own words for `code`, such as `Permission denied`.
    package var reason: String {
        // glibc's strerror is thread-safe since 2.32 (strerror(3)).
        guard let text = strerror(code) else { return "error \(code)" }
        return String(cString: text)
    }

    /// What to do, where the code tells that permissions are not the trouble.
    package var remedy: String? {
        switch code {
        case ENOSPC, EDQUOT: "make room on the disk and run again"
        case EMFILE, ENFILE: "let processes open more files (ulimit -n) and run again"
        case EIO: "check the disk"
        default: nil
        }
    }

    package var description: String { "cannot \(call.verb) '\(path)': \(reason)" }
}

/// The system calls that this module makes.
package enum SystemCall: String, Sendable, CaseIterable {
    case open, read, write, sync, close, status, list, makeDirectory, rename, remove, changeMode, changeOwner
    case copyAttributes, lock, resolve, access, link, changeTime

    /// What a message says could not be done.
    var verb: String {
        switch self {
        case .open, .read, .write, .rename, .remove, .lock, .list, .close, .resolve, .access: rawValue
        case .link: "make the hard link"
        case .changeTime: "set the time of"
        case .sync: "write to disk"
        case .status: "look at"
        case .makeDirectory: "create the directory"
        case .changeMode: "keep the permissions of"
        case .changeOwner: "keep the owner of"
        case .copyAttributes: "keep the extended attributes of"
        }
    }
}
