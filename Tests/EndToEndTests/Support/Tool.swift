import Foundation
import Testing

/// Programs that are not ours, by which tests judge what ours writes.
///
/// `.ci/packages tools` installs them. Tests are skipped where theirs is not there; with PROOFSHEET_TOOLS=required, as
/// in CI, they fail.
enum Tool {
    /// Whether a test runs: its tool is there, or has to be.
    fileprivate static func isWanted(_ path: String?) -> Bool {
        path != nil || ProcessInfo.processInfo.environment["PROOFSHEET_TOOLS"] == "required"
    }

    /// The path of a program; nil where it is not installed.
    static func path(_ name: String) -> String? { ExternalProgram.find(name) }

    /// A Python that has some modules; nil where none has.
    static func python(importing modules: String) -> String? {
        ExternalProgram.candidates("python3").first { ExternalProgram.succeeds($0, ["-c", "import \(modules)"]) }
    }
}

extension Trait where Self == ConditionTrait {
    /// Skips a test where its tool is not at `path`, unless all tools are required.
    static func needs(_ name: String, at path: String?) -> Self {
        .enabled(if: Tool.isWanted(path), "needs \(name)")
    }
}
