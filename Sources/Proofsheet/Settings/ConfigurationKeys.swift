import Auditing
import Reporting

extension ConfigurationKey {
    /// Which records there are, and how they say things.
    static let recordKeys: [ConfigurationKey] = [
        .init("cache", .text(example: "Cache"), "Directory of the cache") { .string($0.cacheDirectory) },
        .init("include", .list(example: ["content", "data/*.json"]), "Globs of the records to take, and of no others") {
            .texts($0.includes.map(\.pattern))
        },
        .init("exclude", .list(example: ["drafts/"]), "Globs of records to leave out") {
            .texts($0.excludes.map(\.pattern))
        },
        .init("no-ignore", .boolean, "Take what .gitignore and .ignore leave out as well") {
            .bool(!$0.honoursIgnoreFiles)
        },
        .init("no-incremental", .boolean, "Read every record, even one that has not changed") {
            .bool(!$0.isIncremental)
        },
        .init("site-url", .text(example: "https://news.example"), "Where the site is, for relative URLs") {
            .optional($0.siteURL)
        },
        .init("site-root", .list(example: [".", "static"]), "Directories served at the root of the site") {
            .texts($0.siteRoots)
        },
        .init(
            "keys", .other(schema: keysSchema, example: "{url: [url, src], flag: isCached}"),
            "Names of the keys of image entries"
        ) {
            keys($0.keys)
        },
        .init(
            "false-flag", .choice(Configuration.FalseFlag.allCases.map(\.rawValue)),
            "How a flag that is false is written"
        ) {
            .string($0.falseFlag.rawValue)
        },
        .init(
            "hard-links", .choice(Configuration.HardLinks.allCases.map(\.rawValue)),
            "What a repair does with a record of several names"
        ) {
            .string($0.hardLinks.rawValue)
        },
        .init("dimensions", .boolean, "Repair width and height as well") { .bool($0.repairsDimensions) },
    ]

    /// What the rules take for too much or the same, and what is not reported.
    static let ruleKeys: [ConfigurationKey] = [
        .init(
            "rules", .other(schema: rulesSchema, example: "{dimensions-scaled: off, flag-unset: error}"),
            "Severities of rules: error, warning, info or off"
        ) {
            .ordered($0.severities.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value?.rawValue ?? "off")) })
        },
        .init(
            "ignore", .other(schema: ignoreSchema, example: "[{rule: image-gone, host: old.example, reason: known}]"),
            "Findings that are not reported, each with a reason"
        ) {
            .array($0.ignores.map(ignore))
        },
        .init("baseline", .text(example: "baseline.json"), "File of findings that are accepted for now") {
            .optional($0.baseline)
        },
        .init("tolerance", .integer(0...10_000), "Pixels by which a side may differ") { .int($0.ruleLimits.tolerance) },
        .init(
            "placeholder-count", .integer(2...1_000_000),
            "Addresses of a host from which the same bytes are a placeholder"
        ) {
            .int($0.ruleLimits.placeholderCount)
        },
        .init(
            "placeholders", .list(example: ["161x81@images.example"]),
            "Known placeholders: SHA-256, size and host, or URL redirected to"
        ) {
            .texts($0.ruleLimits.placeholders)
        },
        .init("duplicate-distance", .integer(0...64), "Bits by which difference hashes of the same picture may differ")
        {
            .int($0.ruleLimits.duplicateDistance)
        },
        .init("tiny-side", .integer(0...1_000), "Longest side of a tracking pixel") { .int($0.ruleLimits.tinySide) },
        .init("heavy-scale", .integer(1...1_000), "Times as wide and high as declared that an image may be") {
            .int($0.ruleLimits.heavyScale)
        },
        .init("heavy-size", .text(example: "500kB"), "Size up to which no image is heavy") {
            .string(Configuration.text(ofByteCount: $0.ruleLimits.heavySize))
        },
        .init("viewport", .text(example: "720x800"), "Width of the text and height of the window, for layout shift") {
            .string("\($0.ruleLimits.columnWidth)x\($0.ruleLimits.viewportHeight)")
        },
    ]

    /// What is printed, and when a run fails.
    static let outputKeys: [ConfigurationKey] = [
        .init("format", .choice(RunResult.formatNames), "Format of reports") { .string($0.format) },
        .init(
            "fail-on", .choice(Configuration.FailOn.allCases.map(\.rawValue)),
            "Least severity that makes the exit status 1"
        ) {
            .string($0.failOn.rawValue)
        },
        .init("color", .choice(Configuration.Color.allCases.map(\.rawValue)), "When text is coloured") {
            .string($0.color.rawValue)
        },
        .init("progress", .choice(Configuration.Progress.allCases.map(\.rawValue)), "How a run tells how far it is") {
            .string($0.progress.rawValue)
        },
        .init("quiet", .boolean, "Print findings and failures only") { .bool($0.isQuiet) },
        .init("verbose", .boolean, "Log what is done to standard error") { .bool($0.isVerbose) },
    ]

    private static func keys(_ keys: Configuration.Keys) -> JSONValue {
        .ordered(
            [
                ("url", keys.url), ("width", keys.width), ("height", keys.height), ("flag", keys.flag),
                ("containers", keys.containers),
            ].compactMap { name, list in list.map { (name, .texts($0)) } })
    }

    private static func ignore(_ ignore: Configuration.Ignore) -> JSONValue {
        var members: [(String, JSONValue)] = []
        if !ignore.rules.isEmpty { members.append(("rule", .texts(ignore.rules))) }
        for (name, text) in [("url", ignore.url), ("host", ignore.host), ("record", ignore.record?.pattern)] {
            if let text { members.append((name, .string(text))) }
        }
        return .ordered(members + [("reason", .string(ignore.reason))])
    }
}
