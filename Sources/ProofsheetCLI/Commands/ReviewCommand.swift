import ArgumentParser
import Foundation
import Proofsheet

/// Options of the command that serves a page and writes what is decided on it.
struct ReviewOptions: SettingOptions {
    @Option(help: "The port of 127.0.0.1 that the page is served at (default: one that is free).")
    var port: UInt16 = 0

    @Flag(help: "Show the page in the browser.")
    var open = false

    @Option(help: .key("editor")) var editor: String?

    @Option(
        help: ArgumentHelp(
            "The file that keeps which findings are accepted. It is made where it is missing; what it has is not shown.",
            valueName: "file"), completion: .file())
    var baseline: String?

    @Option(help: .key("hard-links")) var hardLinks: Configuration.HardLinks?
}

struct ReviewCommand: ReportingCommand {
    static let configuration = CommandConfiguration(
        commandName: "review",
        abstract: "Look at the pictures in the browser, and have what you decide carried out at once.",
        discussion: """
            Audits the records, and serves the page of 'audit --format html' to your browser, on this machine alone. Mark \
            entries to fix, accept or leave, and apply the marks: the records are written as by 'repair --decisions', what is \
            accepted goes to the --baseline, the page shows what changed, and the last change can be undone. End it with the \
            button Done or Ctrl-C.

            The address that is printed has a secret in it: who knows it can have your records changed as long as the command \
            runs. Requests without it, and those of pages from elsewhere, are refused. No request is made to any other host: \
            run 'proofsheet warm' first.

            A record that changes while you look at it is left alone, and the page says so. A change is undone only where its \
            files have not changed since.

            Exit status: 0 the review was ended, whatever was found; 2 bad usage or configuration; 3 the page cannot be served, \
            or the records cannot be looked at; 130 interrupted before the page could be served.
            """)

    @OptionGroup(title: "Review") var review: ReviewOptions
    @OptionGroup(title: "Records") var records: RecordOptions
    @OptionGroup(title: "Common") var common: CommonOptions

    func execute() async throws -> Int32 {
        var configuration = try common.configuration()
        try records.apply(to: &configuration)
        try review.apply(to: &configuration)
        var archive = Archive(
            paths: records.paths, configuration: configuration, progress: ProgressDisplay.progress(configuration))
        archive.changedSince = records.changedSince
        archive.commandLine = records.commandLine
        let session = try await Review(of: archive)
        if Task.isCancelled { return 130 }
        let (ending, end) = AsyncStream.makeStream(of: Void.self)
        let server = try await ReviewServer(session, port: review.port) { end.finish() }
        Console.output(server.address + "\n")
        if !configuration.isQuiet {
            Console.error("proofsheet: look at it in your browser; end it there with Done, or here with Ctrl-C")
        }
        let page = review.open ? show(server.address, configuration) : nil
        // It ends as well when the task is cancelled.
        for await _ in ending {}
        let summary = await session.finish()
        server.stop()
        page?.remove()
        Console.output(summary + "\n")
        return 0
    }

    private func show(_ address: String, _ configuration: Configuration) -> ReviewAddress? {
        guard let page = ReviewAddress(address, configuration) else {
            Console.error(
                "proofsheet: the page was not shown, since the cache cannot be written; open the address yourself")
            return nil
        }
        Browser.show(page.path)
        return page
    }
}
