import TestSupport
import Testing

@testable import HTTPRules

@Suite("HTTP dates") struct HTTPDateTests {
    static let now: Int64 = 1_750_000_000  // 2025-06-15

    @Test(
        "the three forms of RFC 9110 §5.6.7 are read",
        arguments: [
            ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777), ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777),
            ("Sun Nov  6 08:49:37 1994", 784_111_777), ("Thu, 01 Jan 1970 00:00:00 GMT", 0),
            ("Wed, 31 Dec 1969 23:59:59 GMT", -1), ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000),
            ("Tue, 29 Feb 2000 00:00:00 GMT", 951_782_400), ("Mon, 01 Jan 1601 00:00:00 GMT", -11_644_473_600),
            ("Fri, 31 Dec 9999 23:59:59 GMT", 253_402_300_799), ("Sat, 31 Dec 2016 23:59:60 GMT", 1_483_228_800),
            ("Sat, 01 Jan 0000 00:00:00 GMT", -62_167_219_200),
        ] as [(String, Int64)])
    func forms(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.parse(text, now: Self.now) == seconds)
    }

    @Test(
        "a year of two digits lies at most 50 years ahead",
        arguments: [("75", 2075), ("76", 1976), ("25", 2025), ("00", 2000)])
    func shortYears(_ short: String, _ full: Int) {
        let date = HTTPDate.parse("Monday, 01-Jan-\(short) 00:00:00 GMT", now: Self.now)
        #expect(date != nil && date == HTTPDate.parse("Mon, 01 Jan \(full) 00:00:00 GMT", now: Self.now))
    }

    @Test(
        "anything else is no date",
        arguments: [
            "", "0", "-1", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 CET",
            "Sun, 31 Nov 1994 08:49:37 GMT",
            "Thu, 29 Feb 2023 12:00:00 GMT", "Thu, 29 Feb 1900 12:00:00 GMT", "Sun, 06 nov 1994 08:49:37 GMT",
            "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT", "Sun, 06 Nov 1994 08:60:00 GMT",
            "Sun, 06 Nov 1994 08:49:61 GMT", "Sun, 06 Nov 1994 08:49 GMT", "Sun, 06 Nov 99999 08:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08::37 GMT", "Sunday, 06-Nov-1994 08:49:37 GMT",
            "1994-11-06T08:49:37Z", "Sun, 06  Nov  1994 08:49:37 GMT", "Sun, 06 Nov 1994 8:49:37 GMT",
        ])
    func invalid(_ text: String) {
        #expect(HTTPDate.parse(text, now: Self.now) == nil)
    }
}
