/// Why there is no fetch engine.
package enum FetchEngineError: Error, Sendable, Hashable {
    /// The proxy is no URL of a scheme that libcurl speaks to proxies in.
    case invalidProxy
    /// The user agent holds a control character.
    case invalidUserAgent
    /// A header field that is none, or that is not the user's to set.
    case invalidHeader(name: String)
    /// The file of certificate authorities can't be read.
    case unreadableCertificateAuthorityFile(path: String)
    /// libcurl or the system refused; the text says what.
    case unavailable(reason: String)

    /// One sentence without a full stop.
    package var reason: String {
        switch self {
        case .invalidProxy:
            "the proxy (key 'proxy', or a variable such as https_proxy) is not a URL of http, https, socks4, socks4a, "
                + "socks5 or socks5h with a host"
        case .invalidUserAgent: "the user agent holds a control character"
        case .invalidHeader(let name):
            "the header field '\(name)' cannot be set: it is not valid, or it is one of those that depend on the "
                + "request; credentials belong into 'auth'"
        case .unreadableCertificateAuthorityFile(let path): "the certificate authority file \(path) can't be read"
        case .unavailable(let reason): reason
        }
    }
}
