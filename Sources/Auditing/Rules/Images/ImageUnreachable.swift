import Caching

/// No answer came, or none that could be used, after retries.
struct ImageUnreachable: FailureRule {
    let name = RuleName.imageUnreachable
    let label = "unreachable"
    let severity = Severity.error
    let summary = "no usable answer, after retries"
    let documentation = RuleDocumentation(
        meaning: """
            No usable answer came, after retries: no such host, refused or broken connections, time-outs, server errors.
            """,
        example: """
            url: https://down.example/photo.jpg
            """,
        remedy: """
            Try again later with 'proofsheet warm --retry-failed'; raise the limit that the message names where it is too low.
            """,
        keys: [
            "retries", "timeout", "connect-timeout", "first-byte-timeout", "stall-timeout", "max-size", "max-redirects",
        ])
    let kind = CacheFailure.Kind.unreachable

    func message(_ failure: CacheFailure) -> String { "the image could not be fetched: \(failure.detail)" }
}

extension RuleName {
    package static let imageUnreachable = RuleName("image-unreachable")
}
