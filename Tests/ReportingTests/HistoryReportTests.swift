import Auditing
import Foundation
import Testing

@testable import Reporting

@Suite("Reports with a history")
struct HistoryReportTests {
    private static let day: Int64 = 86_400
    /// 2026-11-30T12:00:00Z.
    private static let now: Int64 = 1_796_040_000

    private func dated(_ since: Int64, first: Int64? = nil, new: Int64? = nil) -> Finding {
        var finding = finding()
        finding.standing = .init(fingerprint: "00ff", since: since, firstSeen: first ?? since, newSince: new)
        return finding
    }

    private func report(_ findings: Finding..., previous: Int64? = now - 2 * day - 1) -> Report {
        var report = Report(version: "1", findings: FindingList(findings))
        for finding in findings { report.summary.count(finding.rule, finding.severity) }
        var history = HistoryChanges(time: Self.now, previousRun: previous)
        history.new = findings.count { $0.standing?.newSince != nil }
        history.back = findings.count { $0.standing?.isBack == true }
        history.standing = findings.count - history.new
        let key = Baseline.Key(rule: "image-gone", record: "old.md", url: "https://example.com/old.jpg")
        history.mended = [.init(key: key, since: 0)]
        report.history = history
        return report
    }

    private var full: Report {
        report(
            dated(Self.now - 12 * Self.day - 5), dated(Self.now, new: Self.now - 2 * Self.day - 1),
            dated(Self.now, first: Self.now - 60 * Self.day, new: Self.now - 2 * Self.day - 1))
    }

    @Test("say in text and Markdown what is new, back, and how long the rest has been there")
    func words() throws {
        for format in ["text", "markdown", "github"] {
            let text = try rendered(format, full)
            for part in [
                "broken for 12 days", "new since 2026-11-28", "back since 2026-11-28, first seen 2026-10-01",
                "since 2026-11-28: 2 new (1 of them back), 1 mended, 1 still there",
            ] {
                let isThere = text.contains(part)
                #expect(isThere, "\(format): \(part) in \(text)")
            }
        }
    }

    @Test("say the minute where it was not long ago, and no age where the clock has gone back")
    func spans() {
        for (seconds, text) in [
            (0, "1 minute"), (59, "1 minute"), (120, "2 minutes"), (3_600, "1 hour"), (86_400, "24 hours"),
            (172_800, "2 days"), (Self.day * 400, "400 days"),
        ] as [(Int64, String)] { #expect(StandingText.span(seconds) == text) }
        #expect(StandingText.moment(Self.now - 60, seenFrom: Self.now) == "2026-11-30 11:59 UTC")
        #expect(StandingText.moment(Self.now + 60, seenFrom: Self.now) == "2026-11-30 12:01 UTC")
        let history = HistoryChanges(time: Self.now, previousRun: Self.now + Self.day)
        for since in [Self.now, Self.now + 5] { #expect(StandingText.clause(on: dated(since), history) == nil) }
        var quiet = dated(Self.now - 300)
        quiet.severity = .info
        #expect(StandingText.clause(on: quiet, history) == "there for 5 minutes")
        #expect(StandingText.clause(on: quiet, nil) == nil)
    }

    @Test("say that a history begins")
    func first() throws {
        let text = try rendered("text", report(dated(Self.now), previous: nil))
        #expect(text.contains("\nhistory: it begins with this run, and 1 finding\n") && !text.contains("new"))
    }

    @Test("have it as fields in JSON, and not without a history")
    func fields() throws {
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(rendered("json", full).utf8)) as? [String: Any])
        let history = try #require(object["history"] as? [String: Any])
        #expect(history["previousRun"] as? String == "2026-11-28T11:59:59Z")
        #expect(["new", "back", "standing", "mended"].map { history[$0] as? Int } == [2, 1, 1, 1])
        let mended = try #require((history["mendedFindings"] as? [[String: Any]])?.first)
        #expect(mended["record"] as? String == "old.md" && mended["since"] as? String == "1970-01-01T00:00:00Z")
        let findings = try #require(object["findings"] as? [[String: Any]]).compactMap {
            $0["history"] as? [String: Any]
        }
        #expect(findings.map { $0["new"] as? Bool } == [false, true, true])
        #expect(findings[0]["newSince"] is NSNull && findings[0]["fingerprint"] as? String == "00ff")
        #expect(findings[2]["firstSeen"] as? String == "2026-10-01T12:00:00Z")
        let lines = try rendered("ndjson", full).split(separator: "\n")
        #expect(lines.count == 5 && lines[3].hasPrefix("{\"type\": \"history\", \"previousRun\""))
        var without = full
        without.history = nil
        without.recordFindings = FindingList([finding()])
        for format in ["json", "ndjson"] { #expect(try !rendered(format, without).contains("history")) }
    }

    @Test("show on a proof sheet what is new, and name what was mended")
    func sheet() throws {
        var report = full
        report.sheet = ProofSheet(records: [])
        let page = try rendered("html", report)
        #expect(
            page.contains("\"since\": {\"name\": \"2026-11-28\", \"new\": 2, \"still\": 1, \"fixed\": 1, \"list\": [{"))
        #expect(page.contains("old.md") && page.contains("; broken for 12 days"))
    }

    @Test("survive being kept as bytes")
    func coding() {
        let finding = dated(-5, first: -9, new: .max / 4)
        #expect(Array(FindingList([finding]).joined()) == [finding])
    }
}

@Suite("Times as texts")
struct UniversalTimeTests {
    @Test(
        "are read back as they were written",
        arguments: [0, 1, 86_399, 951_782_400, 1_709_164_800, 1_796_040_000, 4_102_444_799, 253_402_300_799] as [Int64])
    func same(seconds: Int64) {
        #expect(UniversalTime.seconds(ofStamp: UniversalTime.stamp(seconds)) == seconds)
    }

    @Test(
        "are none where anything is otherwise",
        arguments: [
            "", "2026-11-30", "2026-11-30 12:00:00Z", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z",
            "2026-11-30T24:00:00Z", "2026-11-30T12:00:00+", "1969-12-31T23:59:59Z", "+026-11-30T12:00:00Z",
            "99999999-1-1T1:1:1Z", "2026-11-30T12:00:00Z ",
        ])
    func none(text: String) { #expect(UniversalTime.seconds(ofStamp: text) == nil) }
}
