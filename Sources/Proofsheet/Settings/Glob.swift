import Records
import Walking

/// A glob that chooses records, in the syntax of a line of a `.gitignore`.
public struct Glob: Sendable, Hashable {
    /// The glob as it was given.
    public let pattern: String
    let matcher: PathGlob

    /// Reads a glob; one with a slash before its end starts from `directory`, any other means a name at any depth.
    ///
    /// Throws a usage error where the glob cannot be meant so.
    public init(_ pattern: String, relativeTo directory: String = ".") throws(ProofsheetError) {
        self.pattern = pattern
        do throws(PathGlobError) {
            matcher = try PathGlob(pattern, relativeTo: directory)
        } catch {
            throw ProofsheetError(.usage, "the glob '\(pattern)' cannot be used: \(error)")
        }
    }
}
