import Auditing
import Reporting

/// Which findings a report lists, and in what order.
///
/// The counts, and with them the exit status, are those of the whole run all the same.
public struct ReportSelection: Sendable, Hashable {
    /// What comes first.
    public enum Order: String, Sendable, CaseIterable {
        /// By record, and in it by place.
        case record
        /// Errors, then warnings, then infos; of each the greatest shift of the layout first.
        case severity
        /// The greatest shift of the layout.
        case shift
        /// By the image's host, those without one last.
        case host
    }

    /// The names of the rules whose findings are listed; empty for all.
    public var rules: [String] = []
    /// Findings of this severity and above are listed.
    public var severity = Configuration.Severity.info
    /// The hosts whose images' findings are listed, with their subdomains; empty for all.
    public var hosts: [String] = []
    /// What comes first.
    public var order = Order.record
    /// How many findings are listed at most; 0 is all, nil what suits the format.
    public var limit: Int?
    /// No finding is listed, they are only counted.
    public var isStatistics = false

    /// All findings, in the order of the records.
    public init() {}

    /// All findings are listed, in the order of the records.
    public var isEverything: Bool { listing.isEverything }

    var listing: FindingSelection {
        var selection = FindingSelection()
        selection.rules = Set(rules.map { RuleName(rawValue: $0) })
        selection.severity = Auditing.Severity(rawValue: severity.rawValue) ?? .info
        selection.hosts = hosts.map { $0.lowercased() }
        selection.order = FindingSelection.Order(rawValue: order.rawValue) ?? .record
        selection.limit = limit
        selection.isStatistics = isStatistics
        return selection
    }
}
