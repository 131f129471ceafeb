import Caching

/// The image is cut short at its source.
struct ImageTruncated: FailureRule {
    let name = "image-truncated"
    let severity = Severity.error
    let summary = "the image is cut short"
    let kind = CacheFailure.Kind.truncated

    func message(_ failure: CacheFailure) -> String { "the image is cut short: \(failure.detail)" }
}
