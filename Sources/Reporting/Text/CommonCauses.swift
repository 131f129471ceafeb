import Addresses
import Auditing

/// Findings of many images that have one cause, such as a host that is down, which are told in one line.
struct CommonCauses: Sendable {
    private struct Cause: Sendable, Hashable {
        var rule: RuleName
        var severity: Severity
        var host: String
        var message: String
    }

    private struct Extent: Sendable {
        var images: Set<String> = []
        var findings = 0
        var records: Set<String> = []
    }

    private var extents: [Cause: Extent] = [:]

    /// All servers are silent, as another line says.
    private let isOutage: Bool

    /// Fewer findings are each told where they stand.
    private static let leastFindings = 3
    /// Hosts that have lines of their own.
    private static let listedCauses = 5
    private static let rules: Set<RuleName> = [.imageUnreachable, .urlRefused]

    static let none = CommonCauses(of: FindingList())

    /// - Parameter isOutage: What says that an image is not reached needs no line at all.
    init(of list: FindingList, isOutage: Bool = false) {
        self.isOutage = isOutage
        if isOutage || list.rules.isDisjoint(with: Self.rules) { return }
        var findings: [Finding] = []
        list.forEachBatch { batch in
            list.findings(in: batch).map(\.finding).filter { Self.rules.contains($0.rule) }
        } _: {
            findings += $0
        }
        for finding in findings {
            guard let cause = Self.cause(of: finding), let url = finding.url else { continue }
            extents[cause, default: Extent()].images.insert(url)
            extents[cause]?.findings += 1
            extents[cause]?.records.insert(finding.record)
        }
        extents = extents.filter { $0.value.findings >= Self.leastFindings }
    }

    private static func cause(of finding: Finding) -> Cause? {
        guard rules.contains(finding.rule), let host = finding.url.flatMap(URLText.host) else { return nil }
        var message = finding.message
        if message.hasSuffix(Finding.staleFlagClause) { message.removeLast(Finding.staleFlagClause.count) }
        return Cause(rule: finding.rule, severity: finding.severity, host: host, message: withoutCount(message))
    }

    /// The message of an image of a host that was given up, as it is of one that was asked for before that.
    private static func withoutCount(_ message: String) -> String {
        guard message.hasSuffix(")"), let match = message.firstMatch(of: /^(.*: ).* was given up after .*? \((.*)\)$/)
        else { return message }
        return String(match.1 + match.2)
    }

    /// Every finding is told where it stands.
    var isEmpty: Bool { extents.isEmpty && !isOutage }

    /// Whether a line says what a finding says.
    func tell(_ finding: Finding) -> Bool {
        if isOutage { return finding.rule == .imageUnreachable }
        return !extents.isEmpty && Self.cause(of: finding).map { extents[$0] != nil } ?? false
    }

    /// A cause in words, and how much it matters.
    struct Line {
        var severity: Severity
        var rule: RuleName
        fileprivate var images: Int
        var text: String
    }

    /// A line for each cause, that of most images first; of very many, one for the last.
    var lines: [Line] {
        let all = allLines
        let rest = all.dropFirst(Self.listedCauses)
        guard rest.count > 1, let first = rest.first else { return all }
        let images = rest.reduce(0) { $0 + $1.images }
        return all.prefix(Self.listedCauses) + [
            Line(
                severity: first.severity, rule: first.rule, images: images,
                text: "\(Plural.text(images, "image")) of other hosts, for \(rest.count) causes like these")
        ]
    }

    private var allLines: [Line] {
        let order = extents.sorted {
            ($1.value.images.count, $0.key.host, $0.key.message) < ($0.value.images.count, $1.key.host, $1.key.message)
        }
        return order.map { cause, extent in
            let images = Plural.text(extent.images.count, "image")
            let records = Plural.text(extent.records.count, "record")
            let remedy = cause.rule == .imageUnreachable ? "; 'proofsheet warm --retry-failed' asks again" : ""
            return Line(
                severity: cause.severity, rule: cause.rule, images: extent.images.count,
                text: "\(images) of \(cause.host), in \(records): \(cause.message)\(remedy)")
        }
    }
}
