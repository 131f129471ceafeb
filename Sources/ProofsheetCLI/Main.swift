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
            Reads your articles and data files, which it calls records (Markdown with its front matter and body, HTML, \
            YAML, JSON, NDJSON, TOML, CSV, TSV). Fetches the images that they name into the cache, a directory with a copy \
            of each. Checks the declared width and height against the real ones. Repairs the flags: isCached: true beside an \
            image says that the cache has it. No other byte is changed.

            Exit status: 0 nothing found at or above --fail-on; 1 something found; 2 bad usage or configuration; \
            3 something could not be done; 130 interrupted (what was done is kept).
            """,
        version: Version.current,
        subcommands: [
            WarmCommand.self, EntriesCommand.self, AuditCommand.self, RepairCommand.self, ReviewCommand.self,
            SyncCommand.self,
            ProbeCommand.self, CacheCommand.self, RulesCommand.self, ConfigCommand.self,
            InitCommand.self, DemoCommand.self, ManualCommand.self, ReferenceCommand.self,
        ], helpNames: [.short, .long, .customLong("help-all")])

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
        // The name of the program is always there; the runtime reads it with the arguments from /proc.
        if CommandLine.arguments.isEmpty {
            Console.error("proofsheet: the command line cannot be read, since /proc is not mounted; mount it first")
            end(3)
        }
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

    /// The first line of ArgumentParser's message, begun as all others.
    private static func errorLine(_ line: Substring) -> String {
        guard line.hasPrefix("Error: ") else { return String(line) }
        let text = line.dropFirst("Error: ".count)
        return "proofsheet: " + text.prefix(1).lowercased() + text.dropFirst()
    }

    /// Runs one command line, reports every error, and gives the exit status.
    private static func run(_ arguments: [String]) async -> Int32 {
        do {
            try DashedNames.check(arguments)
            let path = try CommandWords.path(in: arguments)
            let command = try LongCommandLine.parse(arguments, as: Self.self)
            if let command = command as? any ReportingCommand {
                return try await command.execute()
            }
            // All other commands ask for help.
            let page = try HelpPage(
                path: path, isComplete: arguments.contains("--help-all"),
                width: Terminal.width ?? 80)
            Console.output(page.text)
            return 0
        } catch let error as ProofsheetError {
            Console.error("proofsheet: \(error.line)")
            return error.kind == .usage ? 2 : 3
        } catch {
            let message = fullMessage(for: error).replacing("--help-all' for more", with: "--help' for more")
            if exitCode(for: error) == .success {
                // The libraries in use are asked for their versions only here.
                let isVersion = message == Version.current
                Console.output(
                    (isVersion ? Version.description(adding: Allocator.inUse, missing: Allocator.missing) : message)
                        + "\n")
                return 0
            }
            let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
            for (number, line) in lines.enumerated() {
                Console.error(ProofsheetError.printable(number == 0 ? errorLine(line) : String(line)))
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
