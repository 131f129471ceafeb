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

    @OptionGroup var common: CommonOptions

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

    @Option(help: ArgumentHelp("The format: text or json.", valueName: "f"))
    var format = CacheOutputFormat.text

    @OptionGroup var records: CacheRecordOptions

    @Argument(help: ArgumentHelp("Files and directories that hold the records.", valueName: "path"))
    var paths: [String] = []

    func validate() throws {
        if unreferenced, paths.isEmpty {
            throw ValidationError("--unreferenced takes the PATHs of all records that use the cache")
        }
        if let maxSize, Self.bytes(maxSize) == nil {
            throw ValidationError("--max-size takes a number of bytes such as 500M or 2G, not '\(maxSize)'")
        }
        if let olderThan, Self.seconds(olderThan) == nil {
            throw ValidationError("--older-than takes an age such as 90d, 12h or 8w, not '\(olderThan)'")
        }
    }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        var options = CacheCare.PruneOptions()
        options.maximumBytes = maxSize.flatMap(Self.bytes)
        options.maximumAge = olderThan.flatMap(Self.seconds)
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

    /// Bytes of a size with an optional unit k, M, G or T.
    static func bytes(_ text: String) -> Int? {
        number(text, units: ["k": 1_000, "K": 1_000, "M": 1_000_000, "G": 1_000_000_000, "T": 1_000_000_000_000])
    }

    /// Seconds of an age with an optional unit s, m, h, d or w.
    static func seconds(_ text: String) -> Int64? {
        number(text, units: ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]).map(Int64.init)
    }

    private static func number(_ text: String, units: [Character: Int]) -> Int? {
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text : String(text.dropLast())
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else { return nil }
        let (result, isTooLarge) = number.multipliedReportingOverflow(by: unit ?? 1)
        // An age is counted back from now, so that it must fit.
        return isTooLarge || result > Int.max / 2 ? nil : result
    }
}
