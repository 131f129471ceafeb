/// Times for people, and in files.
package enum UniversalTime {
    private static let range: Range<Int64> = 0..<253_402_300_800

    /// A time in seconds since 1970 as `2026-01-31 12:00:00 UTC`; `never` from the year 10000 on.
    static func text(_ seconds: Int64) -> String {
        range.contains(seconds) ? "\(day(seconds)) \(timeOfDay(seconds)) UTC" : "never"
    }

    /// A time in seconds since 1970 as `2026-01-31T12:00:00Z` (RFC 3339), the nearest that there is.
    package static func stamp(_ seconds: Int64) -> String { "\(day(seconds))T\(timeOfDay(seconds))Z" }

    /// The time that `stamp` wrote; nil for any other text.
    package static func seconds(ofStamp text: String) -> Int64? {
        let numbers = text.utf8.split { !(0x30...0x39).contains($0) }.compactMap { Int64(String(Substring($0))) }
        guard text.utf8.count == 20, numbers.count == 6 else { return nil }
        guard (1970...9999).contains(numbers[0]), (1...12).contains(numbers[1]) else { return nil }
        var days = numbers[2] - 1
        for year in 1970..<numbers[0] { days += length(ofYear: year) }
        days += lengths(ofMonthsIn: numbers[0]).prefix(Int(numbers[1]) - 1).reduce(0, +)
        let seconds = days * 86_400 + numbers[3] * 3_600 + numbers[4] * 60 + numbers[5]
        return stamp(seconds) == text ? seconds : nil
    }

    /// The day of a time as `2026-01-31`.
    static func day(_ seconds: Int64) -> String {
        var days = clamped(seconds) / 86_400
        var year: Int64 = 1970
        while days >= length(ofYear: year) {
            days -= length(ofYear: year)
            year += 1
        }
        var month = 1
        for length in lengths(ofMonthsIn: year) {
            if days < length { break }
            days -= length
            month += 1
        }
        return "\(year)-\(padded(Int64(month)))-\(padded(days + 1))"
    }

    private static func timeOfDay(_ seconds: Int64) -> String {
        let time = clamped(seconds) % 86_400
        return "\(padded(time / 3_600)):\(padded(time / 60 % 60)):\(padded(time % 60))"
    }

    private static func clamped(_ seconds: Int64) -> Int64 {
        min(max(seconds, range.lowerBound), range.upperBound - 1)
    }

    private static func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }

    private static func lengths(ofMonthsIn year: Int64) -> [Int64] {
        [31, length(ofYear: year) == 366 ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    }

    private static func length(ofYear year: Int64) -> Int64 {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }
}
