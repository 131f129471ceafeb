import FileSystem
import Foundation
import Testing

/// Programs that are not ours, by which tests judge what ours writes.
///
/// `.ci/packages tools` installs them. Tests are skipped where theirs is not there; with PROOFSHEET_TOOLS=required, as
/// in CI, they fail.
enum Tool {
    /// The root of the repository.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    /// Whether a test runs: its tool is there, or has to be.
    fileprivate static func isWanted(_ path: String?) -> Bool {
        path != nil || ProcessInfo.processInfo.environment["PROOFSHEET_TOOLS"] == "required"
    }

    /// The path of a program; nil where it is not installed.
    static func path(_ name: String) -> String? { candidates(name).first }

    /// A Python that has some modules; nil where none has.
    static func python(importing modules: String) -> String? {
        candidates("python3").first { (try? status(of: $0, ["-c", "import \(modules)"])) == 0 }
    }

    private static func candidates(_ name: String) -> [String] {
        let directories = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return (directories + ["/usr/bin"]).map { joinPath($0, name) }
            .filter(FileManager.default.isExecutableFile(atPath:))
    }

    private static func status(of program: String, _ arguments: [String]) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test where its tool is not at `path`, unless all tools are required.
    static func needs(_ name: String, at path: String?) -> Self {
        .enabled(if: Tool.isWanted(path), "needs \(name)")
    }
}
