package import Caching

/// What the rule for a failed request says of it.
package struct FailureNote: Sendable, Hashable {
    /// The name of the rule.
    package let rule: RuleName
    /// The severity unless the configuration says otherwise.
    package let severity: Severity
    package let message: String

    /// - Parameter keepsImage: Whether the cache still holds the image of an earlier answer.
    package init(_ failure: CacheFailure, keepsImage: Bool) {
        let rules = FailureRules.all
        guard let rule = rules.first(where: { $0.kind == failure.kind }) else {
            let rule = ImageUnsupported()
            (self.rule, severity, message) = (rule.name, rule.severity, rule.message(failure))
            return
        }
        (self.rule, severity, message) = (rule.name, rule.severity, rule.message(failure, keepsImage: keepsImage))
    }

    /// Of an image that the cache has from elsewhere.
    package init(_ failure: CacheFailure, rescuedFrom origin: ObjectOrigin) {
        let rule = ImageRescued()
        (self.rule, severity, message) = (rule.name, rule.severity, ImageRescued.message(failure, origin))
    }

    /// The rules that speak of failed requests.
    package static let rules = Set(FailureRules.all.map(\.name))

    package init(rule: RuleName, severity: Severity, message: String) {
        self.rule = rule
        self.severity = severity
        self.message = message
    }
}

/// The rules that speak of failed requests.
private enum FailureRules {
    static let all = Rules.all.compactMap { $0 as? any FailureRule }
}
