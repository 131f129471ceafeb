import FlyingFox
import FlyingSocks
import Foundation
import Proofsheet

/// Serves a review on loopback, to whoever knows its address.
final class ReviewServer: Sendable {
    /// Where the page is, with the token in it.
    let address: String
    private let running: Task<Void, any Error>

    /// Starts to serve.
    ///
    /// - Parameters:
    ///   - port: 0 for one that is free.
    ///   - onDone: Called when somebody has ended the review from the page, and has been answered.
    init(_ review: Review, port: UInt16, onDone: @escaping @Sendable () -> Void) async throws(ProofsheetError) {
        let gate = ReviewGate()
        let handler = ReviewHandler(review: review, gate: gate, onDone: onDone)
        do {
            let server = HTTPServer(
                address: try .inet(ip4: "127.0.0.1", port: port), timeout: Self.patience, logger: .disabled,
                handler: handler)
            let running = Task { try await server.run() }
            let listening = Task { try await server.waitUntilListening(timeout: Self.patience) }
            // A server that could not start is not waited for.
            Task {
                _ = try? await running.value
                listening.cancel()
            }
            do { try await listening.value } catch {
                try await running.value
                throw error
            }
            guard case .ip4(_, let port) = await server.listeningAddress else { throw SocketError.disconnected }
            gate.open(port: port)
            address = "\(gate.origin)/\(gate.token)/"
            self.running = running
        } catch {
            let place = port == 0 ? "127.0.0.1" : "port \(port) of 127.0.0.1"
            throw ProofsheetError(
                .failure, "the review cannot be served at \(place): \(Self.reason(error)); give another --port, or none"
            )
        }
    }

    /// Seconds that work on a request may take: a large archive is audited anew.
    private static let patience: TimeInterval = 86_400

    private static func reason(_ error: any Error) -> String {
        if case .failed(_, let code, _)? = error as? SocketError,
            let text = unsafe String(validatingCString: strerror(code))
        {
            return text
        }
        return "\(error)"
    }

    /// Takes no more requests.
    ///
    /// It waits for nothing: what is left of it ends with the process.
    func stop() { running.cancel() }
}
