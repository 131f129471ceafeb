import Auditing
import FileSystem
import Yams

/// The keys that say what the rules say.
extension ConfigurationReader {
    /// Reads one key; false where it is none of these.
    mutating func readRuleKey(_ name: String, _ value: Node) throws(ProofsheetError) -> Bool {
        switch name {
        case "rules": try readRules(value)
        case "tolerance": configuration.ruleLimits.tolerance = try integer(name, value, in: 0...10_000)
        case "tiny-side": configuration.ruleLimits.tinySide = try integer(name, value, in: 0...1_000)
        case "heavy-scale": configuration.ruleLimits.heavyScale = try integer(name, value, in: 1...1_000)
        case "heavy-size":
            guard let size = value.string.flatMap(Configuration.byteCount) else {
                throw wrong(name, value, "a size such as 500kB")
            }
            configuration.ruleLimits.heavySize = size
        case "placeholder-count":
            configuration.ruleLimits.placeholderCount = try integer(name, value, in: 2...1_000_000)
        case "duplicate-distance": configuration.ruleLimits.duplicateDistance = try integer(name, value, in: 0...64)
        case "viewport":
            guard let size = value.string.flatMap(PixelSize.init(text:)) else {
                throw wrong(name, value, "the width of the text and the height of the window, such as 720x800")
            }
            configuration.ruleLimits.columnWidth = size.width
            configuration.ruleLimits.viewportHeight = size.height
        case "placeholders":
            let texts = try list(name, value)
            guard texts.allSatisfy({ KnownPlaceholder(text: $0) != nil }) else {
                throw wrong(name, value, "a list of SHA-256s, of sizes with a host (161x81@imgur.com), or of URLs")
            }
            configuration.ruleLimits.placeholders = texts
        case "ignore": for item in items(value) { configuration.ignores.append(try ignore(item)) }
        default: return false
        }
        return true
    }

    private mutating func readRules(_ value: Node) throws(ProofsheetError) {
        guard let mapping = value.mapping else { throw wrong("rules", value, "a mapping of rule names to severities") }
        let names = Rules.names
        for (key, severity) in mapping {
            let name = key.string ?? ""
            guard names.contains(name) else { throw unknown("rule", name, key, among: names) }
            if severity.string == "off" || severity.bool == false {
                configuration.severities[name] = .some(nil)
            } else {
                let choice: Configuration.Severity = try choice("rules.\(name)", severity, orOff: true)
                configuration.severities[name] = choice
            }
        }
    }

    private func ignore(_ value: Node) throws(ProofsheetError) -> Configuration.Ignore {
        guard let mapping = value.mapping else {
            throw wrong("ignore", value, "a list of mappings with rule, url, host or record, and a reason")
        }
        var ignore = Configuration.Ignore(reason: "")
        for (key, item) in mapping {
            switch key.string ?? "" {
            case "rule":
                ignore.rules = try list("ignore.rule", item)
                let names = Rules.names
                for rule in ignore.rules where !names.contains(rule) { throw unknown("rule", rule, item, among: names) }
            case "url": ignore.url = try string("ignore.url", item)
            case "host": ignore.host = try string("ignore.host", item)
            case "record":
                let globs = try globs("ignore.record", item)
                guard globs.count == 1 else { throw wrong("ignore.record", item, "one glob") }
                ignore.record = globs.first
            case "reason": ignore.reason = try string("ignore.reason", item)
            case let name: throw unknown("key", name, key, among: ["rule", "url", "host", "record", "reason"])
            }
        }
        if ignore.reason.isEmpty { throw wrong("ignore", value, "complete: each part of it needs a reason") }
        guard !ignore.rules.isEmpty || ignore.url != nil || ignore.host != nil || ignore.record != nil else {
            throw wrong("ignore", value, "complete: each part of it needs a rule, url, host or record")
        }
        return ignore
    }
}
