import ArgumentParser
import Foundation
import Proofsheet

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

    /// The values of the configuration file and the environment, with the cache that the command line names.
    func configuration() throws -> Configuration {
        var configuration = try effectiveConfiguration().configuration
        apply(to: &configuration)
        return configuration
    }

    /// The values of the configuration file and the environment.
    func effectiveConfiguration() throws -> EffectiveConfiguration {
        let environment = ProcessInfo.processInfo.environment
        let path = config ?? environment["PROOFSHEET_CONFIG"] ?? ConfigurationFile.nearest(to: ".")
        return try EffectiveConfiguration(file: path, environment: environment)
    }

    func apply(to configuration: inout Configuration) {
        if let cache { configuration.cacheDirectory = cache }
        if quiet { configuration.isQuiet = true }
        if verbose { configuration.isVerbose = true }
        if configuration.isVerbose { Console.isVerbose = true }
    }
}
