import Foundation
import TestSupport
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("names each planted trouble and no other, mends what it can, and leaves the site")
    func demo() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Program.run(["demo", "site"], in: directory)
        #expect(run.status == 0 && run.error.isEmpty)
        let parts = run.output.components(separatedBy: "\n== proofsheet ")
        try #require(parts.count == 5)
        #expect(Self.findings(in: parts[1]) == Self.unmendable)
        #expect(
            Self.findings(in: parts[2]) == [
                "dimensions-mismatch related[1].images[0]", "dimensions-swapped related[2].images[0]",
            ] + Self.unmendable + ["flag-stale related[6].images[0]", "flag-unset related[7].images[0]"])
        #expect(parts[3].contains("-        height: 400\n+        height: 338\n"))
        #expect(parts[3].contains("-        isCached: true\n+        isCached: false\n"))
        #expect(parts[3].contains("+        isCached: true\n"))
        #expect(Self.findings(in: parts[4]) == Self.unmendable)

        let audit = try await Program.run(["audit", "--format", "json"], in: directory, below: "site")
        #expect(audit.status == 1)
        #expect(audit.rules == ["image-truncated", "image-gone", "image-not-image"])
    }

    @Test("refuses a directory that has something in it")
    func refuses() async throws {
        let directory = try TemporaryDirectory()
        try directory.write("mine", to: "site/notes.txt")
        let run = try await Program.run(["demo", "site"], in: directory)
        #expect(run.status == 2 && run.error.contains("'site' is not empty"))
        #expect(try directory.names(in: "site") == ["notes.txt"])
    }

    static let unmendable = [
        "image-truncated related[3].images[0]", "image-gone related[4].images[0]",
        "image-not-image related[5].images[0]",
    ]

    /// `RULE ENTRY` of each finding of a text report.
    static func findings(in report: String) -> [String] {
        report.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard words.count == 4, ["error", "warning", "info"].contains(words[1]) else { return nil }
            return "\(words[2]) \(words[3])"
        }
    }
}
