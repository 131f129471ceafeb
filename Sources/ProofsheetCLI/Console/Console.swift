import Foundation
import Proofsheet
import Synchronization

/// Standard output and standard error.
enum Console {
    private static let logsRequests = Mutex(false)

    /// Whether each request is logged to standard error.
    static var isVerbose: Bool {
        get { logsRequests.withLock { $0 } }
        set { logsRequests.withLock { $0 = newValue } }
    }

    private static let failure = Mutex<Int32?>(nil)

    /// Why some of the output was not written; nil where all was, or its reader went away.
    static var outputFailure: String? {
        failure.withLock { $0 }.flatMap { unsafe String(validatingCString: strerror($0)) }
    }

    private static let readerIsGone = Mutex(false)

    /// Whether nobody reads the output any more, as behind `| head`.
    static var isReaderGone: Bool { readerIsGone.withLock { $0 } }

    /// Whether standard error, a terminal, ends with a line that changes.
    private static let hasLiveLine = Mutex(false)

    /// Shows a line that fits a terminal, in place of the changing line before it.
    static func showLive(_ line: String) {
        hasLiveLine.withLock {
            $0 = true
            writeError("\r\u{1B}[K" + line)
        }
    }

    /// Removes the changing line, if there is one.
    static func clearLive() {
        hasLiveLine.withLock {
            if $0 { writeError("\r\u{1B}[K") }
            $0 = false
        }
    }

    private static func writeError(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// Writes text as it is; a reader that went away is no error.
    static func output(_ text: String) { output(Array(text.utf8)) }

    /// Writes text in UTF-8 as it is; a reader that went away is no error.
    static func output(_ text: [UInt8]) {
        if Terminal.isTerminal { clearLive() }
        unsafe text.withUnsafeBufferPointer { bytes in
            var written = 0
            while written < bytes.count {
                let count = unsafe Foundation.write(
                    STDOUT_FILENO, bytes.baseAddress?.advanced(by: written), bytes.count - written)
                if count >= 0 {
                    written += count
                } else if errno != EINTR {
                    let code = errno
                    if code == EPIPE {
                        readerIsGone.withLock { $0 = true }
                    } else {
                        failure.withLock { $0 = $0 ?? code }
                    }
                    return
                }
            }
        }
    }

    /// Writes a line for people.
    static func error(_ line: String) {
        clearLive()
        writeError(line + "\n")
    }
}
