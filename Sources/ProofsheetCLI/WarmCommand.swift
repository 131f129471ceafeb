import ArgumentParser
import Proofsheet

struct WarmCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm",
        abstract: "Fetch into the cache what the records name.",
        discussion: """
            Fetches what the cache lacks or must ask for again, each URL once. An image is stored only when it is one \
            by its own signature and decodes without damage. Reports what could not be had, and why.
            """)

    @OptionGroup var common: CommonOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var report: ReportOptions

    @Flag(help: "Ask for every image again.")
    var force = false

    var isVerbose: Bool { common.verbose }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        records.apply(to: &configuration)
        try network.apply(to: &configuration)
        report.apply(to: &configuration)
        configuration.isForced = force
        let archive = Archive(
            paths: records.paths, configuration: configuration, progress: Console.progress(isQuiet: common.quiet))
        return try report.write(try await archive.warm(), isQuiet: common.quiet)
    }
}
