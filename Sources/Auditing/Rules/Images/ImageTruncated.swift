import Caching

/// The image is cut short at its source.
struct ImageTruncated: FailureRule {
    let name = RuleName.imageTruncated
    let label = "cut off"
    let severity = Severity.error
    let summary = "the image is cut short"
    let documentation = RuleDocumentation(
        meaning: """
            The image ends before its end marker, before the length that the server announced, or within a gain map or \
            another further image that it holds.
            """,
        example: """
            url: https://media.example/half.jpg
            """,
        remedy: """
            Upload the image again where it is yours; else find another.
            """)
    let kind = CacheFailure.Kind.truncated

    func message(_ failure: CacheFailure) -> String { "the image is cut short: \(failure.detail)" }
}

extension RuleName {
    package static let imageTruncated = RuleName("image-truncated")
}
