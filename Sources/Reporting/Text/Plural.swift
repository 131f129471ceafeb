/// Counts in words.
package enum Plural {
    /// `1 record`, `2 records`; the plural adds an `s` unless it is given.
    package static func text(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
        "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
    }
}

/// Sizes in words.
package enum ByteCount {
    /// The size with one decimal in the decimal unit that fits: `999 B`, `1.5 kB`, `2.0 MB`.
    package static func text(_ bytes: Int) -> String {
        var unit = 1
        var name = "B"
        for next in ["kB", "MB", "GB", "TB", "PB"] where bytes / unit >= 1_000 {
            unit *= 1_000
            name = next
        }
        if unit == 1 { return "\(bytes) B" }
        let tenths = bytes / (unit / 10)
        return "\(tenths / 10).\(tenths % 10) \(name)"
    }
}
