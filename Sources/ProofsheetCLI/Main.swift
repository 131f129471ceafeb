import ArgumentParser
import Foundation
import Logging
import Proofsheet

/// The program `proofsheet`.
@main
struct ProofsheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "proofsheet",
        abstract: "Keeps the images of an article archive honest.",
        discussion: """
            Walks article records (Markdown with its front matter and body, HTML, YAML, JSON, NDJSON, TOML, CSV, TSV), \
            caches the images they name, checks the declared width and height against the real ones, and repairs \
            the isCached flags, changing no other byte.

            Exit status: 0 nothing found at or above --fail-on; 1 something found; 2 bad usage or configuration; \
            3 something could not be done; 130 interrupted (what was done is kept).
            """,
        version: Version.description(adding: Allocator.inUse, missing: Allocator.missing),
        subcommands: [
            WarmCommand.self, EntriesCommand.self, AuditCommand.self, RepairCommand.self, SyncCommand.self,
            ProbeCommand.self, CacheCommand.self, RulesCommand.self, ConfigCommand.self,
            InitCommand.self, DemoCommand.self, ManualCommand.self, ReferenceCommand.self,
        ])

    /// When the program started.
    static let startTime = ContinuousClock.now

    static func main() async {
        // A static property gets its value when it is first read.
        _ = startTime
        StandardStreams.fillGaps()
        // A reader that goes away (`proofsheet audit | head`) must not end a run that is writing records.
        signal(SIGPIPE, SIG_IGN)
        // SIGUSR1 asks a run how far it is, and would end any other command.
        signal(SIGUSR1, SIG_IGN)
        Allocator.limitHeap()
        FileLimit.raise()
        bootstrapLogging()
        let status = await Interruption.cancelling { await run(Array(CommandLine.arguments.dropFirst())) }
        if let reason = Console.outputFailure {
            Console.error("proofsheet: the output was not written: \(reason)")
            end(status == 2 || status == 130 ? status : 3)
        }
        end(status)
    }

    /// Ends the process, whatever its threads wait for: nothing has to be done at its exit but this.
    private static func end(_ status: Int32) -> Never {
        fflush(nil)
        _exit(status)
    }

    /// Logs to standard error: requests only with --verbose, which is read when each one starts.
    private static func bootstrapLogging() {
        LoggingSystem.bootstrap { _ in
            ConsoleLog(logLevel: Console.isVerbose ? .debug : .warning)
        }
    }

    /// Runs one command line, reports every error, and gives the exit status.
    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            try DashedNames.check(arguments)
            let command = try LongCommandLine.parse(arguments, as: Self.self)
            if let command = command as? any ReportingCommand {
                return try await command.execute()
            }
            var plain = command
            try plain.run()
            return 0
        } catch let error as ProofsheetError {
            Console.error("proofsheet: \(error.line)")
            return error.kind == .usage ? 2 : 3
        } catch {
            let message = fullMessage(for: error)
            if exitCode(for: error) == .success {
                Console.output(message + "\n")
                return 0
            }
            for line in message.split(separator: "\n", omittingEmptySubsequences: false) {
                Console.error(ProofsheetError.printable(String(line)))
            }
            return 2
        }
    }
}

/// A command that does something; other commands only hold subcommands.
protocol ReportingCommand: ParsableCommand {
    /// Runs the command and gives the exit status of the process.
    func execute() async throws -> Int32
}
