package import Addresses

/// Limits and manners of a fetch engine.
package struct FetchOptions: Sendable {
    /// Requests in flight at once, over all hosts.
    package var concurrency = 200
    /// Requests in flight at once to one host (scheme, host and port), on however many connections.
    package var hostConcurrency = 6
    /// Of these, how many go over one HTTP/2 connection; for more there is another connection.
    ///
    /// Servers allow a hundred or more (RFC 9113 §6.5.2), which one visitor does not need.
    package var connectionStreams = 8
    /// Time between two starts of requests to one host.
    package var hostDelay: Duration = .milliseconds(50)
    /// Time for name resolution, TCP and TLS.
    package var connectTimeout: Duration = .seconds(10)
    /// Time from sending a request to the first byte of the response.
    package var firstByteTimeout: Duration = .seconds(20)
    /// A transfer below 1 KB/s for this long has stalled.
    package var stallTimeout: Duration = .seconds(15)
    /// Time for one attempt, redirects not included.
    package var totalTimeout: Duration = .seconds(60)
    /// How long a connection that is idle is kept for the next request, of which libcurl by itself has 118 seconds.
    package var connectionIdleTime: Duration = .seconds(118)
    /// Largest body in bytes, counted as it arrives after content decoding.
    package var maximumBodySize = 50_000_000
    /// Where bodies of more than 256 KiB go, and all others while more than `bodyMemory` of them are in memory; nil keeps
    /// them in memory.
    package var bodyStore: (any BodyStore)?
    /// Bytes of bodies that are in memory at once, over all transfers, and over all answers that are still held; smaller
    /// bodies go to the store too where there would be more.
    package var bodyMemory = 32 << 20
    /// Largest header section of a response in bytes.
    package var maximumHeaderSize = 65_536
    /// Longest URL in bytes.
    package var maximumURLLength = URLPolicy.standardMaximumLength
    /// Redirects followed for one request.
    package var maximumRedirects = 5
    /// Times a request is sent again after trouble that can heal.
    package var maximumRetries = 3
    /// First pause before a retry; it doubles each time, up to `maximumRetryDelay`, with full jitter.
    package var retryDelay: Duration = .seconds(1)
    package var maximumRetryDelay: Duration = .seconds(30)
    /// Retries of the whole run for each of its requests, once there have been `minimumRetryBudget`.
    package var retryBudget = 0.1
    package var minimumRetryBudget = 20
    /// Lets requests go to private, loopback, link-local and other special addresses.
    package var allowsPrivateHosts = false
    /// Hosts that may be asked all the same.
    package var privateHosts: [PrivateHost] = []
    /// Addresses of names in lower case that are not looked up.
    var knownAddresses: [String: [IPAddress]] = [:]
    /// Which requests go through a proxy.
    package var proxies = ProxySelection()
    /// A PEM file of certificate authorities to trust in place of the system's.
    package var certificateAuthorityFile: String?
    /// Media types that the Accept field names before all other images, the most wanted first.
    ///
    /// Servers that choose by this field look for the names, so that those of formats nobody can decode do not belong
    /// here.
    package var acceptedTypes: [String] = []
    /// The value of the User-Agent field.
    package var userAgent = "Proofsheet"
    /// Hosts that an earlier run was asked to leave alone, and that are sent nothing until then.
    package var deferredHosts: [DeferredHost] = []
    /// Header fields of every request, whatever its host, beside those that are the engine's own.
    package var headers: [(name: String, value: String)] = []
    /// Credentials by the origin that they are for (`ResolvedURL.origin`); no other origin gets them, whatever
    /// redirects to where.
    package var credentials: [String: Credential] = [:]

    package init() {}
}
