public import ArgumentParser
import Foundation
public import Proofsheet

/// Options of every command that uses the cache.
struct CommonOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The configuration file (default: the nearest .proofsheet.yml).", valueName: "file"))
    var config: String?

    @Option(
        help: ArgumentHelp(
            "The cache directory (default: Cache beside the configuration, else in the working directory).",
            valueName: "dir"))
    var cache: String?

    @Flag(name: .shortAndLong, help: "Print findings and failures only.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "Log what is done to standard error.")
    var verbose = false

    /// The configuration file's values, with the cache that the command line names.
    func configuration() throws -> Configuration {
        var configuration = Configuration()
        if let path = config ?? ConfigurationFile.nearest(to: ".") { configuration = try ConfigurationFile.read(path) }
        if let cache { configuration.cacheDirectory = cache }
        return configuration
    }
}

/// Options of every command that reads records.
struct RecordOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Files and directories that hold the records.", valueName: "path"))
    var paths: [String] = ["."]

    @Option(
        name: .customLong("site-url"),
        help: ArgumentHelp("The absolute URL of the site, against which relative URLs resolve.", valueName: "url"))
    var siteURL: String?

    func apply(to configuration: inout Configuration) {
        if let siteURL { configuration.siteURL = siteURL }
    }
}

/// Options of every command that makes requests.
struct NetworkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Fetch URLs that match a regular expression from elsewhere; the record keeps its own. Repeatable.",
            valueName: "'pattern replacement'"))
    var remap: [String] = []

    @Option(help: ArgumentHelp("Requests in flight at once, over all hosts (default: 200).", valueName: "n"))
    var concurrency: Int?

    @Option(help: ArgumentHelp("Requests in flight at once to one host (default: 6).", valueName: "n"))
    var hostConcurrency: Int?

    @Option(
        help: ArgumentHelp("Milliseconds between two starts of requests to one host (default: 50).", valueName: "ms"))
    var hostDelay: Int?

    @Flag(help: "Let requests go to private, loopback and link-local addresses.")
    var allowPrivateHosts = false

    @Option(help: ArgumentHelp("Certificate authorities to trust in place of the system's (PEM).", valueName: "file"))
    var caFile: String?

    @Flag(help: "Make no request.")
    var offline = false

    func apply(to configuration: inout Configuration) throws {
        configuration.remappings += try remap.map { try Remapping($0) }
        if let concurrency { configuration.concurrency = concurrency }
        if let hostConcurrency { configuration.hostConcurrency = hostConcurrency }
        if let hostDelay { configuration.hostDelay = .milliseconds(hostDelay) }
        if allowPrivateHosts { configuration.allowsPrivateHosts = true }
        if let caFile { configuration.certificateAuthorityFile = caFile }
        if offline { configuration.isOffline = true }
    }

    func validate() throws {
        for (name, value, range) in [
            ("--concurrency", concurrency, 1...10_000), ("--host-concurrency", hostConcurrency, 1...1_000),
            ("--host-delay", hostDelay, 0...3_600_000),
        ] {
            guard let value, !range.contains(value) else { continue }
            throw ValidationError("\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
    }
}

/// Options of every command that writes a report.
struct ReportOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The report's format: \(RunResult.formatNames.joined(separator: ", ")).", valueName: "f"))
    var format = "text"

    @Option(help: ArgumentHelp("Write the report to a file in place of standard output.", valueName: "file"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Exit with 1 for findings of this severity and above: error, warning, never (default: error).",
            valueName: "severity"))
    var failOn: Configuration.FailOn?

    func validate() throws {
        if !RunResult.formatNames.contains(format) {
            throw ValidationError(
                "unknown format '\(format)'; known are \(RunResult.formatNames.joined(separator: ", "))")
        }
    }

    func apply(to configuration: inout Configuration) {
        if let failOn { configuration.failOn = failOn }
    }

    /// Writes the report where it belongs and gives the exit status.
    func write(_ result: RunResult, isQuiet: Bool) throws -> Int32 {
        let text = result.rendered(as: format, isQuiet: isQuiet) ?? ""
        if let output {
            try RunResult.write(text, to: output)
        } else {
            Console.output(text)
        }
        return result.exitStatus
    }
}

extension Configuration.FailOn: ExpressibleByArgument {}
