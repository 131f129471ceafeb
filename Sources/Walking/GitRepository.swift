import FileSystem
import Glibc

/// A git repository, as far as its ignore rules go.
package enum GitRepository {
    /// The name of the directory, or of the file that stands for it, that makes a directory a repository's root.
    static let marker = ".git"

    /// Whether a directory is the root of one.
    package static func isRoot(_ directory: String) -> Bool {
        (try? FileSystem.exists(joinPath(directory, marker))) == true
    }

    /// The file of ignore patterns that is not shared (gitignore(5)); it need not exist.
    ///
    /// In a linked worktree or a submodule `.git` is a file that names the directory, which in turn may name the one
    /// that worktrees share (gitrepository-layout(5)).
    static func excludeFile(ofRoot root: String) throws(FileSystemError) -> String {
        var directory = joinPath(root, marker)
        if try FileSystem.status(of: directory).kind == .regular {
            let line = try firstLine(of: directory)
            let prefix = "gitdir: "
            if line.hasPrefix(prefix) { directory = resolve(String(line.dropFirst(prefix.count)), in: root) }
            do throws(FileSystemError) {
                directory = resolve(try firstLine(of: joinPath(directory, "commondir")), in: directory)
            } catch {
                if error.code != ENOENT { throw error }
            }
        }
        return joinPath(directory, "info/exclude")
    }

    private static func firstLine(of path: String) throws(FileSystemError) -> String {
        let bytes = try FileSystem.read(path, limit: 1 << 16).bytes
        return String(decoding: bytes.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    private static func resolve(_ path: String, in directory: String) -> String {
        path.hasPrefix("/") ? path : joinPath(directory, path)
    }
}
