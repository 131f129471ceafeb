import Auditing
import Reporting
import Yams

extension SettingForm<Configuration.Keys> {
    static let entryKeys = SettingForm(
        .other(schema: ConfigurationKey.keysSchema, example: "{url: [url, src], flag: isCached}"),
        read: { (reader, name, node) throws(ProofsheetError) in try keys(reader, name, node) },
        write: { keys in
            .ordered(
                Configuration.Keys.parts.compactMap { part, path in keys[keyPath: path].map { (part, .texts($0)) } })
        })

    private static func keys(
        _ reader: SettingReader, _ name: String, _ node: Node
    ) throws(ProofsheetError) -> Configuration.Keys {
        guard let mapping = node.mapping else { throw reader.wrong(name, node, "a mapping") }
        var keys = Configuration.Keys()
        for (key, item) in mapping {
            let part = key.string ?? ""
            let list = try reader.list("\(name).\(part)", item)
            guard let path = Configuration.Keys.parts.first(where: { $0.name == part })?.path else {
                throw reader.unknown("key", part, key, among: Configuration.Keys.parts.map(\.name))
            }
            keys[keyPath: path] = list
        }
        return keys
    }
}

extension Configuration.Keys {
    /// The parts of an entry that have keys.
    static let parts: [(name: String, path: any WritableKeyPath<Self, [String]?> & Sendable)] = [
        ("url", \.url), ("width", \.width), ("height", \.height), ("flag", \.flag), ("containers", \.containers),
    ]
}

extension SettingForm<[String: Configuration.Severity?]> {
    static let severities = SettingForm(
        .other(schema: ConfigurationKey.rulesSchema, example: "{dimensions-scaled: off, flag-unset: error}"),
        read: { (reader, name, node) throws(ProofsheetError) in try severities(reader, name, node) },
        write: { severities in
            .ordered(
                severities.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value?.rawValue ?? "off")) })
        })

    private static func severities(
        _ reader: SettingReader, _ name: String, _ node: Node
    ) throws(ProofsheetError) -> [String: Configuration.Severity?] {
        guard let mapping = node.mapping else {
            throw reader.wrong(name, node, "a mapping of rule names to severities")
        }
        var severities: [String: Configuration.Severity?] = [:]
        let names = Rules.names
        for (key, severity) in mapping {
            let rule = key.string ?? ""
            guard names.contains(rule) else { throw reader.unknown("rule", rule, key, among: names) }
            if severity.string == "off" || severity.bool == false {
                severities[rule] = .some(nil)
            } else {
                let choice: Configuration.Severity = try reader.choice("\(name).\(rule)", severity, orOff: true)
                severities[rule] = choice
            }
        }
        return severities
    }
}

extension SettingForm<[Configuration.Ignore]> {
    static let ignores = SettingForm(
        .other(
            schema: ConfigurationKey.ignoreSchema, example: "[{rule: image-gone, host: old.example, reason: known}]"),
        read: { (reader, name, node) throws(ProofsheetError) in
            var ignores: [Configuration.Ignore] = []
            for item in reader.items(node) { ignores.append(try ignore(reader, name, item)) }
            return ignores
        },
        write: { .array($0.map(value)) })

    private static func ignore(
        _ reader: SettingReader, _ name: String, _ node: Node
    ) throws(ProofsheetError) -> Configuration.Ignore {
        guard let mapping = node.mapping else {
            throw reader.wrong(name, node, "a list of mappings with rule, url, host or record, and a reason")
        }
        var ignore = Configuration.Ignore(reason: "")
        for (key, item) in mapping {
            let part = key.string ?? ""
            let partName = "\(name).\(part)"
            switch part {
            case "rule": ignore.rules = try rules(reader, partName, item)
            case "url": ignore.url = try reader.string(partName, item)
            case "host": ignore.host = try reader.string(partName, item)
            case "record":
                let globs = try reader.globs(partName, item)
                guard globs.count == 1 else { throw reader.wrong(partName, item, "one glob") }
                ignore.record = globs.first
            case "reason": ignore.reason = try reader.string(partName, item)
            default: throw reader.unknown("key", part, key, among: ["rule", "url", "host", "record", "reason"])
            }
        }
        if ignore.reason.isEmpty { throw reader.wrong(name, node, "complete: each part of it needs a reason") }
        guard !ignore.rules.isEmpty || ignore.url != nil || ignore.host != nil || ignore.record != nil else {
            throw reader.wrong(name, node, "complete: each part of it needs a rule, url, host or record")
        }
        return ignore
    }

    private static func rules(_ reader: SettingReader, _ name: String, _ node: Node) throws(ProofsheetError) -> [String]
    {
        let rules = try reader.list(name, node)
        let names = Rules.names
        for rule in rules where !names.contains(rule) { throw reader.unknown("rule", rule, node, among: names) }
        return rules
    }

    private static func value(_ ignore: Configuration.Ignore) -> JSONValue {
        var members: [(String, JSONValue)] = []
        if !ignore.rules.isEmpty { members.append(("rule", .texts(ignore.rules))) }
        for (name, text) in [("url", ignore.url), ("host", ignore.host), ("record", ignore.record?.pattern)] {
            if let text { members.append((name, .string(text))) }
        }
        return .ordered(members + [("reason", .string(ignore.reason))])
    }
}

extension SettingForm<[String]> {
    /// Images that stand where another is lost.
    static func placeholders(example: [String]) -> SettingForm {
        SettingForm(
            .list(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                let texts = try reader.list(name, node)
                guard texts.allSatisfy({ KnownPlaceholder(text: $0) != nil }) else {
                    throw reader.wrong(
                        name, node, "a list of SHA-256s, of sizes with a host (161x81@imgur.com), or of URLs")
                }
                return texts
            },
            write: { .texts($0) })
    }
}

extension SettingForm<PixelSize> {
    /// The box in which an article is taken to be read.
    static func viewport(example: String) -> SettingForm {
        SettingForm(
            .text(example: example),
            read: { (reader, name, node) throws(ProofsheetError) in
                guard let size = node.string.flatMap(PixelSize.init(text:)) else {
                    throw reader.wrong(
                        name, node, "the width of the text and the height of the window, such as \(example)")
                }
                return size
            },
            write: { .string("\($0.width)x\($0.height)") })
    }
}
