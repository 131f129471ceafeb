import Auditing
import Reporting

/// What there is to know of the rules.
public enum RuleCatalogue {
    /// One rule.
    public struct Entry: Sendable, Hashable {
        /// Its name, such as `dimensions-mismatch`.
        public let name: String
        /// The severity unless the configuration says otherwise.
        public let severity: Configuration.Severity
        /// What it says, in one line.
        public let summary: String
        /// What it means, and why it matters.
        public let meaning: String
        /// Lines of a record of which it speaks.
        public let example: String
        /// What puts it right.
        public let remedy: String
        /// The keys of the configuration that change what it says, beside `rules` and `ignore`.
        public let keys: [String]

        init(_ rule: any Rule) {
            name = rule.name.rawValue
            severity = Configuration.Severity(rule.severity)
            summary = rule.summary
            meaning = rule.documentation.meaning
            example = rule.documentation.example
            remedy = rule.documentation.remedy
            keys = rule.documentation.keys
        }
    }

    /// Every rule, in the order of their names.
    public static let all: [Entry] = Rules.all.map(Entry.init).sorted { $0.name < $1.name }

    /// The rule of a name.
    ///
    /// Throws a usage error that suggests the nearest name.
    public static func rule(named name: String) throws(ProofsheetError) -> Entry {
        if let rule = all.first(where: { $0.name == name }) { return rule }
        let remedy = Suggestion.remedy(for: name, among: all.map(\.name), else: "'proofsheet rules' lists them")
        throw ProofsheetError(.usage, "unknown rule '\(name)'; \(remedy)")
    }
}

extension RuleCatalogue.Entry {
    /// All of it as text for a terminal.
    public var text: String { Rules.all.first { $0.name.rawValue == name }.map(RuleText.text) ?? "" }
}
