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
    /// Until when it answers every request that it was chosen for and that has no directives, in seconds since 1970; not
    /// before it came.
    ///
    /// - Parameter unstatedLifetime: That of `Freshness`.
    package func answersUntil(unstatedLifetime: Int64 = 0) -> Int64 {
        if directives.contains("no-cache") { return receivedAt }
        return Freshness(of: self, unstatedLifetime: unstatedLifetime).freshUntil
    }

    /// What it is good for at `now`, in seconds since 1970.
    ///
    /// - Parameters:
    ///   - answersUntil: What `answersUntil(unstatedLifetime:)` says, where that is known already: most requests need
    ///     nothing else.
    ///   - unstatedLifetime: That of `Freshness`.
    package func reuse(
        for request: CacheRequest, at now: Int64, answersUntil: Int64? = nil, unstatedLifetime: Int64 = 0
    ) -> Reuse {
        guard variant.matches(request.fields), StoredTime.hasCome(receivedAt, at: now) else { return .validate }
        let demands = request.directives
        let end = answersUntil ?? self.answersUntil(unstatedLifetime: unstatedLifetime)
        // A clock that was set back makes nothing fresh that never was.
        if demands.isEmpty, now < end, receivedAt < end { return .answer }
        let directives = directives
        guard !directives.contains("no-cache"), !demands.contains("no-cache") else { return .validate }
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
