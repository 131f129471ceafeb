import ArgumentParser
import Proofsheet

struct AuditCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check the records against the cache and report.",
        discussion: "Makes no request and changes no record; run 'proofsheet warm' first.")

    @OptionGroup var run: RunOptions

    func execute() async throws -> Int32 {
        let archive = try run.archive()
        return try run.write(try await archive.audit(), of: archive)
    }
}
