import FileSystem
import Yams

/// A configuration file, `.proofsheet.yml`: a YAML mapping of the command line's long option names.
public enum ConfigurationFile {
    /// The name by which it is looked for.
    public static let name = ".proofsheet.yml"

    /// The nearest configuration file: in `directory` or the closest one above it.
    public static func nearest(to directory: String) -> String? {
        guard var current = try? FileSystem.resolve(directory) else { return nil }
        while true {
            let path = joinPath(current, name)
            // One that may not be looked at is reported when it is read.
            if (try? FileSystem.exists(path)) != false { return path }
            if current == "/" { return nil }
            current = FileSystem.parentPath(of: current)
        }
    }

    /// Reads a file.
    ///
    /// Relative paths in it are relative to its directory.
    ///
    /// Throws a usage error that names the file and the line where a key or a value is wrong.
    public static func read(_ path: String) throws(ProofsheetError) -> Configuration {
        try contents(of: path, ConfigurationKey.all).configuration
    }

    /// What a file sets, and the line of each key in it.
    struct Contents {
        var configuration: Configuration
        var lines: [String: Int] = [:]
    }

    /// Reads a file in which there may be these keys.
    static func contents(of path: String, _ keys: [ConfigurationKey]) throws(ProofsheetError) -> Contents {
        let bytes: [UInt8]
        do throws(FileSystemError) {
            bytes = try FileSystem.read(path, limit: 1 << 20).bytes
        } catch {
            throw ProofsheetError(.usage, "\(error); check --config")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ProofsheetError(.usage, "'\(path)' is not UTF-8; save it as UTF-8")
        }
        return try contents(of: text, path: path, keys)
    }

    /// Reads the text of a configuration file that stands, or would stand, at `path`.
    static func parse(
        _ text: String, path: String, keys: [ConfigurationKey] = ConfigurationKey.all
    ) throws(ProofsheetError) -> Configuration {
        try contents(of: text, path: path, keys).configuration
    }

    private static func contents(
        of text: String, path: String, _ keys: [ConfigurationKey]
    ) throws(ProofsheetError) -> Contents {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let lines = "\(error)".split(separator: "\n").joined(separator: " ")
            throw ProofsheetError(.usage, "'\(path)' is not valid YAML: \(lines)")
        }
        let reader = SettingReader(source: .file(path))
        // Beside a file that the user did not point at, the cache is where the commands are told it is by default.
        var contents = Contents(configuration: Configuration())
        let cache = StandardCache.name(in: FileSystem.parentPath(of: path))
        contents.configuration.cacheDirectory = reader.relative(cache)
        contents.configuration.siteRoots = Configuration.siteRoots(of: FileSystem.parentPath(of: path))
        guard let root, root.null == nil else { return contents }
        guard let mapping = root.mapping else {
            throw ProofsheetError(.usage, "'\(path)' is not a mapping of option names to values")
        }
        for (node, value) in mapping {
            let name = node.string ?? ""
            guard let key = keys.first(where: { $0.name == name }) else {
                throw reader.unknown("key", name, node, among: keys.map(\.name))
            }
            try key.apply(value, from: reader, to: &contents.configuration)
            contents.lines[name] = node.mark?.line
        }
        return contents
    }
}
