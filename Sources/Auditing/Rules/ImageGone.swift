import Caching

/// The server says that the image is no longer there.
struct ImageGone: FailureRule {
    let name = "image-gone"
    let severity = Severity.error
    let summary = "the server answers 404 or 410"
    let kind = CacheFailure.Kind.gone

    func message(_ failure: CacheFailure) -> String {
        "\(failure.detail): the image is gone; find another or remove the entry"
    }
}
