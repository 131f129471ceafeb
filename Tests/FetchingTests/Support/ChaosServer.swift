import Glibc
import Synchronization

/// An HTTP server on 127.0.0.1, or on every address of this machine, that answers with whatever bytes a test wants, one thread a connection.
final class ChaosServer: Sendable {
    struct Request: Sendable {
        let path: String
        /// Names in lower case.
        let headers: [String: String]
        /// Counts from 1 in the order of acceptance.
        let connection: Int
    }

    enum Opening: Equatable, Sendable {
        case listen
        case say(String)
        case hangUp
    }

    fileprivate struct Log {
        var connections = 0
        var requests: [Request] = []
        var inFlight = 0
        var mostInFlight = 0
        var open: Set<Int32> = []
        var isStopped = false
    }

    fileprivate final class Core: Sendable {
        let log = Mutex(Log())
        let opening: Opening
        let handler: @Sendable (Exchange) -> Void

        init(_ opening: Opening, _ handler: @escaping @Sendable (Exchange) -> Void) {
            self.opening = opening
            self.handler = handler
        }
    }

    let port: Int
    private let listener: Int32
    private let core: Core

    /// - Parameters:
    ///   - opening: What happens on every connection before any request.
    ///   - handler: Answers one request, on a thread of its connection; it may block.
    ///   - isEverywhere: It listens on every address of this machine, of IPv6 too where there is any.
    init(
        opening: Opening = .listen, isEverywhere: Bool = false, _ handler: @escaping @Sendable (Exchange) -> Void
    ) {
        (listener, port) = (isEverywhere ? Self.listenOnIPv6() : nil) ?? Self.listen(isEverywhere: isEverywhere)
        core = Core(opening, handler)
        detach { [listener, core] in Self.acceptAll(listener, core) }
    }

