import Auditing
import Foundation
import Records
import Testing

@testable import Reporting

/// A finding of each severity, with hosts and shifts of their own.
private func variedReport(repeated count: Int = 1) -> Report {
    var report = Report(version: "1.2.3")
    var findings: [Finding] = []
    for number in 0..<count {
        let record = "post-\(number).md"
        findings.append(
            finding(
                rule: .imageHeavy, severity: .info, record: record, url: "https://b.example/\(number).jpg",
                message: "a weighty file"))
        var wrong = finding(
            rule: .dimensionsMismatch, record: record, line: 9, url: "https://cdn.a.example/\(number).jpg",
            message: "another ratio")
        wrong.layoutShift = number
        wrong.changes = [FieldChange(entryIndex: 0, field: .height, value: .pixels(9))]
        findings.append(wrong)
        findings.append(
            finding(rule: .urlMoved, severity: .warning, record: record, line: 12, url: "/own.jpg", message: "moved"))
    }
    report.recordFindings = FindingList(findings)
    for finding in findings { report.summary.count(finding.rule, finding.severity) }
    return report
}

@Suite("Which findings a report lists")
struct SelectionTests {
    private func rules(_ change: (inout FindingSelection) -> Void) -> [String] {
        var report = variedReport()
        change(&report.selection)
        return report.listed.joined().map(\.rule.rawValue)
    }

    @Test("is all in the order of the records, or chosen by rule, severity and host")
    func filters() {
        #expect(rules { _ in } == ["image-heavy", "dimensions-mismatch", "url-moved"])
        #expect(rules { $0.rules = [.urlMoved] } == ["url-moved"])
        #expect(rules { $0.severity = .warning } == ["dimensions-mismatch", "url-moved"])
        #expect(rules { $0.hosts = ["a.example"] } == ["dimensions-mismatch"])
        #expect(rules { $0.hosts = ["a.example", "b.example"] } == ["image-heavy", "dimensions-mismatch"])
        #expect(rules { $0.hosts = ["example"] }.count == 2)
        #expect(rules { $0.hosts = ["c.example"] } == [])
        #expect(rules { $0.limit = 2 } == ["image-heavy", "dimensions-mismatch"])
        #expect(rules { $0.limit = 0 }.count == 3)
        #expect(rules { $0.isStatistics = true } == [])
    }

    @Test("has the worst first, or is sorted by shift or host, those without a host last")
    func orders() {
        #expect(rules { $0.order = .severity } == ["dimensions-mismatch", "url-moved", "image-heavy"])
        #expect(rules { $0.order = .host } == ["image-heavy", "dimensions-mismatch", "url-moved"])
        var report = variedReport(repeated: 2_000)
        report.selection.order = .shift
        report.selection.limit = 3
        #expect(report.listed.joined().map(\.layoutShift) == [1_999, 1_998, 1_997])
        #expect(report.listed.joined().map(\.record) == ["post-1999.md", "post-1998.md", "post-1997.md"])
    }

    @Test(
        "holds for every format that lists findings, whose counts stay those of the run",
        arguments: ReportFormats.all.map(\.name).filter { $0 != "html" })
    func formats(format: String) throws {
        var report = variedReport()
        report.selection.rules = [.urlMoved]
        let text = try rendered(format, report)
        #expect(text.contains("moved") && !text.contains("another ratio") && !text.contains("a weighty file"))
        if ["text", "markdown", "github"].contains(format) { #expect(text.contains("1 error, 1 warning, 1 info")) }
        if format == "text" { #expect(text.contains("\n1 of 3 findings listed\n")) }
    }
}

@Suite("The overview of a report")
struct OverviewTests {
    @Test("has the rules that matter most first, their worst hosts, and the command that helps")
    func rows() throws {
        let rows = Overview(variedReport(repeated: 3).recordFindings).rows
        #expect(rows.map(\.rule) == [.dimensionsMismatch, .urlMoved, .imageHeavy] && rows.allSatisfy { $0.count == 3 })
        #expect(rows.map { $0.hosts.map(\.name) } == [["cdn.a.example"], [], ["b.example"]])
        #expect(
            rows.map(\.remedy) == [
                "proofsheet repair --dimensions", "proofsheet rules url-moved", "proofsheet rules image-heavy",
            ])
    }

    @Test("says how many a command mends where it does not mend all")
    func parts() throws {
        var mended = finding(rule: .flagStale)
        mended.changes = [FieldChange(entryIndex: 0, field: .flag, value: .boolean(false))]
        let rows = Overview(FindingList([mended, finding(rule: .flagStale)])).rows
        #expect(rows.map(\.remedy) == ["proofsheet repair (1 of them)"])
    }

    @Test("fits terminals of 40 columns and more", arguments: [40, 60, 80, 120])
    func widths(width: Int) throws {
        let lines = OverviewText.lines(of: Overview(variedReport().recordFindings), TextStyle(width: width))
        #expect(lines.allSatisfy { $0.count <= width } && lines.joined().contains("proofsheet repair --dimensions"))
    }
}

@Suite("Long reports")
struct LongReportTests {
    @Test("in text begin with the overview and the worst findings, and list the others behind them, each once")
    func text() throws {
        let text = try rendered("text", variedReport(repeated: 100))
        #expect(text.hasPrefix("count  severity  rule"))
        let worst = try #require(text.range(of: "The worst 50 of 300 findings:"))
        let others = try #require(text.range(of: "The others, by record:"))
        #expect(text[worst.upperBound...].hasPrefix("\n\npost-99.md:9:12  error"))
        #expect(text[others.upperBound...].hasPrefix("\n\npost-0.md:3:12  info"))
        for number in 0..<100 {
            #expect(text.ranges(of: "post-\(number).md:9:12  error  dimensions-mismatch").count == 1)
        }
        #expect(text.ranges(of: "count  severity  rule").count == 2)
    }

