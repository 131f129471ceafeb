import Foundation
import Proofsheet

/// Standard output and standard error.
enum Console {
    /// Writes text as it is; a reader that went away is no error.
    static func output(_ text: String) {
        try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    }

    /// Writes a line for people.
    static func error(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data((line + "\n").utf8))
    }

    /// A progress that shows one changing line where standard error is a terminal, and nothing elsewhere.
    static func progress(isQuiet: Bool) -> FetchProgress {
        guard !isQuiet, isatty(STDERR_FILENO) == 1 else { return .silent }
        return FetchProgress { state in
            if state.isOver {
                write("\r\u{1B}[K")
            } else if state.total > 0 {
                write("\r\u{1B}[Kfetching: \(state.done) of \(state.total) images, \(state.bytes / 1_000_000) MB")
            }
        }
    }

    private static func write(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }
}
