import Foundation

/// How much is tested: everything, but for `make test`, which sets `PROOFSHEET_TESTS=main` to be done within a minute.
package enum TestRun {
    private static let isWhole = ProcessInfo.processInfo.environment["PROOFSHEET_TESTS"] != "main"

    /// The numbers of cases that are drawn by lot: all of them, or the first eighth.
    package static func seeds(_ count: Int) -> Range<Int> { 0..<(isWhole ? count : count / 8) }
}
