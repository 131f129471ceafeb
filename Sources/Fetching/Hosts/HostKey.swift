/// A server as requests see it.
struct HostKey: Hashable, Sendable {
    let scheme: String
    let host: String
    let port: Int

    init(_ url: ResolvedURL) {
        scheme = url.scheme
        host = url.host
        port = url.port
    }
}

/// A host that has asked to be left alone for longer than a run waits.
struct HostDeferral {
    let end: ContinuousClock.Instant
    let failure: FetchFailure
}
