import HTTPRules

/// Rules of RFC 9111 that only a cache between a client and its servers needs: `warm` keeps an image whatever error comes,
/// and makes no request but GET.
extension StoredResponse {
    /// Whether it may answer though it is stale, when the server gives no answer or only an error.
    ///
    /// Without an answer it may unless `must-revalidate` or `no-cache` forbids it (RFC 9111 §4.2.4, §5.2.2); instead of
    /// an error only as long as `stale-if-error` of the response or the request says (RFC 5861 §4).
    ///
    /// - Parameter status: The status of the error; nil where no answer came.
    func mayReplace(errorStatus status: Int?, for request: CacheRequest, at now: Int64) -> Bool {
        let directives = directives
        guard variant.matches(request.fields), !directives.contains("must-revalidate"),
            !directives.contains("no-cache"), !request.directives.contains("no-cache")
        else { return false }
        guard let status else { return true }
        guard [500, 502, 503, 504].contains(status) else { return false }
        let freshness = Freshness(of: self)
        let staleness = freshness.age(at: now) - freshness.lifetime
        return [directives, request.directives].contains {
            if case .stated(let seconds) = $0.seconds("stale-if-error") { staleness <= seconds } else { false }
        }
    }
}

extension CacheRequest {
    /// Whether an answer to it makes what is stored of its URL invalid (RFC 9111 §4.4).
    func invalidates(status: Int) -> Bool {
        !["GET", "HEAD", "OPTIONS", "TRACE"].contains(method) && (200...399).contains(status)
    }
}
