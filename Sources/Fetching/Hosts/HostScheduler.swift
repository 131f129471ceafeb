import Addresses

/// Whose turn it is: first come, first served on each host, the hosts in turn, none with more requests in flight or
/// starts closer to each other than the options allow.
///
/// A host that complains gets half as many requests at once, down to one, and with each round of requests that go well
/// one more again, as TCP does with its window (RFC 5681 §3.1).
struct HostScheduler<Job> {
    /// A host with this many failed connections in a row is given up.
    static var connectionFailureLimit: Int { 5 }

    private final class Host {
        let key: HostKey
        var waiting = FIFO<Job>()
        var active = 0
        var earliestStart: ContinuousClock.Instant?
        /// In `ready` or in `delayed`.
        var isListed = false
        var connectionFailures = 0
        var givenUp: String?
        /// Requests in flight at once; the part of it that is no whole one is what has been gained on the way to it.
        var window: Double
        /// When the window was last halved; what had been started before says no more about it.
        var halved: ContinuousClock.Instant?
        var deferral: HostPause?
        var streams: ConnectionStreams

        init(key: HostKey, window: Int, streams: Int) {
            self.key = key
            self.streams = ConnectionStreams(sharing: key.scheme == "https" ? .unknown : .none, limit: streams)
            self.window = Double(window)
        }

        var hasRoom: Bool { active < Int(window) && streams.admitsStart }
    }

    /// Requests in flight at once to one host, on however many connections.
    private let concurrency: Int
    private let streams: Int
    private let delay: Duration
    private var hosts: [HostKey: Host] = [:]
    /// Hosts that have jobs waiting and may start one, in turn.
    private var ready = FIFO<Host>()
    /// Hosts that have jobs waiting and may start one later.
    private var delayed = DeadlineQueue<Host>()

    /// - Parameter streams: Requests that one HTTP/2 connection carries at once.
    init(concurrency: Int, streams: Int = 8, delay: Duration) {
        self.concurrency = max(1, concurrency)
        self.streams = streams
        self.delay = max(delay, .zero)
    }

    /// When a host may start a job that can't start now for its delay alone.
    var nextStart: ContinuousClock.Instant? { delayed.next }

    /// Why no more requests go to a host; nil while they do.
    func givenUp(_ key: HostKey) -> String? { hosts[key]?.givenUp }

    /// Until when no more requests go to a host because it asked for that; nil while they do.
    func deferral(_ key: HostKey, now: ContinuousClock.Instant) -> HostPause? {
        hosts[key]?.deferral.flatMap { $0.end > now ? $0 : nil }
    }

    /// How many requests a host gets at once now.
    func window(_ key: HostKey) -> Int { hosts[key].map { Int($0.window) } ?? concurrency }

    mutating func enqueue(_ job: Job, on key: HostKey, now: ContinuousClock.Instant) {
        let host = hosts[key] ?? Host(key: key, window: concurrency, streams: streams)
        hosts[key] = host
        host.waiting.append(job)
        list(host, now: now)
    }

    /// The next job to start, which then counts as in flight until `finish`; nil if none may start now.
    ///
    /// - Parameter isLive: False for a job that has ended while it waited; it is dropped.
    mutating func next(now: ContinuousClock.Instant, isLive: (Job) -> Bool) -> Job? {
        while let host = delayed.popDue(now) {
            host.isListed = false
            list(host, now: now)
        }
        while let host = ready.popFirst() {
            host.isListed = false
            // The host may have been paused, or have complained, while it stood here.
            guard host.hasRoom else { continue }
            if let start = host.earliestStart, start > now {
                list(host, now: now)
                continue
            }
            guard let job = firstLive(of: host, isLive) else {
                forgetIfIdle(host, now: now)
                continue
            }
            host.active += 1
            host.streams.start()
            host.earliestStart = now.saturatingAdvanced(by: delay)
            list(host, now: now)
            return job
        }
        return nil
    }

