import Auditing
import Foundation
import Testing

@testable import Reporting

@Suite("A proof sheet beside an earlier report")
struct SheetComparisonTests {
    private func since(_ findings: [Finding], earlier: [Baseline.Key: Int], gone: Set<String> = []) throws -> (
        summary: [String: Any], isNew: [Int]
    ) {
        var report = Report(version: "1", findings: FindingList(findings))
        report.sheet = ProofSheet(records: [.init(path: "post.md", entries: [])])
        report.sheet?.comparison = ProofSheet.Comparison(name: "before.json", earlier: Baseline(counts: earlier))
        report.sheet?.comparison?.goneRecords = gone
        var comparison = SheetComparison(report)
        let isNew = findings.map { comparison?.isNew($0) == true ? 1 : 0 }
        let json = try #require(comparison?.value.compact)
        let summary = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        let page = try rendered("html", report)
        #expect(page.contains("before.json"))
        for (finding, isNew) in zip(findings, isNew) { #expect(page.contains("\"\(finding.fingerprint)\",\(isNew)]")) }
        return (try #require(summary), isNew)
    }

    private let first = finding(rule: .imageGone, entryIndex: 0, url: "https://example.com/a.jpg?token=x")
    private let second = finding(rule: .flagStale, entryIndex: 1)

    @Test("tells what is new, what is still there, and what is fixed")
    func changes() throws {
        let key = Baseline.Key(rule: "image-gone", record: "post.md", url: "https://example.com/a.jpg?token=***")
        let other = Baseline.Key(rule: "url-moved", record: "post.md", url: "https://example.com/b.jpg")
        let (summary, isNew) = try since([first, second], earlier: [key: 1, other: 2])
        #expect(isNew == [0, 1])
        #expect([summary["new"], summary["still"], summary["fixed"]].map { $0 as? Int } == [1, 1, 2])
        let list = try #require(summary["list"] as? [[String: Any]])
        #expect(list.map { $0["rule"] as? String } == ["url-moved"] && list[0]["count"] as? Int == 2)
    }

    @Test("takes for fixed only what it looked at, or what is gone")
    func unseen() throws {
        let keys = ["post.md", "gone.md", "elsewhere.md"].map {
            Baseline.Key(rule: "image-gone", record: $0, url: nil)
        }
        let earlier = Dictionary(uniqueKeysWithValues: keys.map { ($0, 1) })
        let (summary, _) = try since([], earlier: earlier, gone: ["gone.md"])
        #expect(summary["fixed"] as? Int == 2)
        let list = try #require(summary["list"] as? [[String: Any]])
        #expect(list.map { $0["record"] as? String } == ["gone.md", "post.md"])
    }

    @Test("names 200 of what is fixed")
    func many() throws {
        let earlier = Dictionary(
            uniqueKeysWithValues: (0..<500).map { (Baseline.Key(rule: "r\($0)", record: "post.md", url: nil), 1) })
        let (summary, _) = try since([], earlier: earlier)
        #expect(summary["fixed"] as? Int == 500)
        #expect((summary["list"] as? [Any])?.count == 200)
    }
}
