import ArgumentParser
import Proofsheet

struct WarmCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "warm",
        abstract: "Fetch the images that your articles, or a list, name into the cache.",
        discussion: """
            Fetches what the cache lacks or must ask for again, each URL once. An image is stored only when it is one \
            by its own signature and decodes without damage. Reports what could not be had, and why.

            With --urls-from, no record is read. Each line of the list is a URL, or an object such as \
            {"url": "https://…", "width": 600, "height": 400}, other members of which are ignored. The list may be a \
            pipe that stays open: what it names is fetched as it comes.

            With --format ndjson, each line of the list, or each image that the records name, gets one line as soon as \
            its image is safe in the cache: url, outcome, object (SHA-256), format, width, height, bytes, verdict, \
            status, attempts, milliseconds, received, rule, message; line (and record); declared and difference (none, \
            swapped, scaled, mismatch) where the list gave a size. The outcome is one of \
            \(WarmResult.Outcome.allCases.map(\.rawValue).joined(separator: ", ")). An interrupted run answers the \
            rest of the list with cancelled, one whose cache cannot be written with aborted.
            """)

    @OptionGroup var run: RunOptions
    @OptionGroup(title: "Network") var network: NetworkOptions
    @OptionGroup(title: "Network") var freshness: FreshnessOptions

    @Option(
        help: ArgumentHelp(
            "Fetch what a file names, one URL or JSON object a line, in place of records; - is standard input.",
            valueName: "file"), completion: .file())
    var urlsFrom: String?

    @Flag(help: "Ask for every image again.")
    var force = false

    @Flag(help: "Ask for what failed last time, a 404 or 410 too, and for nothing else.")
    var retryFailed = false

    func validate() throws {
        if urlsFrom != nil, run.records.paths != RecordOptions.defaultPaths {
            throw ValidationError("give records or --urls-from, not both")
        }
        if urlsFrom != nil, run.report.history != nil {
            throw ValidationError("--history keeps findings of records: leave it out with --urls-from")
        }
    }

    func execute() async throws -> Int32 {
        var archive = try run.archive(network: network, freshness: freshness, isForced: force)
        archive.configuration.retriesFailed = retryFailed
        NetworkOptions.fitRequests(&archive.configuration)
        let list = urlsFrom.map(URLList.init(path:))
        if RunResult.streams(archive.configuration.format) { return try await stream(archive, list) }
        if let list { return try run.write(try await archive.warm(list), of: archive) }
        return try run.write(try await archive.warm(), of: archive)
    }

    private func stream(_ archive: Archive, _ list: URLList?) async throws -> Int32 {
        if run.report.output != nil {
            throw ValidationError("--format ndjson goes to standard output as it comes; leave --output out")
        }
        if run.report.history != nil {
            throw ValidationError("--format ndjson of warm tells of images, not of findings; leave --history out")
        }
        let isQuiet = archive.configuration.isQuiet
        let result = try await archive.warm(list) { results in
            var lines = ""
            for result in results where !isQuiet || result.rule != nil || result.message != nil {
                lines += result.json
                lines += "\n"
            }
            Console.output(lines)
            // The reader has gone away; there is nothing more to write.
            if Console.isReaderGone { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        for failure in result.failures { Console.error("proofsheet: \(ProofsheetError.printable(failure))") }
        return result.exitStatus
    }
}
