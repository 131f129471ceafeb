/// A form in which a report is written.
package protocol ReportFormat: Sendable {
    /// The name given to `--format`.
    var name: String { get }
    /// Hands over the report in pieces. It ends with a line end unless it is empty.
    ///
    /// It writes one finding after the other, so that a long report takes no more memory than its findings.
    func write(_ report: Report, to send: (String) -> Void)
}

extension ReportFormat {
    /// The report in one piece.
    package func render(_ report: Report) -> String {
        var text = ""
        write(report) { text += $0 }
        return text
    }
}

/// Every report format there is.
package enum ReportFormats {
    package static let all: [any ReportFormat] = [
        TextReport(), JSONReport(), NDJSONReport(), SARIFReport(), JUnitReport(), MarkdownReport(), GitHubReport(),
        HTMLReport(),
    ]

    /// The format of a name.
    package static func named(_ name: String) -> (any ReportFormat)? {
        all.first { $0.name == name }
    }
}
