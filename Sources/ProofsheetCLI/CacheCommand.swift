import ArgumentParser
import Proofsheet

struct CacheCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cache",
        abstract: "Look after the cache.",
        subcommands: [CacheStatsCommand.self, CacheVerifyCommand.self])
}

struct CacheStatsCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats",
        abstract: "Print how much the cache holds.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var common: CommonOptions

    @Option(help: ArgumentHelp("The format: text or json.", valueName: "f"))
    var format = Format.text

    var isVerbose: Bool { common.verbose }

    func execute() async throws -> Int32 {
        let care = CacheCare(cacheDirectory: try common.configuration().cacheDirectory)
        Console.output(format == .json ? try care.statisticsJSON() : try care.statisticsText())
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
            Take what is damaged out of the cache, so that the next warm fetches it again, and note what could not be \
            decoded before.
            """)
    var repair = false

    var isVerbose: Bool { common.verbose }

    func execute() async throws -> Int32 {
        let care = CacheCare(cacheDirectory: try common.configuration().cacheDirectory)
        let result = try await care.verify(decodes: decode, drops: repair)
        for problem in result.problems { Console.output(problem + "\n") }
        for problem in result.unreadable { Console.output("failed: \(problem)\n") }
        if !common.quiet {
            var dropped = repair ? ", \(result.dropped) dropped" : ""
            if result.newlyDecoded > 0 { dropped += ", \(result.newlyDecoded) decoded for the first time" }
            Console.output("\(result.objects) objects looked at, \(result.problems.count) damaged\(dropped)\n")
        }
        if !result.unreadable.isEmpty { return 3 }
        return result.problems.isEmpty ? 0 : 1
    }
}
