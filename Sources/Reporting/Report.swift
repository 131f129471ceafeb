package import Auditing

/// All that a run has to say, in the same order whichever work was done first.
package struct Report: Sendable {
    /// What a run fetched.
    package struct Fetched: Sendable, Hashable {
        /// Distinct URLs looked at, and those that needed no request.
        package var images = 0
        package var fresh = 0
        /// Images stored, images that the server said are unchanged (304), and requests that failed.
        package var downloaded = 0
        package var revalidated = 0
        package var failed = 0
        /// Images that the cache has from elsewhere, since their own address no longer gives them.
        package var rescued = 0
        /// Body bytes received.
        package var bytes = 0

        package init() {}
    }

    /// What a run changed in the records, or would have changed.
    package struct Repaired: Sendable, Hashable {
        /// Records with at least one edit, and edits.
        package var records = 0
        package var edits = 0
        /// Nothing was written.
        package var isDryRun: Bool
        /// What was to be repaired.
        package var kinds: Set<RepairKind> = []

        package init(isDryRun: Bool) {
            self.isDryRun = isDryRun
        }
    }

    /// What a run would have fetched.
    package struct Planned: Sendable, Hashable {
        /// Distinct images that would be asked for, and those that need no request.
        package var images: Int
        package var fresh: Int
        /// How many of the first are of each host.
        package var hosts: [String: Int] = [:]

        package init(images: Int, fresh: Int) {
            self.images = images
            self.fresh = fresh
        }
    }

    /// The version of the program.
    package var version: String
    package var summary: AuditSummary
    /// The findings of each record that has any.
    package var recordFindings: FindingList
    /// What could not be done at all, each one sentence that names the path and the remedy.
    package var failures: [String]
    package var fetched: Fetched?
    package var repaired: Repaired?
    package var planned: Planned?
    /// Where a command that goes on looks for the records, as a shell takes it; nil where none goes on.
    package var nextPaths: String?
    /// What has changed since the last run, where a history is kept.
    package var history: HistoryChanges?
    /// A unified diff of the records that were, or would be, changed.
    package var diff: String?
    /// The entries of all records, where the format shows them.
    package var sheet: ProofSheet?
    /// The cache has no say on the archive, as one of the failures says.
    package var isCacheDoubted = false
    /// No server said anything, as one of the failures says.
    package var isOutage = false
    /// Leaves the counts out where the format is for people.
    package var isBrief = false
    /// The run was ended before all was done, so that what it did not come to is not worth a count.
    package var wasInterrupted = false
    /// What was not checked fails the run, so that formats for people speak of it in any case.
    package var demandsChecks = false
    package var style = TextStyle()
    /// Where the records lie in a repository; nil outside of one.
    package var repository: RepositoryPlace?
    /// Where a code host shows a file of the repository; nil where that is not known.
    package var fileAddress: String?
    /// Which findings are listed, and in what order.
    package var selection = FindingSelection()

    package init(
        version: String, summary: AuditSummary = AuditSummary(), findings: FindingList = FindingList(),
        failures: [String] = [],
        fetched: Fetched? = nil, repaired: Repaired? = nil
    ) {
        self.version = version
        self.summary = summary
        recordFindings = findings
        self.failures = failures
        self.fetched = fetched
        self.repaired = repaired
    }

    /// What formats for people say of images that were not checked.
    var uncheckedLines: [String] {
        isBrief && !demandsChecks ? [] : SummaryText.uncheckedLines(of: summary, isCacheDoubted: isCacheDoubted)
    }

    /// Findings of one cause are told in one line: not where somebody asks for them.
    var tellsCauses: Bool { selection.takesAll && selection.limit == nil && selection.order == .record }

    /// The findings that the selection takes, in its order.
    var listed: FindingList { selection.list(of: recordFindings) }

    /// All findings, in the order of the records.
    ///
    /// Go through them in order: looking one up decodes those beside it.
    package var findings: FlattenSequence<FindingList> { recordFindings.joined() }
}
