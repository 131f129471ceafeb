/// That a host asked to be left alone, which holds for later runs too.
package struct HostDeferral: Sendable, Hashable {
    /// Scheme, host and port: `https://images.example:443`.
    package var origin: String
    /// HTTP status of the answer that asked for it.
    package var status: Int
    /// Until when, in seconds since 1970.
    package var until: Int64
    /// When the answer came, in seconds since 1970.
    package var notedAt: Int64

    package init(origin: String, status: Int, until: Int64, notedAt: Int64) {
        self.origin = origin
        self.status = status
        self.until = until
        self.notedAt = notedAt
    }

    /// The longest time, in seconds, that a host is left alone for one answer.
    package static let longestTime: Int64 = 7 * 86_400

    /// Whether the host is still to be left alone at `now`, in seconds since 1970.
    ///
    /// What was noted in the future comes of a clock that was ahead, and counts as never.
    package func holds(at now: Int64) -> Bool {
        let longest = notedAt.addingReportingOverflow(Self.longestTime)
        return notedAt <= now && now < min(until, longest.overflow ? .max : longest.partialValue)
    }
}

extension Cache {
    /// Notes which hosts asked to be left alone.
    package func note(_ deferrals: [HostDeferral]) throws(CacheError) {
        if !deferrals.isEmpty { try index?.write(deferrals) }
    }

    /// The hosts that are to be left alone at `now`, in seconds since 1970.
    package func deferredHosts(at now: Int64) throws(CacheError) -> [HostDeferral] {
        try index?.deferrals().filter { $0.holds(at: now) } ?? []
    }

    /// Forgets what hosts asked for, since all are to be asked again.
    package func forgetDeferredHosts() throws(CacheError) { try index?.forgetDeferrals() }
}
