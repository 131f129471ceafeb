/// A form in which a report is written.
package protocol ReportFormat: Sendable {
    /// The name given to `--format`.
    var name: String { get }
    /// The report, with a line end at its end unless it is empty.
    func render(_ report: Report) -> String
}

/// Every report format there is.
package enum ReportFormats {
    package static let all: [any ReportFormat] = [TextReport(), JSONReport()]

    /// The format of a name.
    package static func named(_ name: String) -> (any ReportFormat)? {
        all.first { $0.name == name }
    }
}