    @Test("on a terminal end with the overview, and say how to see all")
    func terminal() throws {
        var report = variedReport(repeated: 100)
        report.style = TextStyle(width: 100)
        let text = try rendered("text", report)
        #expect(text.ranges(of: "  error  dimensions-mismatch").count == 50 && !text.contains("The others"))
        #expect(text.contains("\n50 of 300 findings listed; --limit 0 lists all\n"))
        report.selection.limit = 0
        #expect(try rendered("text", report).ranges(of: "  dimensions-mismatch  images").count == 100)
    }

    @Test("as Markdown fit in a comment, and say what is missing", arguments: [nil, 0, 5])
    func markdown(limit: Int?) throws {
        var report = variedReport(repeated: 2_000)
        report.diff = String(repeating: "+ a line of the diff\n", count: 10_000)
        report.selection.limit = limit
        let text = try rendered("markdown", report)
        if limit == 0 {
            #expect(text.utf8.count > 600_000 && !text.contains("not shown here"))
        } else {
            #expect(text.utf8.count <= 65_536 && text.contains("the rest of the diff is not shown here"))
        }
        #expect(text.hasPrefix("## Proofsheet: 6000 findings\n") && text.contains("2000 errors, 2000 warnings"))
        #expect(text.contains("more are not shown here; `--limit 0` writes all.") == (limit != 0))
    }

    @Test("have ten annotations of each kind on GitHub, errors first, and the number of the others")
    func github() throws {
        let lines = try rendered("github", variedReport(repeated: 12)).split(separator: "\n")
        let kinds = lines.compactMap { $0.hasPrefix("::") ? $0.dropFirst(2).prefix { $0 != " " } : nil }
        #expect(
            kinds == Array(repeating: "error", count: 10) + Array(repeating: "warning", count: 10)
                + Array(repeating: "notice", count: 10))
        #expect(lines.contains("and 2 errors, 2 warnings, 2 infos more, of which GitHub shows no annotation"))
    }
}

@Suite("Records of a repository")
struct RepositoryPlaceTests {
    @Test(
        "are named from its root, and as they are outside of it",
        arguments: [
            ("a.md", "site/a.md"), ("./posts/a.md", "site/posts/a.md"), ("../b.md", "b.md"),
            ("/r/site/c.md", "site/c.md"), ("/elsewhere/a.md", "/elsewhere/a.md"), ("../../a.md", "../../a.md"),
            ("/r", "/r"),
        ])
    func names(record: String, name: String) {
        #expect(RepositoryPlace(root: "/r", directory: "/r/site/.").path(of: record) == name)
    }

    @Test("have that name in formats for code hosts", arguments: ["github", "sarif", "markdown"])
    func formats(format: String) throws {
        var report = report(finding(record: "a.md"))
        report.repository = RepositoryPlace(root: "/r", directory: "/r/site")
        #expect(try rendered(format, report).contains("site/a.md"))
    }

    @Test("are led to on terminals that know links")
    func links() throws {
        var report = report(finding(record: "posts/a b.md"))
        report.style = TextStyle(linkBase: "/r/site")
        #expect(
            try rendered("text", report).hasPrefix(
                "\u{1B}]8;;file:///r/site/posts/a%20b.md#L3\u{1B}\\posts/a b.md:3:12\u{1B}]8;;\u{1B}\\  error"))
    }
}
