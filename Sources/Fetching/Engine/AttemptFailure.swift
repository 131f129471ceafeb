import Addresses
import CCurl
import Glibc

/// How one sending of a request failed.
struct AttemptFailure {
    var failure: FetchFailure
    var healing: Healing
    /// No connection came about.
    var isConnectionFailure = false
    /// The host cut a connection off, as one does that is asked for too much.
    var isComplaint = false

    static func lasting(_ reason: String) -> AttemptFailure {
        AttemptFailure(failure: .connection(reason: reason), healing: .never)
    }

    static func passing(_ reason: String) -> AttemptFailure {
        AttemptFailure(failure: .connection(reason: reason), healing: .likely)
    }

    static func complaint(_ reason: String) -> AttemptFailure {
        AttemptFailure(failure: .connection(reason: reason), healing: .likely, isComplaint: true)
    }

    /// The header section of an answer takes more bytes than `limit`.
    static func largeHeader(limit: Int) -> AttemptFailure {
        lasting("the header section is larger than \(limit) bytes (option max-header-size)")
    }

    /// The system made no socket, for a reason that the number of its error tells.
    static func lackingSocket(_ code: Int32) -> AttemptFailure {
        let reason = "no connection can be opened: \(String(cString: strerror(code)))"
        return AttemptFailure(failure: .lacking(reason: reason), healing: .never)
    }
}

extension AttemptFailure {
    /// What libcurl ended a transfer with.
    ///
    /// The texts are made of our own words and of what doesn't change from run to run: libcurl's messages hold
    /// durations and parts of what a server sent.
    ///
    /// - Parameters:
    ///   - url: The URL asked for.
    ///   - easy: The handle, for what else it knows.
    ///   - isProxied: The connection is one to a proxy.
    ///   - isKept: The connection had been used before.
    ///   - maximumHeaderSize: Of the header section of an answer, in bytes.
    init(
        _ code: CURLcode, url: ResolvedURL, easy: CurlEasy, isProxied: Bool, isKept: Bool, maximumHeaderSize: Int
    ) {
        if let connecting = Self.connecting(code, url: url, easy: easy, isProxied: isProxied) {
            self = connecting
            isConnectionFailure = true
        } else {
            self = Self.exchanging(code, easy: easy, isKept: isKept, maximumHeaderSize)
        }
    }

    private static func connecting(
        _ code: CURLcode, url: ResolvedURL, easy: CurlEasy, isProxied: Bool
    ) -> AttemptFailure? {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST where isWithoutDescriptors:
            let reason = "the name \(url.host) cannot be looked up: \(String(cString: strerror(EMFILE)))"
            return AttemptFailure(failure: .lacking(reason: reason), healing: .never)
        case CURLE_COULDNT_RESOLVE_HOST:
            return AttemptFailure(
                failure: .unknownHost(reason: "the name \(url.host) was not found"), healing: .unlikely)
        case CURLE_COULDNT_RESOLVE_PROXY:
            return AttemptFailure(
                failure: .connection(reason: "the name of the proxy was not found"), healing: .unlikely)
        case CURLE_COULDNT_CONNECT:
            let peer = isProxied ? "the proxy" : "\(url.host) port \(url.port)"
            return passing("no connection to \(peer)\(cause(easy.systemError))")
        case CURLE_SSL_CONNECT_ERROR:
            // A handshake that is cut off can heal; one that finds nothing in common can't.
            let message = easy.errorMessage
            let isCutOff = easy.systemError != 0 || message.contains("SSL_ERROR_SYSCALL")
            return isCutOff
                ? passing("the TLS handshake was cut off\(cause(easy.systemError))")
                : lasting("no TLS connection: \(printable(message))")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_PINNEDPUBKEYNOTMATCH, CURLE_SSL_CRL_BADFILE:
            return lasting("the certificate of \(url.host) is not trusted: \(printable(easy.errorMessage))")
        case CURLE_PROXY:
            return lasting("the proxy did not let the request through")
        default: return nil
        }
    }

    private static func exchanging(
        _ code: CURLcode, easy: CurlEasy, isKept: Bool, _ maximumHeaderSize: Int
    ) -> AttemptFailure {
        switch code {
        case CURLE_GOT_NOTHING:
            return complaint("the server closed the connection without an answer")
        case CURLE_PARTIAL_FILE:
            return passing("the connection ended before the body was complete")
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR:
            return complaint("the connection broke\(cause(easy.systemError))")
        case CURLE_HTTP2, CURLE_HTTP2_STREAM:
            return complaint("the HTTP/2 connection broke")
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            // On a kept connection it can be what an answer before had too much.
            return isKept ? passing("the answer is not valid HTTP") : lasting("the answer is not valid HTTP")
        case CURLE_OUT_OF_MEMORY:
            // Also libcurl's word for a header line beyond its own limit of 100 KiB.
            return lasting(
                maximumHeaderSize > 102_400
                    ? "a header line is larger than 102400 bytes, whatever max-header-size says, or memory ran out"
                    : "the header section is larger than \(maximumHeaderSize) bytes (option max-header-size), "
                        + "or memory ran out")
        case CURLE_BAD_CONTENT_ENCODING:
            return lasting("the content coding of the body is broken")
        case CURLE_URL_MALFORMAT:
            return AttemptFailure(failure: .invalidURL(reason: "libcurl does not take the URL"), healing: .never)
        default:
            return lasting(String(cString: curl_easy_strerror(code)))
        }
    }

    /// Whether this process can open nothing more, such as the files and sockets that a look-up takes.
    private static var isWithoutDescriptors: Bool {
        let copy = dup(STDERR_FILENO)
        let code = errno
        if copy >= 0 { close(copy) }
        return copy < 0 && (code == EMFILE || code == ENFILE)
    }

    private static func cause(_ number: Int32) -> String {
        number == 0 ? "" : ": \(String(cString: strerror(number)))"
    }

    /// Text that goes to a terminal or log: printable ASCII of a sane length.
    private static func printable(_ text: String) -> String {
        String(text.unicodeScalars.prefix(160).map { $0.value >= 0x20 && $0.value < 0x7f ? Character($0) : "?" })
    }
}
