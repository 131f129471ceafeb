import Caching

/// The address policy does not let the request go out.
struct URLRefused: FailureRule {
    let name = "url-refused"
    let severity = Severity.error
    let summary = "refused by the address policy"
    let kind = CacheFailure.Kind.refused

    func message(_ failure: CacheFailure) -> String { "not fetched: \(failure.detail)" }
}
