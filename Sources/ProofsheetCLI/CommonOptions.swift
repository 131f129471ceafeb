import ArgumentParser
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

    /// The configuration file's values, with the cache that the command line names.
    func configuration() throws -> Configuration {
        var configuration = Configuration()
        if let path = config ?? ConfigurationFile.nearest(to: ".") { configuration = try ConfigurationFile.read(path) }
        if let cache { configuration.cacheDirectory = cache }
        return configuration
    }
}
