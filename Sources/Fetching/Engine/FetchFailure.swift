package import Addresses
import HTTPRules

/// Why a request has no response.
///
/// A response of any status, 404 and 500 included, is no failure.
package enum FetchFailure: Error, Sendable, Hashable {
    /// Not a usable absolute http or https URL.
    case invalidURL(reason: String)
    /// Refused by policy: a private address, a scheme other than http and https after a redirect, …
    case refused(reason: String)
    /// More redirects than the limit, or a loop.
    case tooManyRedirects(reason: String)
    /// The body grew beyond the limit, in bytes.
    case tooLarge(limit: Int)
    /// A limit of time was passed; the text says which and how long it is.
    case timedOut(reason: String)
    /// The host asked, with the status given, to be left alone for longer than a run waits; until when, in seconds
    /// since 1970.
    case deferred(host: String, status: Int, until: Int64)
    /// Nobody has an address for the name of the host.
    case unknownHost(reason: String)
    /// No connection, or it broke: TCP, TLS, HTTP framing, the name of the proxy.
    case connection(reason: String)
    /// This machine lacks what the request takes, such as room on the disk; the server is not to blame.
    case lacking(reason: String)
    /// The run was ended before an answer came.
    case cancelled

    /// Of a URL that cannot be used.
    package init(_ failure: AddressFailure) {
        switch failure {
        case .invalidURL(let reason): self = .invalidURL(reason: reason)
        case .refused(let reason): self = .refused(reason: reason)
        }
    }

    /// One sentence without a full stop, for a finding.
    package var reason: String {
        switch self {
        case .invalidURL(let reason), .refused(let reason), .tooManyRedirects(let reason), .timedOut(let reason),
            .unknownHost(let reason), .connection(let reason), .lacking(let reason):
            reason
        case .tooLarge(let limit): "the body is larger than the limit of \(limit) bytes (option max-size)"
        case .deferred(let host, let status, let until):
            "\(host) answered \(status) and wants no requests before \(HTTPDate.timestamp(until)); run again then, "
                + "or sooner with 'proofsheet warm --retry-failed'"
        case .cancelled: "the run was ended before an answer came"
        }
    }
}
