/// How much a finding matters.
package enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    case info, warning, error

    package static func < (first: Severity, second: Severity) -> Bool {
        first.rank < second.rank
    }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}
