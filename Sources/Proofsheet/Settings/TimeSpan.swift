/// Lengths of time as options state them.
public enum TimeSpan {
    private static let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 7 * 86_400]
    private static let longest: Int64 = 100 * 366 * 86_400

    /// Reads a whole number and its unit, such as `90s`, `30m`, `12h`, `7d` or `2w`; nil for anything else, and for
    /// more than a hundred years.
    public static func parse(_ text: String) -> Duration? {
        guard let last = text.last, units[last] != nil, let seconds = seconds(text), seconds <= longest else {
            return nil
        }
        return .seconds(seconds)
    }

    /// Reads an age in seconds: a whole number and perhaps its unit; nil for anything else, and for what cannot be
    /// counted back from now.
    public static func age(_ text: String) -> Int64? {
        seconds(text).flatMap { $0 > .max / 2 ? nil : $0 }
    }

    /// Reads a whole number with a unit, or of seconds.
    private static func seconds(_ text: String) -> Int64? {
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text[...] : text.dropLast()
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let count = Int64(digits) else { return nil }
        let (seconds, overflow) = count.multipliedReportingOverflow(by: unit ?? 1)
        return overflow ? nil : seconds
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
