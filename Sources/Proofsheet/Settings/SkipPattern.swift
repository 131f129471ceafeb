import Foundation

/// Leaves the URLs alone in which a regular expression is found: they are neither requested nor reported.
public struct SkipPattern: Sendable, Hashable {
    /// The regular expression, as it was given.
    public let pattern: String
    private let expression: NSRegularExpression

    /// Makes a pattern of a regular expression (ICU syntax), which is looked for anywhere in a URL.
    ///
    /// Throws a usage error where the expression is not valid.
    public init(_ pattern: String) throws(ProofsheetError) {
        self.pattern = pattern
        do {
            expression = try NSRegularExpression(pattern: pattern)
        } catch {
            throw ProofsheetError(.usage, "the skip pattern '\(pattern)' is not a regular expression")
        }
    }

    /// Whether the expression is found in a URL.
    func matches(_ url: String) -> Bool {
        expression.firstMatch(in: url, range: NSRange(url.startIndex..., in: url)) != nil
    }
}
