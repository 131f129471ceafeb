import Foundation

/// How much is tested: everything, but for `make test`, which sets `PROOFSHEET_TESTS=main` to be done within a minute.
package enum TestRun {
    /// Whether what is drawn by lot is drawn as often as it ever is.
    package static let isWhole = ProcessInfo.processInfo.environment["PROOFSHEET_TESTS"] != "main"
}
