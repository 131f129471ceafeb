import Auditing
import FileSystem
import Glibc
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
        try reader(of: path).configuration
    }

    /// What has read a file.
    static func reader(of path: String) throws(ProofsheetError) -> ConfigurationReader {
        let bytes: [UInt8]
        do throws(FileSystemError) {
            bytes = try FileSystem.read(path, limit: 1 << 20).bytes
        } catch {
            throw ProofsheetError(.usage, "\(error); check --config")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ProofsheetError(.usage, "'\(path)' is not UTF-8; save it as UTF-8")
        }
        return try reader(of: text, path: path)
    }

    /// A path that is relative to the directory of a file, as the working directory has it.
    fileprivate static func sibling(_ path: String, of file: String) -> String {
        let directory = FileSystem.parentPath(of: file)
        return path.hasPrefix("/") || directory == "." ? path : joinPath(directory, path)
    }

    /// Reads the text of a configuration file that stands, or would stand, at `path`.
    static func parse(_ text: String, path: String) throws(ProofsheetError) -> Configuration {
        try reader(of: text, path: path).configuration
    }

    private static func reader(of text: String, path: String) throws(ProofsheetError) -> ConfigurationReader {
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            let lines = "\(error)".split(separator: "\n").joined(separator: " ")
            throw ProofsheetError(.usage, "'\(path)' is not valid YAML: \(lines)")
        }
        // Beside a file that the user did not point at, the cache is where the commands are told it is by default.
        var configuration = Configuration()
        configuration.cacheDirectory = sibling("Cache", of: path)
        configuration.siteRoots = Configuration.siteRoots(of: FileSystem.parentPath(of: path))
        var reader = ConfigurationReader(path: path, configuration: configuration)
        guard let root, root.null == nil else { return reader }
        guard let mapping = root.mapping else {
            throw ProofsheetError(.usage, "'\(path)' is not a mapping of option names to values")
        }
        for (key, value) in mapping { try reader.read(key, value) }
        return reader
    }
}

/// Reads one key after the other into a configuration.
struct ConfigurationReader {
    /// The path of the file; what is not in one is relative to the working directory.
    let path: String
    /// The environment variable that is read in place of a file.
    var variable: String?
    var configuration: Configuration
    /// The line of each key that was read.
    private(set) var lines: [String: Int] = [:]

    init(path: String, variable: String? = nil, configuration: Configuration) {
        self.path = path
        self.variable = variable
        self.configuration = configuration
    }

    mutating func read(_ key: Node, _ value: Node) throws(ProofsheetError) {
        let name = key.string ?? ""
        lines[name] = key.mark?.line
        switch name {
        case "cache": configuration.cacheDirectory = relative(try string(name, value))
        case "include": configuration.includes = try globs(name, value)
        case "exclude": configuration.excludes = try globs(name, value)
        case "no-ignore": configuration.honoursIgnoreFiles = try !boolean(name, value)
        case "no-incremental": configuration.isIncremental = try !boolean(name, value)
        case "site-url": configuration.siteURL = try string(name, value)
        case "site-root":
            configuration.siteRoots = try list(name, value).map(relative)
        case "remap":
            for text in try list(name, value) { configuration.remappings.append(try Remapping(text)) }
        case "concurrency": configuration.concurrency = try integer(name, value, in: 1...10_000)
        case "host-concurrency": configuration.hostConcurrency = try integer(name, value, in: 1...1_000)
        case "host-delay": configuration.hostDelay = .milliseconds(try integer(name, value, in: 0...3_600_000))
        case "allow-private-hosts": configuration.allowsPrivateHosts = try boolean(name, value)
        case "allow-private-host": configuration.privateHosts = try list(name, value)
        case "robots": configuration.asksRobots = try boolean(name, value)
        case "refresh-after": configuration.refreshAfter = try timeSpan(name, value)
        case "max-age": configuration.maxAge = try timeSpan(name, value)
        case "proxy": configuration.proxy = try string(name, value)
        case "ca-file": configuration.certificateAuthorityFile = relative(try string(name, value))
        case "fail-on": configuration.failOn = try choice(name, value)
        case "format":
            let format = try string(name, value)
            guard RunResult.formatNames.contains(format) else {
                throw wrong(name, value, "one of \(RunResult.formatNames.joined(separator: ", "))")
            }
            configuration.format = format
        case "color": configuration.color = try choice(name, value)
        case "progress": configuration.progress = try choice(name, value)
        case "quiet": configuration.isQuiet = try boolean(name, value)
        case "verbose": configuration.isVerbose = try boolean(name, value)
        case "offline": configuration.isOffline = try boolean(name, value)
        case "online": configuration.isOnline = try boolean(name, value)
        case "dimensions": configuration.repairsDimensions = try boolean(name, value)
        case "baseline": configuration.baseline = relative(try string(name, value))
        case "keys": try readKeys(value)
        case "false-flag": configuration.falseFlag = try choice(name, value)
        case "hard-links": configuration.hardLinks = try choice(name, value)
        default:
            if try readRuleKey(name, value) { return }
            guard try readNetwork(name, value) else {
                throw unknown("key", name, key, among: ConfigurationKey.all.map(\.name))
            }
        }
    }