    /// Takes a job of the host out of flight, and off its connection if it had one.
    mutating func finish(on key: HostKey, connection: Int? = nil, now: ContinuousClock.Instant) {
        guard let host = hosts[key] else { return }
        host.active -= 1
        host.streams.end(connection)
        list(host, now: now)
        forgetIfIdle(host, now: now)
    }

    /// Takes note of what a transfer in flight has learnt of its connection.
    mutating func take(_ note: ConnectionNotes.Note, now: ContinuousClock.Instant) {
        switch note {
        case .connected(let key, let connection, let former):
            hosts[key]?.streams.connect(to: connection, insteadOf: former)
            if let host = hosts[key] { list(host, now: now) }
        case .answered(let key, let isShared):
            hosts[key]?.streams.learn(isShared: isShared)
            if let host = hosts[key] { list(host, now: now) }
        }
    }

    /// Starts nothing more on a host that has a job in flight until the instant.
    mutating func pause(_ key: HostKey, until: ContinuousClock.Instant) {
        guard let host = hosts[key] else { return }
        host.earliestStart = max(host.earliestStart ?? until, until)
    }

    /// Takes note of a host that wanted no requests before there was any.
    mutating func leaveAlone(_ key: HostKey, _ deferral: HostPause) {
        let host = hosts[key] ?? Host(key: key, window: concurrency, streams: streams)
        host.deferral = deferral
        hosts[key] = host
    }

    /// Takes the jobs that wait for a host out of its queue, since it wants no requests for longer than a run waits.
    mutating func postpone(_ key: HostKey, _ deferral: HostPause) -> [Job] {
        guard let host = hosts[key] else { return [] }
        host.deferral = deferral
        return host.waiting.removeAll()
    }

    /// Takes note of an answer that is no complaint.
    mutating func requestWentWell(on key: HostKey) {
        guard let host = hosts[key] else { return }
        host.window = min(Double(concurrency), host.window + 1 / max(1, host.window))
    }

    /// Takes note of a complaint of a host about a request that was started at an instant.
    ///
    /// Those that were in flight together complain of the same thing, and count once.
    mutating func complained(on key: HostKey, startedAt: ContinuousClock.Instant, now: ContinuousClock.Instant) {
        guard let host = hosts[key] else { return }
        if let halved = host.halved, startedAt < halved { return }
        host.halved = now
        host.window = max(1, (host.window / 2).rounded(.down))
    }

    mutating func connectionSucceeded(on key: HostKey) {
        hosts[key]?.connectionFailures = 0
    }

    /// Counts a failed connection of a job in flight.
    ///
    /// - Returns: The waiting jobs, taken out of the queue, if the host is given up for it.
    mutating func connectionFailed(on key: HostKey, reason: String) -> [Job] {
        guard let host = hosts[key], host.givenUp == nil else { return [] }
        host.connectionFailures += 1
        guard host.connectionFailures >= Self.connectionFailureLimit else { return [] }
        host.givenUp = "\(key.host) was given up after \(Self.connectionFailureLimit) failed connections (\(reason))"
        return host.waiting.removeAll()
    }

    private func firstLive(of host: Host, _ isLive: (Job) -> Bool) -> Job? {
        while let job = host.waiting.popFirst() {
            if isLive(job) { return job }
        }
        return nil
    }

    private mutating func list(_ host: Host, now: ContinuousClock.Instant) {
        guard !host.isListed, !host.waiting.isEmpty, host.hasRoom else { return }
        host.isListed = true
        if let start = host.earliestStart, start > now {
            delayed.insert(host, due: start)
        } else {
            ready.append(host)
        }
    }

    /// Runs meet hundreds of thousands of hosts: one is kept only while it has something to remember.
    private mutating func forgetIfIdle(_ host: Host, now: ContinuousClock.Instant) {
        guard host.active == 0, host.waiting.isEmpty, !host.isListed, host.connectionFailures == 0, host.givenUp == nil,
            host.window >= Double(concurrency), host.deferral.map({ $0.end <= now }) ?? true,
            host.earliestStart.map({ $0 <= now }) ?? true
        else { return }
        hosts[host.key] = nil
    }
}
