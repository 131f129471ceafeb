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
    do throws(CacheError) { return try body() } catch { throw ProofsheetError(error) }
}

/// Waits for the lock between who writes flags and who removes objects; nil where the task is cancelled first.
func flagLock(of cache: Cache, alone: Bool) async throws(ProofsheetError) -> FlagLock? {
    do throws(CacheError) { return try await cache.lockFlags(alone: alone) } catch {
        throw ProofsheetError(error)
    }
}

extension ProofsheetError {
    /// That the cache cannot be used, and what helps.
    init(_ error: CacheError) { self.init(.failure, error.message) }
}

extension CacheError {
    /// One line that says what is wrong, where, and what to do.
    var message: String { remedy.map { "\(description); \($0)" } ?? description }

    /// What to do by means of options, commands and the system.
    private var remedy: String? {
        switch kind {
        case .opening:
            systemRemedy
                ?? "check its permissions or use another --cache (an audit, and a repair with --dry-run, only read it)"
        case .copyingIndex: systemRemedy ?? "set TMPDIR to a directory that this user may write to"
        case .openingToRead: systemRemedy ?? "check its permissions or use another --cache"
        case .openingToRebuild, .lookingAtObject: "check its permissions"
        case .locking, .removing, .readingJournal: nil
        case .storing: "what was stored is kept, run again when that is mended"
        case .pruning: "what is left is removed by the next 'proofsheet cache prune'"
        case .writingJournal: "what was stored is kept, run again"
        case .openingAlone, .readingWhileWritten: "run again when it is done"
        case .vanished: "nothing was written after that: put it back, or run 'proofsheet warm' to fill a new one"
        case .readingNewerIndex: "update proofsheet or use another --cache"
        case .usingIndex(let trouble): trouble.remedy
        }
    }
}

extension CacheError.IndexTrouble {
    fileprivate var remedy: String? {
        switch self {
        case .isForbidden: "check the permissions of its directory or use another --cache"
        case .isDirectory: "move it away and run again, which makes a new index"
        case .isFull: "make room on the disk and run again"
        case .isBusy: "another proofsheet is writing; run again when it is done"
        case .isDamaged: "run 'proofsheet cache rebuild' to make it anew"
        case .other: "check the disk and run again"
        case .unknown: nil
        }
    }
}
