import ArgumentParser
import Proofsheet

/// Options of every command that writes records.
struct RepairCommandOptions: SettingOptions {
    @Flag(help: .key("dimensions")) var dimensions = false
    @Flag(help: .key("urls")) var urls = false
    @Option(
        help: .key("only"), completion: .list(Configuration.RepairPart.allCases.map(\.rawValue)))
    var only: [String] = []

    @Flag(help: "Rewrite the URL of an image that moved for good as soon as one run has seen it.")
    var now = false

    @Flag(help: "Write nothing; say what would be done.")
    var dryRun = false

    @Flag(help: "Print a unified diff of the records.")
    var diff = false

    @Option(help: .key("hard-links")) var hardLinks: Configuration.HardLinks?

    /// The command line wins over the configuration.
    func apply(to configuration: inout Configuration) throws {
        if dimensions || urls { configuration.repairsOnly = [] }
        try applySettings(to: &configuration)
        if now { configuration.ruleLimits.moveCount = 1 }
    }

    func options(_ configuration: Configuration) -> RepairOptions {
        var options = RepairOptions()
        let only = configuration.repairsOnly
        options.repairsFlags = only.isEmpty || only.contains(.flags)
        options.repairsDimensions = only.isEmpty ? configuration.repairsDimensions : only.contains(.dimensions)
        options.repairsURLs = only.isEmpty ? configuration.repairsURLs : only.contains(.urls)
        options.isDryRun = dryRun
        options.makesDiff = diff
        return options
    }
}

struct RepairCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Put right the isCached flags of your articles, and sizes and URLs on request.",
        discussion: """
            Changes the bytes of the values and no other: flags, with --dimensions width and height as well, or what --only \
            names. Reports what remains for a person to mend. Makes no request; run 'proofsheet warm' first.

            An entry without a flag gets one only in an archive where some entry has one, unless the key flags of the \
            configuration says otherwise.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup(title: "Repair") var repair: RepairCommandOptions
    @OptionGroup(title: "Network", visibility: .hidden) var network: NetworkOptions
    @OptionGroup(title: "Network", visibility: .hidden) var freshness: FreshnessOptions

    @Option(
        help: ArgumentHelp(
            "Carry out what was decided on a proof sheet, and nothing else. Suggestions are written, what is accepted goes to "
                + "the --baseline, and decisions on what has changed since are reported.", valueName: "file"))
    var decisions: String?

    @Flag(help: "Let many flags become false at once, as with an empty cache.")
    var force = false

    func validate() throws {
        guard decisions != nil else { return }
        if repair.dimensions || repair.urls || repair.now || !repair.only.isEmpty {
            throw ValidationError("--decisions says what is changed: leave out --dimensions, --urls, --only and --now")
        }
        if run.report.writeBaseline != nil {
            throw ValidationError("--decisions writes what is accepted to the --baseline: leave out --write-baseline")
        }
    }

    func execute() async throws -> Int32 {
        var archive = try run.archive(network: network, freshness: freshness, isForced: force)
        try repair.apply(to: &archive.configuration)
        var options = repair.options(archive.configuration)
        options.decisions = try decisions.map(Decisions.init(fromFile:))
        archive.ownFiles += [decisions].compactMap(\.self)
        return try run.write(try await archive.repair(options), of: archive)
    }
}
