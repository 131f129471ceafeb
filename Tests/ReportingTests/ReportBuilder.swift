import Auditing
import Records
import Reporting

func finding(
    rule: RuleName = .flagStale, severity: Severity = .error, record: String = "post.md", line: Int = 3,
    entryIndex: Int = 0, url: String = "https://example.com/a.jpg", message: String = "the flag says cached",
    edits: [Edit] = []
) -> Finding {
    Finding(
        rule: rule, severity: severity, record: record, position: SourcePosition(line: line, column: 12),
        entry: "images[0]", entryIndex: entryIndex, url: url, declared: .init(width: 600, height: nil),
        actual: PixelSize(width: 600, height: 398), message: message, edits: edits)
}

func report(_ findings: Finding...) -> Report {
    var report = Report(version: "1.2.3", findings: FindingList(findings))
    report.summary.records = 1
    report.summary.entries = 2
    for finding in findings { report.summary.count(finding.rule, finding.severity) }
    return report
}

/// Over a hundred texts that try to steer a terminal, to change the order of reading, or to break out of a format.
let hostileTexts: [String] = {
    let controls =
        (0...0x1f).map { "c0 \(Unicode.Scalar(UInt8($0)))" } + (0x7f...0x9f).map { "c1 \(Unicode.Scalar(UInt8($0)))" }
    let formats = [
        0xad, 0x61c, 0x200b, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2060, 0x2066, 0x2067,
        0x2068, 0x2069, 0x2028, 0x2029, 0xfeff, 0xfff9, 0xe000, 0xf0000, 0xe0001, 0xe007f, 0x1bca0,
    ].compactMap { Unicode.Scalar(UInt32($0)) }.map { "a\($0)b" }
    return controls + formats + [
        "\u{1B}[2J\u{1B}]0;owned\u{7}", "\u{1B}]8;;https://evil.example\u{7}click\u{1B}]8;;\u{7}",
        "\u{1B}]52;c;ZXZpbA==\u{7}", "a\r\n::error::forged", "\n::set-output name=x::y", "%0A::error::forged",
        "\u{202E}gpj.exe", "\"quoted\\\"", "<script>alert(1)</script>", "</td></table><script>",
        "<img src=x onerror=alert(1)>",
        "' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)", "]]>", "<!--", "--><b>", "&lt;b&gt;", "&#0;",
        "<?php",
        "javascript:alert(1)", "[x](javascript:alert(1))", "![x](https://evil.example/a.png)", "<https://evil.example>",
        "www.evil.example", "https://evil.example/", "`code`", "``` \n# heading", "| cell | cell |",
        "**bold** _it_ ~~no~~",
        "@someone #123 GH-1", "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "{0} {{x}} [a](1)", "\\[a\\](1)",
        "${jndi:x}",
        "\u{0}", "a,b:c=d", "%", "%%", "§ ü 🚢",
    ]
}()

extension ReportFormat {
    /// The report in one piece.
    func render(_ report: Report) -> String {
        var bytes: [UInt8] = []
        write(report) { bytes += $0.bytes }
        return String(decoding: bytes, as: UTF8.self)
    }
}
