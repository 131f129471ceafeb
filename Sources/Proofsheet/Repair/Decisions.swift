import Auditing
import Reporting

/// What a person decided of findings on a proof sheet, which a repair carries out.
///
/// Each decision is on one finding, which is known again by its fingerprint: where record, place, URL, declared size or
/// the suggestion have changed since, it is on nothing any more.
public struct Decisions: Sendable, Hashable {
    /// What is to become of a finding.
    public enum Decision: String, Sendable, Hashable, Codable {
        /// Its suggestion is carried out.
        case fix
        /// The baseline accepts it.
        case accept
        /// Nothing is done.
        case leave
    }

    /// A decision, and what a person calls the place that it is about.
    struct Item: Sendable, Hashable {
        var decision: Decision
        var place: String
    }

    private let items: [String: Item]

    /// Decisions by the fingerprints of their findings.
    init(_ items: [String: Item]) { self.items = items }

    private struct Content: VersionedContent {
        struct Finding: Decodable {
            var rule: String
            var fingerprint: String
        }

        struct Entry: Decodable {
            var decision: Decision
            var record: String
            var line: Int?
            var entry: String?
            var findings: [Finding]
        }

        var schemaVersion: Int
        var decisions: [Entry]
    }

    /// Reads the file that a proof sheet saves.
    ///
    /// Throws a usage error where it is missing, or is none.
    public init(fromFile path: String) throws(ProofsheetError) {
        self.init(try Self.form.read(path, as: Content.self))
    }

    /// Reads the text that a proof sheet saves.
    ///
    /// Throws a usage error where it is none.
    ///
    /// - Parameters:
    ///   - json: The text, in UTF-8.
    ///   - source: What an error calls it.
    public init(json: [UInt8], of source: String) throws(ProofsheetError) {
        self.init(try Self.form.decode(json, of: source, as: Content.self))
    }

    private static let form = VersionedFile(
        name: "the decisions", problem: "holds no decisions", advice: "save them from a new proof sheet")

    private init(_ content: Content) {
        var items: [String: Item] = [:]
        for entry in content.decisions {
            let line = entry.line.flatMap { $0 > 0 ? ":\($0)" : nil } ?? ""
            for finding in entry.findings {
                let place = [entry.record + line, entry.entry ?? "", finding.rule].filter { !$0.isEmpty }
                items[finding.fingerprint] = Item(
                    decision: entry.decision, place: place.joined(separator: ", "))
            }
        }
        self.items = items
    }

    /// Whether any finding is to be fixed or accepted.
    var changesAny: Bool { items.values.contains { $0.decision != .leave } }

    /// The same without those on some findings, which their fingerprints name.
    func without(_ fingerprints: Set<String>) -> Decisions {
        Decisions(items.filter { !fingerprints.contains($0.key) })
    }

    /// Whether any finding is to be accepted.
    public var acceptsAny: Bool { items.values.contains { $0.decision == .accept } }

    func decision(on finding: Finding) -> Decision? { items[finding.fingerprint]?.decision }

    /// The places of those that are to be fixed or accepted and were not found, in order.
    func places(without found: Set<String>) -> [String] {
        items.filter { $0.value.decision != .leave && !found.contains($0.key) }.map(\.value.place).sorted()
    }
}

/// What a run finds of decisions, while it judges records.
struct DecisionProgress {
    private let decisions: Decisions
    private var found: Set<String> = []
    /// What earlier decisions accepted, used up as findings come.
    private var known: Baseline
    /// Findings that are accepted from now on.
    private(set) var accepted: [Finding] = []

    /// Places that are named; of more there is a count.
    private static let maximumPlaces = 20

    init?(_ decisions: Decisions?, baseline: Baseline) {
        guard let decisions else { return nil }
        self.decisions = decisions
        known = baseline
    }

    mutating func add(_ findings: [Finding]) {
        for finding in findings {
            let isKnown = known.takes(finding)
            guard let decision = decisions.decision(on: finding) else { continue }
            found.insert(finding.fingerprint)
            if decision == .accept, !isKnown { accepted.append(finding) }
        }
    }

    /// One line for each decision that is on nothing any more.
    var failures: [String] {
        let places = decisions.places(without: found)
        var lines = places.prefix(Self.maximumPlaces).map { place in
            "\(place): it is no longer as it was when it was decided on, and nothing was done; make a new proof sheet"
        }
        if places.count > lines.count {
            lines.append("and \(Plural.text(places.count - lines.count, "other decision")) of the same kind")
        }
        return lines
    }
}
