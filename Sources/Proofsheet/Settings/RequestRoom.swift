import FileSystem
import Reporting

extension Configuration {
    /// Files that a run has open beside its requests: the index, its locks, records, directories.
    private static let filesOfRun = 40
    /// Files for each request in flight: its connection, one that is kept or that looks up a name, and its image; and one to
    /// spare.
    private static let filesOfRequest = 4

    /// Has no more requests in flight than this process may open files for; says so where these are fewer than were asked
    /// for, and what helps.
    ///
    /// Call it before a run. The process should raise its limit first.
    public mutating func fitRequestsToOpenFiles() -> String? {
        guard let left = OpenFiles.left, let limit = OpenFiles.limit else { return nil }
        let most = max(1, (left - Self.filesOfRun) / Self.filesOfRequest)
        guard concurrency > most else { return nil }
        let wanted = concurrency
        concurrency = most
        return "this process may open only \(limit) files, so that \(Plural.text(most, "request")) "
            + "\(most == 1 ? "is" : "are") under way at once in place of \(wanted); "
            + "allow more (ulimit -n) or set --concurrency"
    }
}

/// The files that this process may have open at once.
public enum FileLimit {
    /// Raises the limit as far as the system lets this process.
    public static func raise() { OpenFiles.raiseLimit() }
}
