import Auditing

/// Where the project is on the web, for reports that lead there.
enum ProjectAddress {
    static let home = "https://github.com/OWNER/proofsheet"

    /// The part of the documentation that explains a rule, as it was at a version.
    static func documentation(of rule: RuleName, version: String) -> String {
        "\(home)/blob/v\(version)/docs/reference/rules.md#\(rule.rawValue)"
    }
}
