import Caching
import Fetching

/// What a session gives to the engine of its requests.
struct EngineSupplies {
    /// Where large bodies go; nil for a session that reads none.
    var spool: BodySpool?
    /// Hosts that earlier runs were asked to leave alone.
    var deferredHosts: [DeferredHost] = []
}

extension DeferredHost {
    init(_ deferral: HostDeferral) {
        self.init(origin: deferral.origin, status: deferral.status, until: deferral.until)
    }
}

extension HostDeferral {
    /// - Parameter now: In seconds since 1970.
    init(_ host: DeferredHost, at now: Int64) {
        self.init(origin: host.origin, status: host.status, until: host.until, notedAt: now)
    }
}
