import Caching

/// The image is damaged at its source.
struct ImageCorrupt: FailureRule {
    let name = RuleName.imageCorrupt
    let label = "damaged"
    let severity = Severity.error
    let summary = "the image is damaged"
    let documentation = RuleDocumentation(
        meaning: """
            The bytes that the server sends are damaged: decoding finds errors that a browser shows as stripes or grey.
            """,
        example: """
            url: https://media.example/damaged.jpg
            """,
        remedy: """
            Upload the image again where it is yours; else find another.
            """)
    let kind = CacheFailure.Kind.corrupt

    func message(_ failure: CacheFailure) -> String { "the image is damaged: \(failure.detail)" }
}

extension RuleName {
    package static let imageCorrupt = RuleName("image-corrupt")
}
