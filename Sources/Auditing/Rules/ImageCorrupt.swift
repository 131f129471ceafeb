import Caching

/// The image is damaged at its source.
struct ImageCorrupt: FailureRule {
    let name = "image-corrupt"
    let severity = Severity.error
    let summary = "the image is damaged"
    let kind = CacheFailure.Kind.corrupt

    func message(_ failure: CacheFailure) -> String { "the image is damaged: \(failure.detail)" }
}
