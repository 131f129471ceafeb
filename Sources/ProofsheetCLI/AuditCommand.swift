import ArgumentParser
import Proofsheet

struct AuditCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the records against the cache and report.",
        discussion: "Makes no request and writes nothing but the report; run 'proofsheet warm' first.")

    @OptionGroup var common: CommonOptions
    @OptionGroup var records: RecordOptions
    @OptionGroup var report: ReportOptions

    var isVerbose: Bool { common.verbose }

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        records.apply(to: &configuration)
        report.apply(to: &configuration)
        let archive = Archive(paths: records.paths, configuration: configuration)
        return try report.write(try await archive.audit(), isQuiet: common.quiet)
    }
}
