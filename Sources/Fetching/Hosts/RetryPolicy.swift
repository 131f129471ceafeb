import Addresses
import HTTPRules

/// When a request is sent again.
///
/// Only trouble that can heal is worth it: connections that fail or break, limits of time, and the statuses that
/// say so. The pauses grow and are random over their whole length, so that the requests that one moment of trouble
/// held up don't come back in one moment.
struct RetryPolicy {
    /// The longest `Retry-After` that is waited for; beyond it the requests of the host are left to a later run.
    static let longestRetryAfter: Duration = .seconds(60)
    /// The longest time that a host is left alone, however long it asks for.
    static let longestDeferral: Duration = .seconds(7 * 86_400)

    let maximumRetries: Int
    /// Retries of the run that may be made for each request of it, beside the first few.
    let budget: Double
    let minimumBudget: Int
    let delay: Duration
    let maximumDelay: Duration

    init(options: FetchOptions) {
        maximumRetries = options.maximumRetries
        budget = options.retryBudget
        minimumBudget = options.minimumRetryBudget
        delay = max(options.retryDelay, .zero)
        maximumDelay = max(options.maximumRetryDelay, .zero)
    }

    /// Whether the run may make one more retry: many requests that fail are the sign of trouble that more of them make
    /// worse.
    ///
    /// - Parameters:
    ///   - spent: Retries of the run so far.
    ///   - requests: Requests of the run so far, retries and redirects left out.
    func affordsRetry(spent: Int, requests: Int) -> Bool {
        spent < max(minimumBudget, Int(min(budget * Double(requests), 1e9)))
    }

    /// How long a server wants to be left alone, by the `Retry-After` of an answer that can heal; nil where it does
    /// not say.
    ///
    /// - Parameter now: Seconds since 1970.
    static func demand(ofStatus status: Int, retryAfter: String?, now: Int64) -> Duration? {
        guard isPassing(status) else { return nil }
        return retryAfter.flatMap { Self.retryAfter($0, now: now) }
    }

    /// The pause before a response's request is sent again; nil where the response stands.
    ///
    /// - Parameters:
    ///   - demanded: How long the server wants to be left alone; the pause is no shorter.
    ///   - retries: Retries of the request so far.
    func pause(afterStatus status: Int, demanded: Duration?, retries: Int) -> Duration? {
        guard Self.isPassing(status), retries < maximumRetries, demanded ?? .zero <= Self.longestRetryAfter else {
            return nil
        }
        return max(demanded ?? .zero, jitter(retries))
    }

    /// Whether a status speaks of trouble that can heal.
    private static func isPassing(_ status: Int) -> Bool { [408, 425, 429, 500, 502, 503, 504].contains(status) }

    /// The pause before a failed request is sent again; nil where the failure stands.
    func pause(after healing: Healing, retries: Int) -> Duration? {
        let most =
            switch healing {
            case .never: 0
            case .unlikely: min(1, maximumRetries)
            case .likely: maximumRetries
            }
        return retries < most ? jitter(retries) : nil
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
