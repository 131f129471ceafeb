import Caching

/// The server says that the image is no longer there.
struct ImageGone: FailureRule {
    let name = RuleName.imageGone
    let label = "gone"
    let severity = Severity.error
    let summary = "the server answers 404 or 410"
    let documentation = RuleDocumentation(
        meaning: """
            The server answers that there is no such image (404), or no longer (410). It is remembered for a day.
            """,
        example: """
            url: https://media.example/moved-away.jpg
            """,
        remedy: """
            Let 'proofsheet warm --fallback' look for it in an archive of the web, put a picture of your own into the cache \
            ('proofsheet cache import'), or remove the entry. 'proofsheet warm --retry-failed' asks again.
            """, keys: ["fallback"])
    let kind = CacheFailure.Kind.gone

    func message(_ failure: CacheFailure) -> String {
        "\(failure.detail): the image is gone; find another or remove the entry"
    }
}

extension RuleName {
    package static let imageGone = RuleName("image-gone")
}
