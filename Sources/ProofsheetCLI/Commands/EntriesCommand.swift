import ArgumentParser
import Proofsheet

struct EntriesCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "entries",
        abstract: "List the images that your articles and data files name, and what is passed over.",
        discussion: """
            Lists every image that data, bodies and pages name: record, line and column, the place in the record, the \
            URL as it is written and, where that differs, as it would be asked for, the declared size and the flag. \
            With --why, each line says why the value is taken for an image. With --not, it lists values that look like \
            an image and are passed over, each with the reason, so that you can put the configuration right (keys, \
            presets, shortcodes).

            Makes no request, and needs no cache. With --format ndjson each line is one entry, as soon as its record \
            has been read; the last one has the counts.

            Exit status: 0 all records were read; 2 bad usage or configuration; 3 a record could not be read; 130 \
            interrupted.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json, ndjson
    }

    @OptionGroup(title: "Records") var records: RecordOptions
    @OptionGroup(title: "Network", visibility: .hidden) var network: NetworkOptions
    @OptionGroup(title: "Network", visibility: .hidden) var freshness: FreshnessOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    @Flag(help: "Say why each value is taken for an image.")
    var why = false

    @Flag(help: "List what looks like an image and is passed over, and why.")
    var not = false

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The format: text, json (one object) or ndjson (one object a line).", valueName: "f"))
    var format = Format.text

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        try network.apply(to: &configuration)
        try freshness.apply(to: &configuration)
        var archive = Archive(
            paths: records.paths, configuration: configuration, progress: ProgressDisplay.progress(configuration))
        archive.changedSince = records.changedSince
        var isFirst = true
        if format == .json { Console.output("{\n  \"schemaVersion\": 1,\n  \"entries\": [") }
        let (format, why) = (format, why)
        let write: @Sendable (ListedEntry) -> String = { format == .text ? $0.text(explains: why) : $0.json }
        let isList = format == .json
        let separator = isList ? ",\n    " : "\n"
        let listing = try await archive.entries(not ? .passedOver : .taken, separatedBy: separator, as: write) { text in
            Console.output((isList ? (isFirst ? "\n    " : separator) : "") + text + (isList ? "" : "\n"))
            isFirst = false
            // The reader has gone away; there is nothing more to write.
            if Console.isReaderGone { unsafe withUnsafeCurrentTask { unsafe $0?.cancel() } }
        }
        finish(listing, isEmpty: isFirst, configuration)
        for failure in listing.failures { Console.error("proofsheet: \(ProofsheetError.printable(failure))") }
        if Task.isCancelled, !Console.isReaderGone { return 130 }
        return listing.failures.isEmpty ? 0 : 3
    }

    private func finish(_ listing: EntryListing, isEmpty: Bool, _ configuration: Configuration) {
        switch format {
        case .text: if !configuration.isQuiet { Console.output((isEmpty ? "" : "\n") + listing.text + "\n") }
        case .ndjson: Console.output(listing.json + "\n")
        case .json: Console.output((isEmpty ? "" : "\n  ") + "],\n  " + listing.json.dropFirst().dropLast() + "\n}\n")
        }
    }
}
