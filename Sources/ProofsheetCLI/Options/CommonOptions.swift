import ArgumentParser
import Foundation
import Proofsheet

/// Options of every command that uses the cache.
struct CommonOptions: SettingOptions {
    @Option(
        help: ArgumentHelp(
            "The configuration file (default: the nearest .proofsheet.yml).", valueName: "file"))
    var config: String?

    @Option(help: .key("cache")) var cache: String?
    @Flag(name: .shortAndLong, help: .key("quiet")) var quiet = false
    @Flag(name: .shortAndLong, help: .key("verbose")) var verbose = false

    /// The values of the configuration file and the environment, with the cache that the command line names.
    func configuration() throws -> Configuration {
        let effective = try effectiveConfiguration()
        var configuration = effective.configuration
        try apply(to: &configuration)
        if configuration.isVerbose {
            Console.isVerbose = true
            if let found = effective.foundCache, found == configuration.cacheDirectory {
                let name = ProofsheetError.printable(found)
                Console.error("proofsheet: the cache is '\(name)', which was there; a new one would be .proofsheet")
            }
        }
        return configuration
    }

    /// The values of the configuration file and the environment.
    func effectiveConfiguration() throws -> EffectiveConfiguration {
        let environment = ProcessInfo.processInfo.environment
        let path = config ?? environment["PROOFSHEET_CONFIG"] ?? ConfigurationFile.nearest(to: ".")
        return try EffectiveConfiguration(file: path, environment: environment)
    }
}
