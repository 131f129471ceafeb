/// What a stored response is good for when a request comes (RFC 9111 §4).
package enum Reuse: Sendable, Hashable {
    /// It is the answer.
    case answer
    /// It is the answer for now, and the server is asked for a new one meanwhile (RFC 5861 §3).
    case answerAndValidate
    /// The server has to be asked, with its validators.
    case validate
}

extension StoredResponse {
    /// What it is good for at `now`, in seconds since 1970.
    ///
    /// - Parameter unstatedLifetime: That of `Freshness`.
    package func reuse(
        for request: CacheRequest, at now: Int64, unstatedLifetime: Int64 = Freshness.unstatedLifetime
    ) -> Reuse {
        let directives = directives
        let demands = request.directives
        guard variant.matches(request.fields), !directives.contains("no-cache"), !demands.contains("no-cache") else {
            return .validate
        }
        let freshness = Freshness(of: self, unstatedLifetime: unstatedLifetime)
        let age = freshness.age(at: now)
        guard
            Self.isYoungEnough(age, demands, isImmutable: directives.contains("immutable") && age < freshness.lifetime)
        else { return .validate }
        if age < freshness.lifetime {
            guard case .stated(let seconds) = demands.seconds("min-fresh") else { return .answer }
            return freshness.lifetime - age >= seconds ? .answer : .validate
        }
        guard !directives.contains("must-revalidate"), !demands.contains("min-fresh") else { return .validate }
        let staleness = age - freshness.lifetime
        if demands.contains("max-stale") {
            if demands.isBare("max-stale") { return .answer }
            if case .stated(let seconds) = demands.seconds("max-stale"), staleness <= seconds { return .answer }
        }
        if case .stated(let seconds) = directives.seconds("stale-while-revalidate"), staleness <= seconds {
            return .answerAndValidate
        }
        return .validate
    }

    /// Whether it may answer though it is stale, when the server gives no answer or only an error.
    ///
    /// Without an answer it may unless `must-revalidate` or `no-cache` forbids it (RFC 9111 §4.2.4, §5.2.2); instead of
    /// an error only as long as `stale-if-error` of the response or the request says (RFC 5861 §4).
    ///
    /// - Parameter status: The status of the error; nil where no answer came.
    package func mayReplace(
        errorStatus status: Int?, for request: CacheRequest, at now: Int64,
        unstatedLifetime: Int64 = Freshness.unstatedLifetime
    ) -> Bool {
        let directives = directives
        guard variant.matches(request.fields), !directives.contains("must-revalidate"),
            !directives.contains("no-cache"), !request.directives.contains("no-cache")
        else { return false }
        guard let status else { return true }
        guard [500, 502, 503, 504].contains(status) else { return false }
        let freshness = Freshness(of: self, unstatedLifetime: unstatedLifetime)
        let staleness = freshness.age(at: now) - freshness.lifetime
        return [directives, request.directives].contains {
            if case .stated(let seconds) = $0.seconds("stale-if-error") { staleness <= seconds } else { false }
        }
    }

    private static func isYoungEnough(_ age: Int64, _ demands: CacheDirectives, isImmutable: Bool) -> Bool {
        switch demands.seconds("max-age") {
        case .absent: true
        case .invalid: false
        // A reload, which an immutable response need not heed while it is fresh (RFC 8246 §2).
        case .stated(0): isImmutable
        case .stated(let seconds): age <= seconds
        }
    }
}
