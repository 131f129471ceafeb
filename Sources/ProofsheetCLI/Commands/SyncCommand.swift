import ArgumentParser
import Proofsheet

struct SyncCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Warm, audit and repair in one pass.",
        discussion: """
            Fetches what the cache lacks or must ask for again, checks the records against the cache, and makes their \
            isCached flags true to it. Reports what remains for a person to mend.

            With --dry-run it makes no request and writes nothing: it says how many images it would fetch and of which \
            hosts, and what it would repair by what the cache knows now.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var freshness: FreshnessOptions
    @OptionGroup var repair: RepairCommandOptions

    @Flag(help: "Ask for every image again, and let many flags become false at once.")
    var force = false

    func execute() async throws -> Int32 {
        var archive = try run.archive(network: network, freshness: freshness, isForced: force)
        try repair.apply(to: &archive.configuration)
        NetworkOptions.fitRequests(&archive.configuration)
        return try run.write(try await archive.sync(repair.options(archive.configuration)), of: archive)
    }
}
