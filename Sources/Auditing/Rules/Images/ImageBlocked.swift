import Caching

/// The server does not let us have the image.
struct ImageBlocked: FailureRule {
    let name = RuleName.imageBlocked
    let label = "blocked"
    let severity = Severity.warning
    let summary = "the server answers 401, 403, 429 or 451"
    let documentation = RuleDocumentation(
        meaning: """
            The server answers that it does not hand out the image: login needed (401), forbidden (403), too many requests (429) \
            or legal reasons (451). Visitors may still see it.
            """,
        example: """
            url: https://media.example/members/photo.jpg
            """,
        remedy: """
            Give credentials for the host, ask more slowly, or mirror the image where its licence allows.
            """,
        keys: ["auth", "headers", "contact", "host-concurrency", "host-delay"])
    let kind = CacheFailure.Kind.blocked

    func message(_ failure: CacheFailure) -> String { "\(failure.detail): the server refuses to hand out the image" }
}

extension RuleName {
    package static let imageBlocked = RuleName("image-blocked")
}
