@testable import Proofsheet
import Testing

@Suite("Numbers of bytes")
struct ByteSizeTests {
    @Test(
        "a whole number may have a unit, in steps of a thousand",
        arguments: [
            ("0", 0), ("50000000", 50_000_000), ("7b", 7), ("500k", 500_000), ("500kB", 500_000), ("5 MB", 5_000_000),
            ("500M", 500_000_000), ("2G", 2_000_000_000), ("1gb", 1_000_000_000), ("3T", 3_000_000_000_000),
        ])
    func units(text: String, bytes: Int) {
        #expect(ByteSize.parse(text) == bytes)
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "k", "-1", "+1", "1.5M", "5XB", "5bb", "5 k b", "\u{0667}k", "99999999999999T", "9223372036855k k",
        ]
    )
    func others(text: String) {
        #expect(ByteSize.parse(text) == nil)
    }

    @Test(
        "a number is told in the largest unit of which it is a whole number",
        arguments: [
            (0, "0"), (999, "999"), (1_000, "1kB"), (1_001, "1001"), (500_000, "500kB"), (1_500_000, "1500kB"),
            (5_000_000, "5MB"), (2_000_000_000, "2GB"), (3_000_000_000_000, "3000GB"), (-1_000, "-1000"),
        ])
    func text(bytes: Int, text: String) {
        #expect(ByteSize.text(bytes) == text)
    }
}
