/// Times for people.
enum UniversalTime {
    /// A time in seconds since 1970 as `2026-01-31 12:00:00 UTC`; `never` from the year 10000 on.
    static func text(_ seconds: Int64) -> String {
        guard (0..<253_402_300_800).contains(seconds) else { return "never" }
        var days = seconds / 86_400
        var year: Int64 = 1970
        while days >= length(ofYear: year) {
            days -= length(ofYear: year)
            year += 1
        }
        let isLeap = length(ofYear: year) == 366
        var month = 1
        for length in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30] as [Int64] {
            if days < length { break }
            days -= length
            month += 1
        }
        func padded(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let time = seconds % 86_400
        return "\(year)-\(padded(Int64(month)))-\(padded(days + 1)) "
            + "\(padded(time / 3_600)):\(padded(time / 60 % 60)):\(padded(time % 60)) UTC"
    }

    private static func length(ofYear year: Int64) -> Int64 {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 366 : 365
    }
}
