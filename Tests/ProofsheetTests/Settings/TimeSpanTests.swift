import Proofsheet
import Testing

@Suite("Lengths of time")
struct TimeSpanTests {
    @Test(
        "a whole number has a unit",
        arguments: [("0s", 0), ("90s", 90), ("30m", 1_800), ("12h", 43_200), ("7d", 604_800), ("2w", 1_209_600)])
    func units(text: String, seconds: Int) {
        #expect(TimeSpan.parse(text) == .seconds(seconds))
    }

    @Test(
        "anything else is none",
        arguments: [
            "", "d", "7", "-1d", "+1d", "1.5h", "7 d", "7D", "7days", "\u{0667}d", "101y", "9223372036854775807w",
            "99999999999999999999s", "5301w",
        ])
    func others(text: String) {
        #expect(TimeSpan.parse(text) == nil)
    }

    @Test(
        "an age may be without a unit, and long",
        arguments: [("7", 7), ("90s", 90), ("8w", 4_838_400), ("999999d", 86_399_913_600)])
    func ages(text: String, seconds: Int64) {
        #expect(TimeSpan.age(text) == seconds)
    }

    @Test(
        "what is no age is refused",
        arguments: ["", "d", "1y", "-1d", "1.5h", "9223372036854775807", "99999999999999w"])
    func wrongAges(text: String) {
        #expect(TimeSpan.age(text) == nil)
    }
}
