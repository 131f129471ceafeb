/// The limits of time of one attempt, watched by the transfer loop.
///
/// libcurl's own limits don't tell which phase took too long, count waiting for the first byte as a stall, and
/// don't run while a request waits for a connection.
struct TimeLimits {
    let connect: Duration
    let firstByte: Duration
    let stall: Duration
    let total: Duration
    /// A transfer below it has stalled.
    static let slowestRate = 1_000.0

    init(options: FetchOptions) {
        // A limit of nothing would be passed before it could be met, and checked without end.
        let least = Duration.milliseconds(1)
        connect = max(options.connectTimeout, least)
        firstByte = max(options.firstByteTimeout, least)
        stall = max(options.stallTimeout, least)
        total = max(options.totalTimeout, least)
    }

    var noConnection: String { "no connection within \(connect.text) (option connect-timeout)" }
}

/// How far an attempt has come, and by when it has to come further.
struct AttemptTimer {
    enum Phase: Equatable {
        /// Name resolution, TCP, TLS; or waiting for a connection that others are opening.
        case connecting
        /// The request has been sent.
        case waiting
        /// The response comes in.
        case receiving
    }

    private let limits: TimeLimits
    private let started: ContinuousClock.Instant
    private(set) var phase = Phase.connecting
    /// Begin of the phase or, in `receiving`, of the stretch over which the rate is measured.
    private var phaseStarted: ContinuousClock.Instant
    /// Bytes received before that stretch.
    private var bytesBefore = 0

    init(limits: TimeLimits, now: ContinuousClock.Instant) {
        self.limits = limits
        started = now
        phaseStarted = now
    }

    mutating func enter(_ phase: Phase, now: ContinuousClock.Instant) {
        guard phase != self.phase else { return }
        self.phase = phase
        phaseStarted = now
        bytesBefore = 0
    }

    /// When to check next.
    var deadline: ContinuousClock.Instant {
        min(phaseStarted.saturatingAdvanced(by: phaseLimit), started.saturatingAdvanced(by: limits.total))
    }

    /// Which limit has been passed, if one has; begins a new stretch for the rate where a stretch was fast enough.
    ///
    /// - Parameter received: Bytes of header and body so far.
    mutating func check(now: ContinuousClock.Instant, received: Int) -> String? {
        if now >= started.saturatingAdvanced(by: limits.total) {
            return "not complete within \(limits.total.text) (option timeout)"
        }
        guard now >= phaseStarted.saturatingAdvanced(by: phaseLimit) else { return nil }
        switch phase {
        case .connecting: return limits.noConnection
        case .waiting: return "no answer within \(limits.firstByte.text) (option first-byte-timeout)"
        case .receiving:
            let rate = Double(received - bytesBefore) / ((now - phaseStarted) / .seconds(1))
            if rate < TimeLimits.slowestRate {
                let slowest = "slower than \(Int(TimeLimits.slowestRate)) bytes a second"
                return "\(slowest) for \(limits.stall.text) (option stall-timeout)"
            }
            phaseStarted = now
            bytesBefore = received
            return nil
        }
    }

    private var phaseLimit: Duration {
        switch phase {
        case .connecting: limits.connect
        case .waiting: limits.firstByte
        case .receiving: limits.stall
        }
    }
}

/// When the transfers at work have to be looked at for their limits of time: at the latest when the first of their
/// deadlines comes, which move as the transfers go on.
final class LimitAlarm {
    private(set) var next: ContinuousClock.Instant?

    func ring(atLatest deadline: ContinuousClock.Instant) {
        next = min(next ?? deadline, deadline)
    }

    func reset(to deadline: ContinuousClock.Instant?) { next = deadline }
}

extension Duration {
    /// In whole seconds where it is that, else in milliseconds: `15 s`, `250 ms`.
    var text: String {
        components.attoseconds == 0 ? "\(components.seconds) s" : "\(wholeMilliseconds) ms"
    }

    /// Rounded up, so that waiting that long is never too short; at most as many as a C `int` holds.
    var wholeMilliseconds: Int32 {
        let exact = (self / .milliseconds(1)).rounded(.up)
        return exact >= Double(Int32.max) ? .max : Int32(max(exact, 0))
    }
}

extension ContinuousClock.Instant {
    /// Limits of time come from users: one beyond the end of the clock is no limit.
    func saturatingAdvanced(by duration: Duration) -> ContinuousClock.Instant {
        advanced(by: min(max(duration, .zero), .seconds(1 << 32)))
    }
}
