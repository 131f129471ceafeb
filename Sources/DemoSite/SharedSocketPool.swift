import FlyingFox
import FlyingSocks

/// The sockets of all servers of the process, which wait on one thread.
///
/// A server with a pool of its own holds a thread as long as it lives, and there are no more than 256 of these: what comes
/// then waits for a thread that nobody gives back.
struct SharedSocketPool: AsyncSocketPool {
    private static let pool: some AsyncSocketPool = HTTPServer.defaultPool()

    private static let start = Task {
        try await pool.prepare()
        // Until the process ends.
        Task { try await pool.run() }
    }

    func prepare() async throws { try await Self.start.value }

    /// Ends when the server is told to end; the pool goes on.
    func run() async throws {
        while true { try await Task.sleep(for: .seconds(86_400)) }
    }

    func suspendSocket(_ socket: Socket, untilReadyFor events: Socket.Events) async throws {
        try await Self.pool.suspendSocket(socket, untilReadyFor: events)
    }
}
