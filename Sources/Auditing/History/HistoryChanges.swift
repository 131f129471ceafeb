/// What a history of runs says of a run, beside the standing of each finding.
package struct HistoryChanges: Sendable, Hashable {
    /// A finding of an earlier run that is no longer there.
    package struct Mended: Sendable, Hashable {
        package var key: Baseline.Key
        /// Since when it had been there, in seconds since 1970.
        package var since: Int64

        package init(key: Baseline.Key, since: Int64) {
            self.key = key
            self.since = since
        }
    }

    /// When the run was, in seconds since 1970.
    package var time: Int64
    /// When the run before it was; nil where there was none.
    package var previousRun: Int64?
    /// Findings that no earlier run reported, or that had been mended, where an earlier run had looked there.
    package var new = 0
    /// Those of the new findings that had been mended.
    package var back = 0
    /// The other findings.
    package var standing = 0
    /// In the order of the records.
    package var mended: [Mended] = []

    package init(time: Int64, previousRun: Int64? = nil) {
        self.time = time
        self.previousRun = previousRun
    }
}
