/// How long a response needs no further request, by the rules for a private cache (RFC 9111 §4.2).
package struct Freshness: Sendable, Hashable {
    /// For how many seconds since it was made a response is fresh.
    package let lifetime: Int64
    /// How many seconds old it was when it came.
    package let initialAge: Int64

    private let receivedAt: Int64

    /// Longest heuristic lifetime in seconds, for a response that states none: seven days.
    package static let maximumHeuristicLifetime: Int64 = 7 * 86_400
    /// No lifetime that a server states is believed beyond a year (RFC 9111 §4.2.1 lets a cache shorten it).
    package static let maximumLifetime: Int64 = 365 * 86_400

    /// - Parameter unstatedLifetime: Lifetime in seconds of a response that neither states one nor says when it was
    ///   modified.
    package init(of response: StoredResponse, unstatedLifetime: Int64 = 0) {
        let fields = response.fields
        receivedAt = response.receivedAt
        let date = Self.date("date", fields, now: receivedAt) ?? receivedAt
        lifetime = Self.lifetime(response, date: date, unstated: unstatedLifetime)
        // Of several, the first counts, and one that is no number is as good as none (RFC 9111 §5.1).
        let stated = min(fields.members("age").first.flatMap(deltaSeconds) ?? 0, Self.maximumLifetime)
        let delay = Self.difference(receivedAt, response.requestedAt)
        initialAge = max(0, Self.difference(receivedAt, date), stated + min(max(0, delay), Self.maximumLifetime))
    }

    /// How old the response is, in seconds (RFC 9111 §4.2.3).
    package func age(at now: Int64) -> Int64 {
        let (age, overflow) = initialAge.addingReportingOverflow(max(0, Self.difference(now, receivedAt)))
        return overflow ? .max : age
    }

    /// When it gets stale, in seconds since 1970; not before it came.
    package var freshUntil: Int64 {
        let (time, overflow) = receivedAt.addingReportingOverflow(max(0, Self.difference(lifetime, initialAge)))
        return overflow ? .max : time
    }

    private static func lifetime(_ response: StoredResponse, date: Int64, unstated: Int64) -> Int64 {
        let directives = response.directives
        switch directives.seconds("max-age") {
        case .stated(let seconds): return min(seconds, maximumLifetime)
        case .invalid: return 0  // invalid freshness is best taken as stale (RFC 9111 §4.2.1)
        case .absent: break
        }
        let now = response.receivedAt
        if response.fields["expires"] != nil {
            guard let expires = Self.date("expires", response.fields, now: now) else { return 0 }
            return min(max(0, difference(expires, date)), maximumLifetime)
        }
        guard StatusCode.isHeuristicallyCacheable(response.status) || directives.contains("public") else { return 0 }
        guard response.fields["last-modified"] != nil else { return unstated }
        // A tenth of the time since the last change (RFC 9111 §4.2.2).
        guard let modified = Self.date("last-modified", response.fields, now: now) else { return 0 }
        return min(max(0, difference(date, modified) / 10), maximumHeuristicLifetime)
    }

    /// The date of a field; nil for one that is none, and for several that differ.
    private static func date(_ name: String, _ fields: HTTPFields, now: Int64) -> Int64? {
        let lines = Set(fields.lines(name))
        guard lines.count == 1 else { return nil }
        return lines.first.flatMap { HTTPDate.parse($0, now: now) }
    }

    private static func difference(_ later: Int64, _ earlier: Int64) -> Int64 {
        let (result, overflow) = later.subtractingReportingOverflow(earlier)
        return overflow ? 0 : result
    }
}
