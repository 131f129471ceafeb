public import ArgumentParser
public import Proofsheet

/// Options of every command that writes records.
struct RepairCommandOptions: ParsableArguments {
    @Flag(help: "Repair width and height as well, where they are missing, invalid, swapped or wrong.")
    var dimensions = false

    @Flag(help: "Write nothing; say what would be done.")
    var dryRun = false

    @Flag(help: "Print a unified diff of the records.")
    var diff = false

    @Option(
        help: ArgumentHelp(
            """
            What to do with a record that has several names (hard links): refuse, which leaves it alone; break, which \
            gives the name that is repaired a file of its own and leaves the old content to the others (default: refuse).
            """, valueName: "way"))
    var hardLinks: Configuration.HardLinks?

    func apply(to configuration: inout Configuration) {
        if let hardLinks { configuration.hardLinks = hardLinks }
        if dimensions { configuration.repairsDimensions = true }
    }

    func options(_ configuration: Configuration) -> RepairOptions {
        var options = RepairOptions()
        options.repairsDimensions = configuration.repairsDimensions
        options.isDryRun = dryRun
        options.makesDiff = diff
        return options
    }
}

extension Configuration.HardLinks: ExpressibleByArgument {}

struct RepairCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "repair",
        abstract: "Make the isCached flags true to the cache, in place.",
        discussion: """
            Changes the bytes of the values and no other. Reports what remains for a person to mend. Makes no request; \
            run 'proofsheet warm' first.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup var repair: RepairCommandOptions

    @Flag(help: "Let many flags become false at once, as with an empty cache.")
    var force = false

    func execute() async throws -> Int32 {
        var archive = try run.archive(isForced: force)
        repair.apply(to: &archive.configuration)
        return try run.write(try await archive.repair(repair.options(archive.configuration)), of: archive)
    }
}
