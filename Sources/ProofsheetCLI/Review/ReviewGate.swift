import FlyingFox
import Synchronization

/// Tells requests of the review's own page from all others.
///
/// Any page that a browser shows, and any program of the machine, can send requests to loopback. The token in the address
/// keeps out who does not know it. `Host` keeps out pages whose name has been made to lead here (DNS rebinding), which
/// would count as of one origin with the review; `Origin`, which a browser sends with every POST (Fetch §3.2), all pages
/// from elsewhere.
final class ReviewGate: Sendable {
    /// 128 random bits as hexadecimal digits.
    let token: String
    private let port = Mutex<UInt16?>(nil)

    init() {
        var generator = SystemRandomNumberGenerator()
        token = (0..<2).map { _ in
            let digits = String(generator.next(), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
    }

    /// Lets requests in that are sent to a port.
    func open(port: UInt16) { self.port.withLock { $0 = port } }

    private var authority: String { port.withLock { $0 }.map { "127.0.0.1:\($0)" } ?? "" }

    /// The origin of the page (RFC 6454 §6.2).
    var origin: String { "http://\(authority)" }

    /// What of the review a request asks for, such as `apply`; nil where it has no business here.
    func path(of request: HTTPRequest) -> String? {
        guard request.headers.values(for: .host) == [authority] else { return nil }
        let origins = request.headers.values(for: HTTPHeader("Origin"))
        // A browser sends none where a page is opened.
        guard origins == [origin] || (origins.isEmpty && request.method == .GET) else { return nil }
        let parts = request.target.path().split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].isEmpty, isToken(parts[1]) else { return nil }
        return String(parts[2])
    }

    /// Takes the same time wherever a text differs, which would tell how much of it is right.
    private func isToken(_ text: Substring) -> Bool {
        let (given, right) = (Array(text.utf8), Array(token.utf8))
        return given.count == right.count && zip(given, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
