import Caching

/// No answer came, or none that could be used, after retries.
struct ImageUnreachable: FailureRule {
    let name = "image-unreachable"
    let severity = Severity.error
    let summary = "no usable answer, after retries"
    let kind = CacheFailure.Kind.unreachable

    func message(_ failure: CacheFailure) -> String { "the image could not be fetched: \(failure.detail)" }
}
