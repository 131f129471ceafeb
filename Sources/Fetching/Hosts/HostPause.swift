import Synchronization

/// A host that has asked to be left alone for longer than a run waits.
struct HostPause {
    let end: ContinuousClock.Instant
    let failure: FetchFailure
}

extension HostPause {
    /// - Parameters:
    ///   - time: How long the host is left alone, from `now` on.
    ///   - until: The end of that, in seconds since 1970.
    init(of host: String, status: Int, for time: Duration, from now: ContinuousClock.Instant, until: Int64) {
        end = now.saturatingAdvanced(by: time)
        failure = .deferred(host: host, status: status, until: until)
    }
}

/// The hosts that asked to be left alone, noted by the transfer loop and read by others.
final class DeferralNotes: Sendable {
    private let hosts = Mutex<[DeferredHost]>([])

    func add(_ host: DeferredHost) { hosts.withLock { $0.append(host) } }

    func take() -> [DeferredHost] {
        hosts.withLock { hosts in
            defer { hosts = [] }
            return hosts
        }
    }
}
