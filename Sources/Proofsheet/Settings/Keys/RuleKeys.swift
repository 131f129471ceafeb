extension ConfigurationKey {
    /// What the rules take for too much or the same, and what is not reported.
    static let ruleKeys: [ConfigurationKey] = [
        ConfigurationKey(
            "rules", \.severities, .severities, affectsVerdicts: true,
            "Severities of rules: error, warning, info or off"
        ),
        // What is ignored or accepted is left out of what was remembered, too.
        ConfigurationKey(
            "ignore", addingTo: \.ignores, .ignores, affectsVerdicts: false,
            "Findings that are not reported, each with a reason"),
        ConfigurationKey(
            "baseline", \.baseline, .path(example: "baseline.json"), affectsVerdicts: false,
            "File of findings that are accepted for now",
            option: .value("file", "Report only findings that this file, written by --write-baseline, lacks.")),
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
