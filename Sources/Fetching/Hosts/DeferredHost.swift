/// A host that asked to be left alone for longer than a run waits, as one run tells the next.
package struct DeferredHost: Sendable, Hashable {
    /// Scheme, host and port, as `ResolvedURL.origin` has them.
    package var origin: String
    /// HTTP status of the answer that asked for it.
    package var status: Int
    /// Until when, in seconds since 1970.
    package var until: Int64

    package init(origin: String, status: Int, until: Int64) {
        self.origin = origin
        self.status = status
        self.until = until
    }
}
