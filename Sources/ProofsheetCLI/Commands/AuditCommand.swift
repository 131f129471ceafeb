import ArgumentParser
import Proofsheet

struct AuditCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check what your articles say of their images against the cache, and report.",
        discussion: """
            Makes no request and changes no file; run 'proofsheet warm' first. With an empty cache no flag can be judged, \
            which is said once and gives exit status 3. What was found in each record is kept in the cache for the next run, \
            unless --no-incremental is given.

            With --online it asks for the first bytes of each image that the cache lacks, and of which it knows no failure \
            that is still believed (a 404 is for a day): enough for its size, and for what is gone, blocked, no image \
            or has moved. Damage, weight, and what the picture shows, only the whole image tells. Nothing is stored: the \
            next run knows no more than before, and a flag stays as false as without. The options on requests, from \
            --remap to --ca-file, count for that alone.

            With --format ndjson, findings are written as soon as their record has been judged. Where nobody reads them \
            any more, as behind 'head', the run ends early, with exit status 130.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup(title: "Network") var network: NetworkOptions

    @OptionGroup(title: "Network", visibility: .hidden) var freshness: FreshnessOptions
    @OptionGroup(title: "Records") var origin: SourceOptions

    @Flag(help: .key("online")) var online = false

    @Option(
        help: ArgumentHelp(
            "Compare the proof sheet with the report of an earlier audit, in the format json: what is new, still there, and "
                + "fixed since.", valueName: "file"))
    var since: String?

    func validate() throws {
        if online, run.common.offline { throw ValidationError("give --online or --offline, not both") }
    }

    func execute() async throws -> Int32 {
        var archive = try run.archive(network: network, freshness: freshness)
        try origin.apply(to: &archive.configuration)
        // The command line wins over the configuration.
        if online { archive.configuration.isOffline = false }
        if run.common.offline { archive.configuration.isOnline = false }
        if online { archive.configuration.isOnline = true }
        if since != nil, !archive.makesProofSheet {
            throw ProofsheetError(.usage, "--since compares on a proof sheet; give --format html too")
        }
        archive.earlierReport = since
        if archive.configuration.isOnline { NetworkOptions.fitRequests(&archive.configuration) }
        if RunResult.streams(archive.configuration.format), run.report.output == nil,
            run.report.writeBaseline == nil, run.listing.selection.isEverything
        {
            return try await stream(archive)
        }
        return try run.write(try await archive.audit(), of: archive)
    }

    /// Writes findings as they become known.
    ///
    /// A run that writes a file or a baseline does not stream: it replaces the file whole, at the end, and needs all
    /// findings for a baseline. Nor does one that lists some of the findings, or these in another order.
    private func stream(_ archive: Archive) async throws -> Int32 {
        let result = try await archive.audit { lines in
            Console.output(lines)
            // The reader has gone away; there is nothing more to write.
            if Console.isReaderGone { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        try run.report.writeMetrics(of: result)
        return result.exitStatus
    }
}
