import Auditing
import Caching
import Records

extension Configuration {
    /// What rules take for too much, too little or the same.
    public struct RuleLimits: Sendable, Hashable {
        /// By how many pixels a side may differ from the declared one.
        public var tolerance = standard.tolerance
        /// A side of a tracking pixel is no longer than this, in pixels.
        public var tinySide = standard.tinySide
        /// How many times as wide and high as its declared size an image may be.
        public var heavyScale = standard.heavyScale
        /// Bytes up to which no image is heavy.
        public var heavySize = standard.heavySize
        /// From how many addresses of one host the same bytes are a placeholder.
        public var placeholderCount = standard.placeholderCount
        /// Images that are known to stand where another is lost, beside those of large hosts: a SHA-256, a size and a
        /// host (`161x81@imgur.com`), or the URL that is redirected to.
        public var placeholders: [String] = []
        /// On how many runs one after the other an image must have been seen to have moved before a repair rewrites its URL.
        public var moveCount = standard.moveCount
        /// How many of the 64 bits of their difference hashes may differ between pictures taken for the same.
        public var duplicateDistance = standard.duplicateDistance
        /// Width of the column of text, in CSS pixels, for estimates of layout shift.
        public var columnWidth = standard.viewport.columnWidth
        /// Height of the window, in CSS pixels, for estimates of layout shift.
        public var viewportHeight = standard.viewport.height

        /// What the rules go by where nothing is set.
        private static let standard = RuleSettings()

        /// The defaults.
        public init() {}

        var viewport: PixelSize {
            get { PixelSize(width: columnWidth, height: viewportHeight) }
            set { (columnWidth, viewportHeight) = (newValue.width, newValue.height) }
        }
    }

    /// Findings that are not reported: those of all of these rules (of every rule where there are none), of URLs, of a
    /// host and of records.
    public struct Ignore: Sendable, Hashable {
        /// Names of rules; none for every rule.
        public var rules: [String]
        /// A URL as the record has it, in which `*` stands for anything.
        public var url: String?
        /// A host, or a domain above it.
        public var host: String?
        /// A glob of records.
        public var record: Glob?
        /// Why.
        public var reason: String

        /// Ignores the findings for which all that is given holds.
        public init(
            rules: [String] = [], url: String? = nil, host: String? = nil, record: Glob? = nil, reason: String
        ) {
            self.rules = rules
            self.url = url
            self.host = host
            self.record = record
            self.reason = reason
        }
    }
}

extension ConfigurationKey {
    /// What the rules take for too much or the same, and what is not reported.
    static let ruleKeys: [ConfigurationKey] = [
        ConfigurationKey(
            "rules", \.severities, .severities, affectsVerdicts: true,
            "Severities of rules: error, warning, info or off"
        ),
        ConfigurationKey(
            "strict", \.isStrict, .boolean, affectsVerdicts: true,
            "Take every file that has the name of a record and cannot be read for an error",
            option: .flag("Take files that do not parse for errors (record-unread) even where they name no image.")),
        // What is ignored or accepted is left out of what was remembered, too.
        ConfigurationKey(
            "ignore", addingTo: \.ignores, .ignores, affectsVerdicts: false,
            "Findings that are not reported, each with a reason"),
        ConfigurationKey(
            "baseline", \.baseline, .path(example: "baseline.json"), affectsVerdicts: false,
            "File of findings that are accepted for now",
            option: .value("file", "Report only findings that this file, written by --write-baseline, lacks.")),
        ConfigurationKey(
            "history", \.historyDirectory, .path(example: ".proofsheet-history"), affectsVerdicts: false,
            "Directory that keeps since when each finding is there",
            option: .value(
                "dir",
                "Keep in this directory since when each finding is there; reports then say what is new, how long the rest has "
                    + "been there, and how much was mended.")),
        ConfigurationKey(
            "tolerance", \.ruleLimits.tolerance, .integer(0...10_000), affectsVerdicts: true,
            "Pixels by which a side may differ"),
        ConfigurationKey(
            "placeholder-count", \.ruleLimits.placeholderCount, .integer(2...1_000_000), affectsVerdicts: true,
            "Addresses of a host from which the same bytes are a placeholder"),
        ConfigurationKey(
            "placeholders", \.ruleLimits.placeholders, .placeholders(example: ["161x81@images.example"]),
            affectsVerdicts: true, "Known placeholders: SHA-256, size and host, or URL redirected to"),
        ConfigurationKey(
            "move-count", \.ruleLimits.moveCount, .integer(1...100), affectsVerdicts: true,
            "Runs that must have seen a move before its URL is rewritten"),
        ConfigurationKey(
            "duplicate-distance", \.ruleLimits.duplicateDistance, .integer(0...64), affectsVerdicts: true,
            "Bits by which difference hashes of the same picture may differ"),
        ConfigurationKey(
            "tiny-side", \.ruleLimits.tinySide, .integer(0...1_000), affectsVerdicts: true,
            "Longest side of a tracking pixel"),
        ConfigurationKey(
            "heavy-scale", \.ruleLimits.heavyScale, .integer(1...1_000), affectsVerdicts: true,
            "Times as wide and high as declared that an image may be"),
        ConfigurationKey(
            "heavy-size", \.ruleLimits.heavySize, .byteCount(example: "500kB"), affectsVerdicts: true,
            "Size up to which no image is heavy"),
        ConfigurationKey(
            "viewport", \.ruleLimits.viewport, .viewport(example: "720x800"), affectsVerdicts: true,
            "Width of the text and height of the window, for layout shift"),
    ]
}

extension RuleSettings {
    init(_ configuration: Configuration) {
        self.init()
        let limits = configuration.ruleLimits
        tolerance = limits.tolerance
        addsFlags = configuration.flags != .never
        falseFlag = FalseFlag(configuration.falseFlag)
        tinySide = limits.tinySide
        heavyScale = limits.heavyScale
        heavySize = limits.heavySize
        placeholderCount = limits.placeholderCount
        placeholders += limits.placeholders.compactMap(KnownPlaceholder.init(text:))
        moveCount = limits.moveCount
        duplicateDistance = limits.duplicateDistance
        viewport.columnWidth = limits.columnWidth
        viewport.height = limits.viewportHeight
    }
}

extension IgnoreRule {
    init(_ ignore: Configuration.Ignore) {
        self.init(
            rules: Set(ignore.rules), url: ignore.url.map(URLPattern.init), host: ignore.host,
            record: ignore.record?.matcher, reason: ignore.reason)
    }
}