    deinit {
        // The accepting thread closes it: its number could else be another server's while that thread still uses it.
        shutdown(listener, Int32(SHUT_RDWR))
        core.log.withLock { log in
            log.isStopped = true
            for socket in log.open { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    func url(_ path: String, host: String = "127.0.0.1", scheme: String = "http") -> String {
        "\(scheme)://\(host):\(port)\(path)"
    }

    var connections: Int { core.log.withLock(\.connections) }
    var requests: [Request] { core.log.withLock(\.requests) }
    var paths: [String] { requests.map(\.path) }
    /// A request is being answered, or its connection not closed yet where the handler closes it.
    var isBusy: Bool { core.log.withLock { $0.inFlight > 0 } }
    var mostInFlight: Int { core.log.withLock(\.mostInFlight) }

    /// A port of 127.0.0.1 on which nothing listens, nor ever will: it stays taken, or another test's server could get it.
    static func closedPort() -> Int { listen(isOpen: false).port }

    /// Whether something listens on a port of 127.0.0.1.
    static func isListening(_ port: Int) -> Bool {
        let client = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        defer { close(client) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        address.sin_port = UInt16(truncatingIfNeeded: port).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    /// On all addresses of both families; nil where there is no IPv6.
    private static func listenOnIPv6() -> (listener: Int32, port: Int)? {
        let listener = socket(AF_INET6, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard listener >= 0 else { return nil }
        var isIPv6Only: Int32 = 0
        setsockopt(listener, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &isIPv6Only, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_addr = in6addr_any
        var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && Glibc.listen(listener, 512) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else {
            close(listener)
            return nil
        }
        return (listener, Int(UInt16(bigEndian: address.sin6_port)))
    }

    private static func listen(
        isEverywhere: Bool = false, isOpen: Bool = true
    ) -> (listener: Int32, port: Int) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = isEverywhere ? 0 : UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && (!isOpen || Glibc.listen(listener, 512) == 0)
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard isListening else { fatalError("no test server: errno \(errno)") }
        return (listener, Int(UInt16(bigEndian: address.sin_port)))
    }

    private static func acceptAll(_ listener: Int32, _ core: Core) {
        while true {
            let socket = accept(listener, nil, nil)
            if socket < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard socket >= 0 else {
                close(listener)
                return
            }
            let number = core.log.withLock { log -> Int? in
                guard !log.isStopped else { return nil }
                log.connections += 1
                log.open.insert(socket)
                return log.connections
            }
            guard let number else {
                close(socket)
                continue
            }
            detach { serve(socket, number, core) }
        }
    }

    private static func serve(_ socket: Int32, _ number: Int, _ core: Core) {
        var input: [UInt8] = []
        if case .say(let text) = core.opening {
            _ = text.withCString { Glibc.send(socket, $0, text.utf8.count, Int32(MSG_NOSIGNAL)) }
        }
        while core.opening != .hangUp, let request = readRequest(socket, &input, connection: number) {
            core.log.withLock { log in
                log.requests.append(request)
                log.inFlight += 1
                log.mostInFlight = max(log.mostInFlight, log.inFlight)
            }
            let exchange = Exchange(request: request, socket: socket) {
                core.log.withLock { $0.inFlight -= 1 }
            }
            core.handler(exchange)
            exchange.finish()
            if exchange.isClosing { break }
        }
        core.log.withLock { log in
            _ = log.open.remove(socket)
            close(socket)
        }
    }

    private static func readRequest(_ socket: Int32, _ input: inout [UInt8], connection: Int) -> Request? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            let text = String(decoding: input, as: UTF8.self)
            if input.count >= 4, let blank = (0...(input.count - 4)).first(where: { Array(input[$0..<$0 + 4]) == end })
            {
                input.removeFirst(blank + 4)
                let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    guard let colon = line.firstIndex(of: ":") else { break }
                    headers[line[..<colon].lowercased()] = String(line[line.index(after: colon)...].drop { $0 == " " })
                }
                let path = lines[0].split(separator: " ").dropFirst().first.map(String.init) ?? ""
                return Request(path: path, headers: headers, connection: connection)
            }
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            input += buffer[..<count]
        }
    }
}

/// One request at a `ChaosServer` and the way to answer it.
final class Exchange {
    let request: ChaosServer.Request
    private let socket: Int32
    private var onFinish: (() -> Void)?
    private(set) var isClosing = false

    init(request: ChaosServer.Request, socket: Int32, onFinish: @escaping () -> Void) {
        self.request = request
        self.socket = socket
        self.onFinish = onFinish
    }

    /// Sends bytes as they are; false once the client is gone.
    @discardableResult
    func send(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    @discardableResult
    func send(_ text: String) -> Bool { send(Array(text.utf8)) }

    /// Sends a whole response with `Content-Length`.
    ///
    /// The request counts as out of flight before the client can know it.
    func respond(_ status: Int, _ headers: [String] = [], body: [UInt8] = []) {
        finish()
        let head = ["HTTP/1.1 \(status) Status", "Content-Length: \(body.count)"] + headers
        send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    }

    func respond(_ status: Int, _ headers: [String] = [], body: String) {
        respond(status, headers, body: Array(body.utf8))
    }

    func redirect(_ status: Int = 302, to location: String) {
        respond(status, ["Location: \(location)"], body: "moved")
    }

    /// Some of what was sent has not come to the client's machine yet; a reset would throw it away.
    var hasUnacknowledgedBytes: Bool {
        var count: Int32 = 0
        return ioctl(socket, UInt(TIOCOUTQ), &count) == 0 && count > 0
    }

    /// Closes the connection after the handler.
    func hangUp() { isClosing = true }

    /// Closes the connection after the handler so that the client sees a reset.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<linger>.size))
        isClosing = true
    }

    /// Sends nothing until the client closes the connection.
    func waitForClient() {
        var byte: UInt8 = 0
        while recv(socket, &byte, 1, 0) > 0 {}
        isClosing = true
    }

    func finish() {
        onFinish?()
        onFinish = nil
    }
}
