import ArgumentParser
import Proofsheet

struct CachePruneCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "prune",
        abstract: "Take out of the cache what is of no more use.",
        discussion: """
            Always removes files that the index does not know, which killed processes leave. With PATHs, no image whose \
            flag is true in one of their records is removed, and nothing at all where one of them cannot be read.

            Use is noted by warm and sync, to the day.
            """)

    @OptionGroup(title: "Common") var common: CommonOptions

    @Option(
        help: ArgumentHelp(
            """
            The bytes that the objects may take, such as 500M or 2G (powers of 1000): from 95 % of it on, the least \
            recently used are removed until 90 % are left.
            """, valueName: "size"))
    var maxSize: String?

    @Option(
        help: ArgumentHelp(
            "Remove what no warm has used for that long, such as 90d, 12h or 8w.", valueName: "age"))
    var olderThan: String?

    @Flag(help: "Remove what none of the records in the PATHs names.")
    var unreferenced = false

    @Flag(help: "Remove nothing; say what would be.")
    var dryRun = false

    @Option(name: .shortAndLong, help: ArgumentHelp("The format: text or json.", valueName: "f"))
    var format = CacheOutputFormat.text

    @OptionGroup(title: "Records") var records: CacheRecordOptions

    @Argument(
        help: ArgumentHelp("Articles and data files (records), and directories that hold them.", valueName: "path"),
        completion: .file())
    var paths: [String] = []

    func validate() throws {
        if unreferenced, paths.isEmpty {
            throw ValidationError("--unreferenced takes the PATHs of all records that use the cache")
        }
        if let maxSize, ByteSize.parse(maxSize) == nil {
            throw ValidationError("--max-size takes a number of bytes such as 500M or 2G, not '\(maxSize)'")
        }
        if let olderThan, TimeSpan.age(olderThan) == nil {
            throw ValidationError("--older-than takes an age such as 90d, 12h or 8w, not '\(olderThan)'")
        }
    }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        var options = CacheCare.PruneOptions()
        options.maximumBytes = maxSize.flatMap(ByteSize.parse)
        options.maximumAge = olderThan.flatMap(TimeSpan.age)
        options.removesUnreferenced = unreferenced
        options.isDryRun = dryRun
        let archive = paths.isEmpty ? nil : Archive(paths: paths, configuration: configuration)
        let care = CacheCare(cacheDirectory: configuration.cacheDirectory)
        let pruned = try await care.prune(options, keeping: archive)
        if Task.isCancelled { return 130 }
        if format == .json {
            Console.output(pruned.json)
        } else if !configuration.isQuiet {
            Console.output(pruned.text)
        }
        return 0
    }
}
