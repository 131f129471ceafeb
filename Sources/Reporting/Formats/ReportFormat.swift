package import Auditing

/// A form in which a report is written.
package protocol ReportFormat: Sendable {
    /// The name given to `--format`.
    var name: String { get }
    /// For whom or what it is, in a few words without a full stop.
    var summary: String { get }
    /// It shows the pictures of entries, so that a run has to gather them.
    var needsPictures: Bool { get }
    /// Hands over the report in pieces. It ends with a line end unless it is empty.
    ///
    /// It writes one finding after the other, so that a long report takes no more memory than its findings.
    func write(_ report: Report, to send: (ByteText) -> Void)
}

/// A form of a report whose lines stand alone, so that they can be written as findings become known.
package protocol StreamingReportFormat: ReportFormat {
    /// The line of a finding, with its line end; a report begins with those of all its findings.
    func line(of finding: Finding) -> ByteText
}

extension ReportFormat {
    package var needsPictures: Bool { false }
    /// Findings can be written as they become known.
    package var streams: Bool { self is any StreamingReportFormat }
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
