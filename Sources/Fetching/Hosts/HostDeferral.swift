/// A host that has asked to be left alone for longer than a run waits.
struct HostDeferral {
    let end: ContinuousClock.Instant
    let failure: FetchFailure
}
