import Foundation
import TestSupport
import Testing

/// How a cache is made one that the program cannot write to.
///
/// For root no permissions hold: it needs a mount or another user.
enum ReadOnlyWay: CaseIterable, Sendable {
    /// On a file system that is mounted read-only, in a mount namespace of its own.
    case mount
    /// Of another user.
    case anotherUser

    /// Those that can be had here.
    static let possible = allCases.filter(\.isPossible)

    private static let isRoot = geteuid() == 0

    private var isPossible: Bool {
        switch self {
        case .mount:
            ExternalProgram.succeeds("/bin/sh", ["-c", "\(Self.unshare) sh -c 'mount --bind /etc /etc'"])
        case .anotherUser:
            Self.isRoot
                ? ExternalProgram.succeeds("/bin/sh", ["-c", "\(Self.setpriv) \"$0\" --version", Program.path]) : true
        }
    }

    private static let unshare = isRoot ? "unshare -m" : "unshare -rm"
    private static let setpriv = "setpriv --reuid=65534 --regid=65534 --clear-groups"

    /// What a message about the cache says.
    var reason: String {
        switch self {
        case .mount: "Read-only file system"
        case .anotherUser: "Permission denied"
        }
    }

    /// Runs the program with a directory of the site as a cache that it cannot write to.
    func run(_ arguments: [String], cache: String, of site: TestSite) async throws -> ProgramRun {
        try await run(arguments + ["--cache", cache], writingNothingBelow: cache, of: site)
    }

    /// Runs the program with a directory of the site that it cannot write to.
    func run(
        _ arguments: [String], writingNothingBelow directory: String, of site: TestSite
    ) async throws -> ProgramRun {
        let words = arguments.map { "'\($0)'" }.joined(separator: " ")
        let line =
            switch self {
            case .mount:
                "\(Self.unshare) sh -c 'mount --bind \(directory) \(directory) && mount -o remount,bind,ro \(directory) && exec \"$@\"'"
                    + " sh \"$0\" \(words)"
            case .anotherUser where Self.isRoot: "\(Self.setpriv) \"$0\" \(words)"
            case .anotherUser:
                "chmod -R a-w \(directory) && { \"$0\" \(words); s=$?; chmod -R u+w \(directory); exit $s; }"
            }
        // Where another user may write, too.
        let temporary = "mkdir -p .temporary && chmod 1777 .temporary && export TMPDIR=\"$PWD/.temporary\" && "
        return try await Program.runShell(temporary + line, in: site.directory)
    }
}
