import FlyingFox
import FlyingSocks
import Foundation
import Synchronization

/// A small HTTP server on loopback that answers from memory, until its owner lets go of it.
package final class ImageServer: Sendable {
    /// An answer.
    package struct Answer: Sendable {
        package var status: Int
        package var headers: [String: String]
        package var body: [UInt8]
        /// Waited for before it is sent; an error takes the place of the answer.
        package var hold: @Sendable () async throws -> Void = {}

        package init(status: Int = 200, type: String? = nil, headers: [String: String] = [:], body: [UInt8] = []) {
            self.status = status
            self.headers = headers
            self.headers["Content-Type"] = type
            self.body = body
        }
    }

    /// A request: its method, the path with its query as sent, header fields with names in lower case, and its body.
    package struct Request: Sendable {
        package var method: String
        package var path: String
        package var headers: [String: String]
        package var body: [UInt8]
    }

    /// For the servers of the process that live at once.
    ///
    /// Each holds a thread of Dispatch as long as it lives, and there are 256 of these: a server too many waits for one
    /// that nobody gives back, and with it all that waits for the server.
    private static let places = Places(128)

    private let task: Task<Void, any Error>
    /// `http://127.0.0.1:PORT`, without a slash at its end.
    package let baseURL: String
    private let log: Log

    /// Starts a server on a free port of 127.0.0.1 that answers with what `answer` gives.
    package init(answering answer: @escaping @Sendable (Request) -> Answer) async throws {
        await Self.places.take()
        // Until the end of the initialiser nobody else gives it back.
        var isKept = false
        defer { if !isKept { Self.places.giveBack() } }
        let log = Log()
        let server = HTTPServer(
            address: try .inet(ip4: "127.0.0.1", port: 0), timeout: 3_600, logger: .disabled,
            handler: Handler(answer: answer, log: log))
        let task = Task { try await server.run() }
        try await server.waitUntilListening(timeout: 3_600)
        guard case .ip4(_, let port) = await server.listeningAddress else { throw URLError(.cannotConnectToHost) }
        self.task = task
        self.log = log
        baseURL = "http://127.0.0.1:\(port)"
        isKept = true
    }

    /// The requests answered so far, in the order of their coming.
    package var requests: [Request] { log.requests.withLock { $0 } }

    deinit {
        task.cancel()
        // Its thread ends a little later; there are more than enough for that.
        Self.places.giveBack()
    }

    private final class Log: Sendable {
        let requests = Mutex<[Request]>([])
    }

    private struct Handler: HTTPHandler {
        let answer: @Sendable (Request) -> Answer
        let log: Log

        func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse {
            var headers: [String: String] = [:]
            for (name, value) in request.headers { headers[name.rawValue.lowercased()] = value }
            let received = Request(
                method: request.method.rawValue, path: request.target.rawValue, headers: headers,
                body: Array(try await request.bodyData))
            log.requests.withLock { $0.append(received) }
            let answer = answer(received)
            try await answer.hold()
            var fields = HTTPHeaders()
            for (name, value) in answer.headers { fields[HTTPHeader(name)] = value }
            return HTTPResponse(
                statusCode: HTTPStatusCode(answer.status, phrase: "-"), headers: fields, body: Data(answer.body))
        }
    }
}
