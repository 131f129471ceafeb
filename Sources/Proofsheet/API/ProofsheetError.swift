import Caching
import Reporting

/// Why a run could not be made at all.
///
/// Trouble with one record or image is never an error but part of the result.
public struct ProofsheetError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Who is to put it right.
    public enum Kind: Sendable, Hashable {
        /// A path, an option or the configuration is wrong.
        case usage
        /// The cache or an output cannot be used, or a repair was refused.
        case failure
    }

    /// Whether what was asked for is wrong, or it could not be done.
    public var kind: Kind
    /// One line that says what is wrong, where, and what to do.
    public var message: String

    /// An error with a message of one line.
    public init(_ kind: Kind, _ message: String) {
        self.kind = kind
        self.message = message
    }

    /// The message.
    public var description: String { message }

    /// The message made fit for a terminal: control characters are shown as escapes such as `\u{1B}`.
    public var line: String { Self.printable(message) }

    /// Text of any origin made fit for a terminal.
    public static func printable(_ text: String) -> String { PlainText.escaped(text) }
}

/// Runs what uses the cache; that it cannot be used ends a run.
func orProofsheetError<Result>(_ body: () throws(CacheError) -> Result) throws(ProofsheetError) -> Result {
    do throws(CacheError) { return try body() } catch { throw ProofsheetError(.failure, error.message) }
}

/// Waits for the lock between who writes flags and who removes objects; nil where the task is cancelled first.
func flagLock(of cache: Cache, alone: Bool) async throws(ProofsheetError) -> FlagLock? {
    do throws(CacheError) { return try await cache.lockFlags(alone: alone) } catch {
        throw ProofsheetError(.failure, error.message)
    }
}
