import Caching
import Probing

/// The image's format cannot be decoded, so that its flag is neither right nor wrong, or it has no size of its own.
struct ImageUnsupported: EntryRule {
    let name = RuleName.imageUnsupported
    let label = "unknown format"
    let severity = Severity.info
    let summary = "an image whose decoder is not built in; its size may still be known"
    let documentation = RuleDocumentation(
        meaning: """
            An image whose pixels cannot be checked, because no decoder that knows it is built in or it has too many, or one that \
            has no size of its own. The flag of the first is left alone; the second is not cached, so that a flag which says so \
            is stale.
            """,
        example: """
            url: https://media.example/photo.heic
            """,
        remedy: """
            Build with the decoder ('proofsheet --version' names those built in), or serve a format that browsers show. For \
            larger images, raise the limit with the key max-pixels.
            """,
        keys: ["max-pixels"])

    func check(_ subject: EntrySubject) -> Issue? {
        if let failure = subject.knowledge.failure, failure.kind == .unsupported, subject.knowledge.rescue == nil {
            return Issue(at: .url, message(failure))
        }
        guard subject.knowledge.soundness == .unsupported, let header = subject.knowledge.header else { return nil }
        return Issue(
            at: .url,
            "the \(header.format.rawValue) cannot be decoded here (no decoder that knows it, or more pixels than max-pixels): "
                + "its size is checked, its pixels and flag are not")
    }

    /// What is said of a failure of kind `unsupported`.
    func message(_ failure: CacheFailure) -> String { "the size cannot be checked: \(failure.detail)" }
}

extension RuleName {
    package static let imageUnsupported = RuleName("image-unsupported")
}
