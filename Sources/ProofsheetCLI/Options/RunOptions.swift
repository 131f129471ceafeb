import ArgumentParser
import Proofsheet

/// Options of every command that makes a run over the records.
struct RunOptions: ParsableArguments {
    @OptionGroup(title: "Records") var records: RecordOptions
    @OptionGroup(title: "Report") var report: ReportOptions
    @OptionGroup(title: "Report") var listing: ListingOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    /// The archive that the configuration file and the command line describe; the command line wins.
    func archive(
        network: NetworkOptions? = nil, freshness: FreshnessOptions? = nil, isForced: Bool = false
    ) throws -> Archive {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        try report.apply(to: &configuration)
        try network?.apply(to: &configuration)
        try freshness?.apply(to: &configuration)
        configuration.isForced = isForced
        var archive = Archive(
            paths: records.paths, configuration: configuration,
            progress: ProgressDisplay.progress(configuration))
        archive.output = report.output
        archive.ownFiles = [report.writeBaseline].compactMap(\.self)
        archive.changedSince = records.changedSince
        archive.makesProofSheet = RunResult.needsPictures(configuration.format)
        archive.commandLine = records.commandLine
        return archive
    }

    /// Writes the report and gives the exit status.
    func write(_ result: RunResult, of archive: Archive) throws -> Int32 {
        var result = result
        result.selection = listing.selection
        return try report.write(result, archive.configuration)
    }
}

/// Options of every command that reads records.
struct RecordOptions: SettingOptions {
    @Argument(
        help: ArgumentHelp("Articles and data files (records), and directories that hold them.", valueName: "path"),
        completion: .file())
    var paths: [String] = RecordOptions.defaultPaths

    static let defaultPaths = ["."]

    @Option(help: .key("include")) var include: [String] = []
    @Option(help: .key("exclude")) var exclude: [String] = []
    @Flag(help: .key("force-exclude")) var forceExclude = false
    @Option(help: .key("images")) var images: [String] = []
    @Flag(help: .key("no-ignore")) var noIgnore = false
    @Flag(help: .key("no-incremental")) var noIncremental = false

    @Option(
        help: ArgumentHelp(
            "Take only records that git sees as changed since a revision, or does not know yet.", valueName: "rev"))
    var changedSince: String?

    @Option(name: .customLong("site-url"), help: .key("site-url")) var siteURL: String?
    @Option(help: .key("site-root"), completion: .directory) var siteRoot: [String] = []
    @Option(help: .key("skip")) var skip: [String] = []

    /// The command and its paths; options, which may hold credentials, are left out.
    var commandLine: String {
        let paths = paths == Self.defaultPaths ? [] : paths.map(ShellWord.text)
        return (["proofsheet"] + CommandLine.arguments.dropFirst().prefix(1) + paths).joined(separator: " ")
    }
}

/// Options of the command that may look at what a site has been built to.
struct SourceOptions: SettingOptions {
    @Option(help: .key("sources"), completion: .file()) var sources: [String] = []
}

/// Options of every command that writes a report.
struct ReportOptions: SettingOptions {
    @Option(name: .shortAndLong, help: .key("format"), completion: .key("format")) var format: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "Write the report to a file, never over a record, in place of standard output. A page of very many pictures "
                + "has them in a directory beside it, NAME-thumbnails.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(help: .key("editor")) var editor: String?
    @Flag(help: "Show the page of --format html in the browser.")
    var open = false

    @Option(help: .key("fail-on")) var failOn: Configuration.FailOn?
    @Flag(help: .key("strict")) var strict = false
    @Option(help: .key("baseline"), completion: .file()) var baseline: String?

    @Option(help: .key("history"), completion: .directory) var history: String?

    @Option(
        help: ArgumentHelp(
            "Write a file that accepts every finding of this run, so that later ones with --baseline tell of new ones "
                + "only.", valueName: "file"), completion: .file())
    var writeBaseline: String?

    @Option(
        help: ArgumentHelp(
            "Write counts of the run as metrics for Prometheus, as a file for its collector of text files.",
            valueName: "file"), completion: .file())
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "Give every metric a label, such as site=news, so that two sites can share a collector's directory. Repeatable.",
            valueName: "name=value"))
    var metricsLabel: [String] = []

    func apply(to configuration: inout Configuration) throws {
        try applySettings(to: &configuration)
        // Before hours of work, not after.
        try RunResult.checkMetricsLabels(metricsLabel)
        if open, output == nil || !RunResult.needsPictures(configuration.format) {
            throw ValidationError("--open shows a page: give --format html and --output FILE with it")
        }
        if writeBaseline != nil { configuration.baseline = nil }
    }

    /// Writes the metrics of a run where they are wanted.
    func writeMetrics(of result: RunResult) throws {
        guard let metrics else { return }
        try result.writeMetrics(toFile: metrics, labels: metricsLabel, duration: .now - ProofsheetCommand.startTime)
    }

    /// Writes the report to its file or to standard output, and gives the exit status.
    func write(_ result: RunResult, _ configuration: Configuration) throws -> Int32 {
        try writeMetrics(of: result)
        var result = try writeBaseline.map { try result.writingBaseline(toFile: $0) } ?? result
        result.repository = CodeHost.repository
        if configuration.format == "github" { CodeHost.addToSummary(result.rendered(as: "markdown") ?? "") }
        if let output {
            try result.write(as: configuration.format, isQuiet: configuration.isQuiet, toFile: output)
            if RunResult.needsPictures(configuration.format), !configuration.isQuiet {
                Console.output("wrote \(ProofsheetError.printable(output)): \(result.pageSummary)\n")
            }
            if open { Browser.show(output) }
        } else {
            result.write(
                as: configuration.format, isQuiet: configuration.isQuiet,
                isColored: Terminal.isColored(configuration.color), width: Terminal.width,
                hasLinks: Terminal.hasLinks, to: Console.output)
        }
        return result.exitStatus
    }
}
