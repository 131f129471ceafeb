import ArgumentParser
import Proofsheet

struct SyncCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Warm, audit and repair in one pass.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var repair: RepairCommandOptions
    @OptionGroup var report: ReportOptions

    @Flag(help: "Ask for every image again, and let many flags become false at once.")
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
        return try report.write(try await archive.sync(repair.options), isQuiet: common.quiet)
    }
}
