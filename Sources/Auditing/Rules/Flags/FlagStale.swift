import Caching
import Records

/// The flag says cached, and the cache holds no intact object.
struct FlagStale: DeclarationRule, QuietRule {
    let name = RuleName.flagStale
    let label = "stale flag"
    let severity = Severity.error
    let summary = "says cached, and there is no intact object"
    let documentation = RuleDocumentation(
        meaning: """
            The flag says that the image is cached, and the cache holds no intact copy: templates that rely on it show a broken \
            image. Where another finding says why the image is not to be had, it is part of that one. An empty cache, and one \
            that knows none of very many images, is told once in place of all flags.
            """,
        example: """
            isCached: true     # and nothing in the cache
            """,
        remedy: """
            Fetch it with 'proofsheet warm', or let 'proofsheet repair' write false.
            """,
        keys: ["keys.flag", "false-flag"])

    func check(_ subject: EntrySubject) -> Issue? {
        switch subject.declaredFlag {
        case .boolean(true), .legacyBoolean(true), .spelledBoolean(true): break
        default: return nil
        }
        guard subject.flagTruth == false else { return nil }
        return Issue(
            at: .flag, "the flag says cached, but \(Self.reason(subject))",
            fixes: [subject.flagFix(isCached: false)])
    }

    private static func reason(_ subject: EntrySubject) -> String {
        switch subject.knowledge.condition {
        case .missing(let detail): return detail
        case .altered(let detail): return detail
        case .present, nil: break
        }
        if let failure = subject.knowledge.failure, failure.kind == .unsupported {
            return "the image was not kept: \(failure.detail)"
        }
        if let failure = subject.knowledge.failure { return "the last request failed: \(failure.detail)" }
        return "the cache holds nothing for this URL"
    }
}

extension RuleName {
    package static let flagStale = RuleName("flag-stale")
}
