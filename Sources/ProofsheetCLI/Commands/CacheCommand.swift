import ArgumentParser
import Proofsheet

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Look after the cache.",
        discussion: """
            The cache is a directory: images named by their SHA-256, an index of what is known of each URL, and a \
            journal from which a lost index comes back. Any number of processes may use it at once.
            """,
        subcommands: [
            CacheStatsCommand.self, CacheVerifyCommand.self, CacheLookupCommand.self, CachePruneCommand.self,
            CacheExportCommand.self, CacheImportCommand.self, CacheRebuildCommand.self,
        ])
}

/// How a command of the cache prints what it has to say.
enum CacheOutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

struct CacheStatsCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Print how much the cache holds: by host, format and freshness, and what sharing saves.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("The format: text or json.", valueName: "f"))
    var format = CacheOutputFormat.text

    func execute() async throws -> Int32 {
        let care = CacheCare(cacheDirectory: try common.configuration().cacheDirectory)
        let statistics = try care.statistics()
        Console.output(format == .json ? statistics.json : statistics.text)
        return 0
    }
}

struct CacheVerifyCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that every object is what was stored.",
        discussion: "Exit status: 0 all objects are whole; 1 one is missing, altered or damaged.")

    @OptionGroup var common: CommonOptions

    @Flag(help: "Decode every image as well.")
    var decode = false

    @Flag(
        help: """
            Take what is damaged out of the cache, so that the next warm fetches it again; with --decode, also note what \
            this version knows better than the one that stored an image.
            """)
    var repair = false

    func execute() async throws -> Int32 {
        let configuration = try common.configuration()
        let care = CacheCare(cacheDirectory: configuration.cacheDirectory)
        let result = try await care.verify(
            decodes: decode, drops: repair, maximumPixels: configuration.limits.maximumPixels)
        for problem in result.problems { Console.output(problem + "\n") }
        for problem in result.unreadable { Console.output("failed: \(problem)\n") }
        if !configuration.isQuiet {
            var dropped = repair ? ", \(result.dropped) dropped" : ""
            if result.newlyDecoded > 0 { dropped += ", \(result.newlyDecoded) decoded for the first time" }
            if result.judgedAnew > 0 { dropped += ", \(result.judgedAnew) judged anew by this version" }
            let objects = result.objects == 1 ? "object" : "objects"
            Console.output("\(result.objects) \(objects) looked at, \(result.problems.count) damaged\(dropped)\n")
        }
        if !result.unreadable.isEmpty { return 3 }
        return result.problems.isEmpty ? 0 : 1
    }
}

struct CacheLookupCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "lookup",
        abstract: "Print all that the cache knows of URLs.",
        discussion: "Makes no request. Exit status: 0 all URLs are known; 1 one is not.")

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("The format: text, or json with one object a line.", valueName: "f"))
    var format = CacheOutputFormat.text

    @Argument(help: ArgumentHelp("URLs as the records have them, made absolute.", valueName: "url"))
    var urls: [String]

    func execute() async throws -> Int32 {
        let care = CacheCare(cacheDirectory: try common.configuration().cacheDirectory)
        var status: Int32 = 0
        for url in urls {
            let found = try care.lookup(url)
            Console.output(format == .json ? found.json : found.text)
            if !found.isKnown { status = 1 }
        }
        return status
    }
}

struct CacheRebuildCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild",
        abstract: "Make the index anew from the objects and the journal.",
        discussion: """
            For an index that is damaged or lost. Hashes every object; one that is missing or altered is fetched again \
            by the next warm. An index that cannot be read is moved aside, and never deleted.
            """)

    @OptionGroup var common: CommonOptions

    func execute() async throws -> Int32 {
        let configuration = try common.configuration()
        let rebuilt = try CacheCare(cacheDirectory: configuration.cacheDirectory).rebuild()
        if !configuration.isQuiet { Console.output(rebuilt.text) }
        return 0
    }
}
