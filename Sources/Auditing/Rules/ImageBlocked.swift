import Caching

/// The server does not let us have the image.
struct ImageBlocked: FailureRule {
    let name = "image-blocked"
    let severity = Severity.warning
    let summary = "the server answers 401, 403, 429 or 451"
    let kind = CacheFailure.Kind.blocked

    func message(_ failure: CacheFailure) -> String { "\(failure.detail): the server refuses to hand out the image" }
}