    private mutating func readKeys(_ value: Node) throws(ProofsheetError) {
        guard let mapping = value.mapping else { throw wrong("keys", value, "a mapping") }
        for (key, item) in mapping {
            let name = key.string ?? ""
            let list = try list("keys.\(name)", item)
            switch name {
            case "url": configuration.keys.url = list
            case "width": configuration.keys.width = list
            case "height": configuration.keys.height = list
            case "flag": configuration.keys.flag = list
            case "containers": configuration.keys.containers = list
            default: throw unknown("key", name, key, among: ["url", "width", "height", "flag", "containers"])
            }
        }
    }

    /// One glob or a list of them, which start from the directory of the file.
    func globs(_ name: String, _ value: Node) throws(ProofsheetError) -> [Glob] {
        var globs: [Glob] = []
        for item in items(value) {
            let pattern = try string(name, item)
            do throws(ProofsheetError) {
                globs.append(try Glob(pattern, relativeTo: FileSystem.parentPath(of: path)))
            } catch {
                throw ProofsheetError(.usage, "\(place(of: item)): \(error.message)")
            }
        }
        return globs
    }

    private func relative(_ path: String) -> String {
        ConfigurationFile.sibling(path, of: self.path)
    }

    func string(_ name: String, _ value: Node) throws(ProofsheetError) -> String {
        guard let text = value.string, !text.isEmpty else { throw wrong(name, value, "a text") }
        return text
    }

    /// The items of a list, or the single value that stands for a list of one.
    func items(_ value: Node) -> [Node] { value.sequence.map(Array.init) ?? [value] }

    /// The texts of a list, or of a single value that stands for a list of one.
    func list(_ name: String, _ value: Node) throws(ProofsheetError) -> [String] {
        var texts: [String] = []
        if value.sequence?.isEmpty == true { throw wrong(name, value, "a text or a list of texts") }
        for item in items(value) { texts.append(try string(name, item)) }
        return texts
    }

    func integer(
        _ name: String, _ value: Node, in range: ClosedRange<Int>
    ) throws(ProofsheetError) -> Int {
        guard let number = value.int, range.contains(number) else {
            throw wrong(name, value, "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private func timeSpan(_ name: String, _ value: Node) throws(ProofsheetError) -> Duration {
        guard let span = value.string.flatMap(TimeSpan.parse) else { throw wrong(name, value, TimeSpan.description) }
        return span
    }

    private func boolean(_ name: String, _ value: Node) throws(ProofsheetError) -> Bool {
        guard let value = value.bool else { throw wrong(name, value, "true or false") }
        return value
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>(
        _ name: String, _ value: Node, orOff: Bool = false
    ) throws(ProofsheetError) -> Choice {
        if let choice = value.string.flatMap(Choice.init(rawValue:)) { return choice }
        let names = Choice.allCases.map(\.rawValue) + (orOff ? ["off"] : [])
        throw wrong(name, value, "one of \(names.joined(separator: ", "))")
    }

    func wrong(_ name: String, _ value: Node, _ expected: String) -> ProofsheetError {
        ProofsheetError(.usage, "\(place(of: value)): the value of '\(name)' is not \(expected)")
    }

    func unknown(_ what: String, _ name: String, _ node: Node, among names: [String]) -> ProofsheetError {
        let remedy =
            Suggestion.nearest(to: name, among: names).map { "did you mean '\($0)'?" }
            ?? "known are \(names.joined(separator: ", "))"
        return ProofsheetError(.usage, "\(place(of: node)): unknown \(what) '\(name)'; \(remedy)")
    }

    func place(of node: Node) -> String {
        if let variable { return "the environment variable '\(variable)'" }
        return node.mark.map { "\(path):\($0.line):\($0.column)" } ?? path
    }
}
