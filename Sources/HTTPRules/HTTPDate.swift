/// Dates of HTTP header fields (RFC 9110 §5.6.7).
package enum HTTPDate {
    /// Seconds since 1970-01-01T00:00:00Z of a date in any of the three forms; nil for anything else.
    ///
    /// - Parameters:
    ///   - text: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` or `Sun Nov  6 08:49:37 1994`.
    ///   - now: Seconds since 1970, against which a year of two digits is read: never more than 50 years ahead.
    package static func parse(_ text: String, now: Int64) -> Int64? {
        let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        switch words.count {
        case 6 where words[0].hasSuffix(",") && words[5] == "GMT":
            return seconds(day: words[1], month: words[2], year: year(words[3], digits: 4), time: words[4])
        case 4 where words[0].hasSuffix(",") && words[3] == "GMT":
            let date = words[1].split(separator: "-").map(String.init)
            guard date.count == 3, let short = year(date[2], digits: 2) else { return nil }
            return seconds(day: date[0], month: date[1], year: fullYear(short, now: now), time: words[2])
        // In this form a space stands for the first digit of a day that has but one.
        case 6 where words[2].isEmpty && words[3].utf8.count == 1:
            return seconds(day: words[3], month: words[1], year: year(words[5], digits: 4), time: words[4])
        case 5:
            return seconds(day: words[2], month: words[1], year: year(words[4], digits: 4), time: words[3])
        default: return nil
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    private static func seconds(day: String, month: String, year: Int?, time: String) -> Int64? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false)
        guard let year, let monthIndex = months.firstIndex(of: month), let day = number(day, 1...31),
            day <= length(ofMonth: monthIndex + 1, year: year), clock.count == 3,
            clock.allSatisfy({ $0.utf8.count == 2 }),
            let hour = number(clock[0], 0...23), let minute = number(clock[1], 0...59),
            let second = number(clock[2], 0...60)  // 60 is a leap second
        else { return nil }
        let days = daysSince1970(year: year, month: monthIndex + 1, day: day)
        return Int64(days * 86_400 + hour * 3_600 + minute * 60 + second)
    }

    private static func number(_ text: some StringProtocol, _ range: ClosedRange<Int>) -> Int? {
        guard text.utf8.count <= 2, text.utf8.allSatisfy(isDigit), let value = Int(text), range.contains(value) else {
            return nil
        }
        return value
    }

    private static func year(_ text: String, digits: Int) -> Int? {
        guard text.utf8.count == digits, text.utf8.allSatisfy(isDigit) else { return nil }
        return Int(text)
    }

    private static func fullYear(_ short: Int, now: Int64) -> Int {
        let thisYear = 1970 + Int(now / 31_556_952)
        let candidate = thisYear - thisYear % 100 + short
        return candidate > thisYear + 50 ? candidate - 100 : candidate
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// A time as RFC 3339 writes it, such as `1994-11-06T08:49:37Z`.
    ///
    /// - Parameter seconds: Since 1970, of the years to 9999.
    package static func timestamp(_ seconds: Int64) -> String {
        let seconds = Int(max(0, min(seconds, 253_402_300_799)))
        var day = seconds / 86_400
        var year = 1970
        while day >= (isLeap(year) ? 366 : 365) {
            day -= isLeap(year) ? 366 : 365
            year += 1
        }
        var month = 1
        while day >= length(ofMonth: month, year: year) {
            day -= length(ofMonth: month, year: year)
            month += 1
        }
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = [seconds / 3_600 % 24, seconds / 60 % 60, seconds % 60].map(two).joined(separator: ":")
        return "\(year)-\(two(month))-\(two(day + 1))T\(time)Z"
    }

    /// In the Gregorian calendar, of a year from 0 to 9999.
    private static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let past = year - 1  // whole years before this one, since the year 1
        let leapDays = past < 0 ? -1 : past / 4 - past / 100 + past / 400
        let inYear = (1..<month).reduce(0) { $0 + length(ofMonth: $1, year: year) }
        return past * 365 + leapDays + inYear + day - 1 - 719_162
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
