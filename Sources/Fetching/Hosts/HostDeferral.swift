import Synchronization

/// A host that has asked to be left alone for longer than a run waits.
struct HostDeferral {
    let end: ContinuousClock.Instant
    let failure: FetchFailure
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
