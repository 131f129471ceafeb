public import ArgumentParser
public import Proofsheet

/// Options that choose which findings a report lists.
struct ListingOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "List findings of this rule alone; the counts and the exit status stay those of the whole run. Repeatable.",
            valueName: "rule"))
    var rule: [String] = []

    @Option(
        help: ArgumentHelp(
            "List findings of this severity and above alone: error, warning, info.", valueName: "severity"))
    var severity: Configuration.Severity?

    @Option(
        help: ArgumentHelp(
            "List findings of images on this host and its subdomains alone. Repeatable.", valueName: "host"))
    var host: [String] = []

    @Option(
        help: ArgumentHelp(
            "What comes first: record (default), severity (errors, and of these what shifts the page most), shift, host.",
            valueName: "order"))
    var sort: ReportSelection.Order?

    @Option(
        help: ArgumentHelp(
            "List so many findings at most; 0 lists all, even where a terminal would get the worst of them and markdown "
                + "would be too long for a comment.", valueName: "count"))
    var limit: Int?

    @Flag(help: "List no finding, only how many there are of each rule.")
    var statistics = false

    func validate() throws {
        for name in rule { _ = try RuleCatalogue.rule(named: name) }
        if let limit, limit < 0 { throw ValidationError("--limit is a number of findings, or 0 for all") }
    }

    var selection: ReportSelection {
        var selection = ReportSelection()
        selection.rules = rule
        if let severity { selection.severity = severity }
        selection.hosts = host
        if let sort { selection.order = sort }
        selection.limit = limit
        selection.isStatistics = statistics
        return selection
    }
}

extension Configuration.Severity: ExpressibleByArgument {}
extension ReportSelection.Order: ExpressibleByArgument {}
