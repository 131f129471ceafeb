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

    @OptionGroup var run: RunOptions
    @OptionGroup var network: NetworkOptions
    @OptionGroup var freshness: FreshnessOptions

    @Flag(help: "Ask for every image again.")
    var force = false

    @Flag(help: "Ask for what failed last time, a 404 or 410 too, and for nothing else.")
    var retryFailed = false

    func execute() async throws -> Int32 {
        var archive = try run.archive(network: network, freshness: freshness, isForced: force)
        archive.configuration.retriesFailed = retryFailed
        return try run.write(try await archive.warm(), of: archive)
    }
}
