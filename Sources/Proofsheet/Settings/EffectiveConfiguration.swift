import Addresses
import FileSystem
import Reporting
import Yams

/// A configuration as a file and environment variables make it, which knows where each value comes from.
///
/// What comes later wins: defaults, the file, the environment, the command line.
public struct EffectiveConfiguration: Sendable {
    /// The values.
    public let configuration: Configuration
    /// Where the values come from that are no defaults, by key.
    private let origins: [String: String]
    private let keys: [ConfigurationKey]
    /// The directory `Cache` of an earlier run, which is the cache since nothing names another; nil where it is not.
    public let foundCache: String?

    /// Reads the file at `path`, where there is one, and the variables of `environment` whose names begin with
    /// `PROOFSHEET_`.
    ///
    /// Throws a usage error that names the place of a wrong value.
    public init(file path: String?, environment: [String: String] = [:]) throws(ProofsheetError) {
        try self.init(file: path, environment: environment, keys: ConfigurationKey.all)
    }

    init(file path: String?, environment: [String: String], keys: [ConfigurationKey]) throws(ProofsheetError) {
        var configuration = Configuration()
        configuration.cacheDirectory = StandardCache.name(in: ".")
        var origins: [String: String] = [:]
        if let path {
            let contents = try ConfigurationFile.contents(of: path, keys)
            configuration = contents.configuration
            for (key, line) in contents.lines { origins[key] = "\(path):\(line)" }
        }
        for key in keys {
            guard let variable = key.variable, let text = environment[variable], !text.isEmpty else { continue }
            let reader = SettingReader(source: .variable(variable))
            try key.apply(Node(text, .implicit), from: reader, to: &configuration)
            origins[key.name] = variable
        }
        configuration.environmentProxies = environment.filter {
            $0.key == "REQUEST_METHOD" || ProxySelection.variables.contains($0.key.lowercased())
        }
        let isFound =
            origins["cache"] == nil && FileSystem.name(of: configuration.cacheDirectory) == StandardCache.visibleName
        foundCache = isFound ? configuration.cacheDirectory : nil
        if isFound { origins["cache"] = "found" }
        self.configuration = configuration
        self.origins = origins
        self.keys = keys
    }

    /// Every key with its value and where that comes from, as YAML.
    ///
    /// - Parameter final: The configuration after the command line had its say.
    public func text(of final: Configuration) -> String {
        let entries = keys.map { key in
            let value = key.value(final)
            let origin = value == key.value(configuration) ? origins[key.name] ?? "default" : "command line"
            // What is not set cannot be written as a value.
            let isSet = ![.null, .array([]), .object([])].contains(value)
            return (line: isSet ? "\(key.name): \(value.compact)" : "# \(key.name): not set", origin: origin)
        }
        let width = min(48, entries.map(\.line.count).max() ?? 0)
        return entries.map { entry in
            let gap = String(repeating: " ", count: max(1, width - entry.line.count + 1))
            return "\(entry.line)\(gap)# \(PlainText.escaped(entry.origin))\n"
        }.joined() + proxyLines(final)
    }

    /// The proxies of the environment, which are no keys.
    private func proxyLines(_ final: Configuration) -> String {
        if final.proxy != nil { return "" }
        return final.environmentProxies.sorted { $0.key < $1.key }.filter { $0.key != "REQUEST_METHOD" }.map {
            "# \($0.key) of the environment: \(PlainText.escaped(URLText.shown($0.value)))\n"
        }.joined()
    }
}
