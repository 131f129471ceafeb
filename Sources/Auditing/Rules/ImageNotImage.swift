import Caching

/// The server answers with something that is no image.
struct ImageNotImage: FailureRule {
    let name = "image-not-image"
    let severity = Severity.error
    let summary = "the answer is not an image"
    let kind = CacheFailure.Kind.notImage

    func message(_ failure: CacheFailure) -> String { "the answer is not an image: \(failure.detail)" }
}
