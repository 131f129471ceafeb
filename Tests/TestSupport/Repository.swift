import FileSystem
import Foundation

/// The checkout that the tests were built from, and real data beside it.
public enum Repository {
    /// The top directory.
    public static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// A directory of real data: below what `PROOFSHEET_SHARED` names, or below `shared` beside the checkout or in it;
    /// nil where it is not there.
    public static func shared(_ name: String) -> String? {
        let configured = ProcessInfo.processInfo.environment["PROOFSHEET_SHARED"]
        let beside = joinPath(FileSystem.parentPath(of: root), "shared")
        return [configured, beside, joinPath(root, "shared")].compactMap { $0.map { joinPath($0, name) } }
            .first { (try? FileSystem.exists($0)) == true }
    }
}
