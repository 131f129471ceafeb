/// When a request is sent again.
///
/// Only trouble that can heal is worth it: connections that fail or break, limits of time, and the statuses that
/// say so. The pauses grow and are random over their whole length, so that the requests that one moment of trouble
/// held up don't come back in one moment.
struct RetryPolicy {
    /// The longest `Retry-After` that is waited for; beyond it the response is taken as it is.
    static let longestRetryAfter: Duration = .seconds(60)

    let maximumRetries: Int
    let delay: Duration
    let maximumDelay: Duration

    init(options: FetchOptions) {
        maximumRetries = options.maximumRetries
        delay = max(options.retryDelay, .zero)
        maximumDelay = max(options.maximumRetryDelay, .zero)
    }

    /// A pause before the next try.
    struct Pause {
        /// How long this request waits.
        var length: Duration
        /// How long the server wants to be left alone, by its `Retry-After`; not longer than `length`.
        var demanded: Duration?
    }

    /// The pause before a response's request is sent again; nil where the response stands.
    ///
    /// - Parameters:
    ///   - retries: Retries of the request so far.
    ///   - now: Seconds since 1970.
    func pause(afterStatus status: Int, retryAfter: String?, retries: Int, now: Int64) -> Pause? {
        guard [408, 425, 429, 500, 502, 503, 504].contains(status), retries < maximumRetries else { return nil }
        guard let demanded = retryAfter.flatMap({ Self.retryAfter($0, now: now) }) else {
            return Pause(length: jitter(retries))
        }
        guard demanded <= Self.longestRetryAfter else { return nil }
        return Pause(length: max(demanded, jitter(retries)), demanded: demanded)
    }

    /// The pause before a failed request is sent again; nil where the failure stands.
    func pause(after healing: Healing, retries: Int) -> Pause? {
        let most =
            switch healing {
            case .never: 0
            case .unlikely: min(1, maximumRetries)
            case .likely: maximumRetries
            }
        return retries < most ? Pause(length: jitter(retries)) : nil
    }

    /// The time that a `Retry-After` field asks for (RFC 9110 §10.2.3); nil for an invalid value, zero for a date
    /// that has passed.
    static func retryAfter(_ value: String, now: Int64) -> Duration? {
        if !value.isEmpty, value.utf8.allSatisfy(\.isDigit) {
            return .seconds(Int64(value) ?? .max)
        }
        guard let date = HTTPDate.parse(value, now: now) else { return nil }
        return .seconds(max(0, date - now))
    }

    private func jitter(_ retries: Int) -> Duration {
        let doubled = delay * Double(sign: .plus, exponent: min(retries, 16), significand: 1)
        let longest = min(doubled, maximumDelay)
        return longest * Double.random(in: 0...1)
    }
}

/// Whether trouble goes away when a request is sent again.
enum Healing {
    /// The same answer comes again: a broken certificate, a limit of size, an answer that is no HTTP.
    case never
    /// A name that isn't found. Through libcurl a resolver that is overloaded says the same as one that knows the
    /// name doesn't exist, so one more try tells most of the two apart and costs a dead name only one pause.
    case unlikely
    /// A connection that failed or broke, a limit of time.
    case likely
}
