public import ArgumentParser
public import Proofsheet

/// Options of every command that makes a run over the records.
struct RunOptions: ParsableArguments {
    @OptionGroup var common: CommonOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var report: ReportOptions

    /// The archive that the configuration file and the command line describe; the command line wins.
    func archive(
        network: NetworkOptions? = nil, freshness: FreshnessOptions? = nil, isForced: Bool = false
    ) throws -> Archive {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        report.apply(to: &configuration)
        try network?.apply(to: &configuration)
        freshness?.apply(to: &configuration)
        configuration.isForced = isForced
        var archive = Archive(
            paths: records.paths, configuration: configuration,
            progress: ProgressDisplay.progress(configuration))
        archive.output = report.output
        archive.changedSince = records.changedSince
        archive.makesProofSheet = configuration.format == "html"
        return archive
    }

    /// Writes the report and gives the exit status.
    func write(_ result: RunResult, of archive: Archive) throws -> Int32 {
        try report.write(result, archive.configuration)
    }
}

/// Options of every command that reads records.
struct RecordOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Files and directories that hold the records.", valueName: "path"))
    var paths: [String] = RecordOptions.defaultPaths

    static let defaultPaths = ["."]

    @Option(
        help: ArgumentHelp(
            "Take only records that a glob (as in .gitignore) matches, or that lie in a directory that it matches; "
                + "one that spells a skipped name brings it back. Repeatable.",
            valueName: "glob"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Leave out what a glob matches; wins over --include. Repeatable.", valueName: "glob"))
    var exclude: [String] = []

    @Flag(help: "Take what .gitignore, .git/info/exclude and .ignore leave out as well.")
    var noIgnore = false

    @Flag(help: "Read every record, even one that has not changed since an earlier run.")
    var noIncremental = false

    @Option(
        help: ArgumentHelp(
            "Take only records that git sees as changed since a revision, or does not know yet.", valueName: "rev"))
    var changedSince: String?

    @Option(
        name: .customLong("site-url"),
        help: ArgumentHelp("The absolute URL of the site, against which relative URLs resolve.", valueName: "url"))
    var siteURL: String?

    @Option(
        help: ArgumentHelp(
            """
            A directory whose content the site serves at its root, for the files that relative URLs name. Repeatable \
            (default: the directory of the configuration, else the working directory, and static, public, assets and \
            src in it).
            """, valueName: "dir"))
    var siteRoot: [String] = []

    func apply(to configuration: inout Configuration) throws {
        // Includes take the place of the configuration's list; excludes are added to its list.
        if !include.isEmpty { configuration.includes = try include.map { try Glob($0) } }
        configuration.excludes += try exclude.map { try Glob($0) }
        if noIncremental { configuration.isIncremental = false }
        if noIgnore { configuration.honoursIgnoreFiles = false }
        if let siteURL { configuration.siteURL = siteURL }
        if !siteRoot.isEmpty { configuration.siteRoots = siteRoot }
    }
}

/// Options of every command that writes a report.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The report's format: \(RunResult.formatNames.joined(separator: ", ")); html is a page with the pictures, \
            ndjson of warm results line by line.
            """, valueName: "f"))
    var format: String?

    @Option(
        help: ArgumentHelp(
            "Write the report to a file, never over a record, in place of standard output. A page of very many pictures "
                + "has them in a directory beside it, NAME-thumbnails.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 1 for findings of this severity and above: error, warning, never (default: error).",
            valueName: "severity"))
    var failOn: Configuration.FailOn?

    @Option(
        help: ArgumentHelp(
            "Report only findings that this file, written by --write-baseline, lacks.", valueName: "file"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Write a file that accepts every finding of this run, so that later ones with --baseline tell of new ones "
                + "only.", valueName: "file"))
    var writeBaseline: String?

    @Option(
        help: ArgumentHelp(
            "Colours in text: auto (on a terminal, unless NO_COLOR or CLICOLOR=0 says no, or CLICOLOR_FORCE yes), "
                + "always, never (default: auto).", valueName: "when"))
    var color: Configuration.Color?

    @Option(
        help: ArgumentHelp(
            "How far a run is, on standard error: auto (one changing line on a terminal, elsewhere a line each 30 "
                + "seconds), plain, never (default: auto). SIGUSR1 asks for a line at once.", valueName: "how"))
    var progress: Configuration.Progress?

    @Option(
        help: ArgumentHelp(
            "Write counts of the run as metrics for Prometheus, as a file for its collector of text files.",
            valueName: "file"))
    var metrics: String?

    func validate() throws {
        if let format, !RunResult.formatNames.contains(format) {
            throw ValidationError(
                "unknown format '\(format)'; known are \(RunResult.formatNames.joined(separator: ", "))")
        }
    }

    func apply(to configuration: inout Configuration) {
        if let format { configuration.format = format }
        if let color { configuration.color = color }
        if let progress { configuration.progress = progress }
        if let failOn { configuration.failOn = failOn }
        if let baseline { configuration.baseline = baseline }
        if writeBaseline != nil { configuration.baseline = nil }
    }

    /// Writes the metrics of a run where they are wanted.
    func writeMetrics(of result: RunResult) throws {
        guard let metrics else { return }
        try result.writeMetrics(toFile: metrics, duration: .now - ProofsheetCommand.startTime)
    }

    /// Writes the report to its file or to standard output, and gives the exit status.
    func write(_ result: RunResult, _ configuration: Configuration) throws -> Int32 {
        try writeMetrics(of: result)
        let result = try writeBaseline.map { try result.writingBaseline(toFile: $0) } ?? result
        if let output {
            try result.write(as: configuration.format, isQuiet: configuration.isQuiet, toFile: output)
        } else {
            result.write(
                as: configuration.format, isQuiet: configuration.isQuiet,
                isColored: Terminal.isColored(configuration.color), width: Terminal.width,
                to: Console.output)
        }
        return result.exitStatus
    }
}

extension Configuration.FailOn: ExpressibleByArgument {}
extension Configuration.Color: ExpressibleByArgument {}
extension Configuration.Progress: ExpressibleByArgument {}
