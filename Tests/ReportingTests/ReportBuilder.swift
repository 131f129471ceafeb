import Auditing
import Records
import Reporting

func finding(
    rule: String = "flag-stale", severity: Severity = .error, record: String = "post.md", line: Int = 3,
    url: String = "https://example.com/a.jpg", message: String = "the flag says cached", edits: [Edit] = []
) -> Finding {
    Finding(
        rule: rule, severity: severity, record: record, position: SourcePosition(line: line, column: 12),
        entry: "images[0]", url: url, declared: .init(width: 600, height: nil),
        actual: PixelSize(width: 600, height: 398), message: message, edits: edits)
}

func report(_ findings: Finding...) -> Report {
    var report = Report(version: "1.2.3", findings: [findings])
    report.summary.records = 1
    report.summary.entries = 2
    for finding in findings { report.summary.count(finding.severity) }
    return report
}

/// Text that tries to steer a terminal, to change the order of reading, or to break out of a format.
let hostileTexts = [
    "\u{1B}[2J\u{1B}]0;owned\u{7}", "a\rb", "\u{9B}31m", "\u{202E}gpj.exe", "zero\u{200B}width", "line\u{2028}end",
    "\u{7F}", "\u{0}", "\u{E000}", "\"quoted\\\"", "<script>alert(1)</script>",
]
