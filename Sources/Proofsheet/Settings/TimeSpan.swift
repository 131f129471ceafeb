/// Lengths of time as options state them.
public enum TimeSpan {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400]
    private static let longest: Int64 = 100 * 366 * 86_400

    /// Reads a whole number and its unit, such as `90s`, `30m`, `12h`, `7d` or `2w`; nil for anything else, and for
    /// more than a hundred years.
    public static func parse(_ text: String) -> Duration? {
        guard let last = text.last, let unit = units[last] else { return nil }
        let digits = text.dropLast().utf8
        guard !digits.isEmpty, digits.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(text.dropLast())
        else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit)
        return overflow || seconds > longest ? nil : .seconds(seconds)
    }

    /// A length of time in the largest unit that gives a whole number.
    static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let unit = units.sorted { $0.value > $1.value }.first { seconds >= $0.value && seconds % $0.value == 0 }
        guard let unit else { return "\(seconds)s" }
        return "\(seconds / unit.value)\(unit.key)"
    }

    /// What is asked for where something else was given.
    public static let description = "a whole number and one of the units s, m, h, d and w, such as 12h or 7d"
}
