/// Numbers of bytes as options state them.
public enum ByteSize {
    private static let factors = ["": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000, "t": 1_000_000_000_000]

    /// Reads a whole number and perhaps a unit in steps of a thousand: `50000000`, `500kB`, `50MB`, `2G` or `1 TB`; nil
    /// for anything else.
    public static func parse(_ text: String) -> Int? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        var unit = text.dropFirst(digits.count).drop { $0 == " " }.lowercased()
        if unit.hasSuffix("b") { unit.removeLast() }
        guard let number = Int(digits), let factor = factors[unit] else { return nil }
        let (count, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow ? nil : count
    }

    /// A number of bytes in the largest unit that gives a whole number.
    static func text(_ count: Int) -> String {
        var number = count
        for unit in ["", "kB", "MB"] {
            guard number >= 1_000, number % 1_000 == 0 else { return "\(number)\(unit)" }
            number /= 1_000
        }
        return "\(number)GB"
    }
}
