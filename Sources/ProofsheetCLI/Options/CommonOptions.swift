import ArgumentParser
import Foundation
import Proofsheet

/// Options of every command; one that has no use for some takes them all the same, so that one list of options fits all.
struct CommonOptions: SettingOptions {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The configuration file (default: the nearest .proofsheet.yml).", valueName: "file"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Option(help: .key("cache"), completion: .directory) var cache: String?
    @Flag(name: .shortAndLong, help: .key("quiet")) var quiet = false
    @Flag(name: .shortAndLong, help: .key("verbose")) var verbose = false
    @Flag(help: .key("offline")) var offline = false
    @Option(help: .key("color")) var color: Configuration.Color?
    @Option(help: .key("progress")) var progress: Configuration.Progress?

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
