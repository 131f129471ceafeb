import Synchronization

/// The bodies of answers that are in memory, and those that are to be expected.
final class BodyLoad: Sendable {
    private struct State {
        var held = 0
        // As large as few images are, so that many large ones are not all under way before it shows how large they are.
        var expected = 1 << 20
    }

    /// Bytes that have come and wait to be judged, from which on nothing more is asked for.
    private static let mostHeld = 1 << 20
    /// Bytes that may be under way, by what is to be expected of a request.
    private static let mostExpected = 1 << 25
    /// Requests that may be under way, however large images are.
    private static let leastRequests = 16

    private let state = Mutex(State())

    /// Notes that a request has been answered, with a body of some bytes or without.
    func arrived(_ size: Int) {
        state.withLock { state in
            state.held += size
            // A moving average, so that one large image changes little and many change all.
            state.expected += (size - state.expected) / 8
        }
    }

    /// Notes that a body is no longer in memory.
    func released(_ size: Int) { state.withLock { $0.held -= size } }

    /// Whether there is room for one request more.
    ///
    /// - Parameter underWay: Requests without a judged answer.
    func hasRoom(underWay: Int) -> Bool {
        let state = state.withLock { $0 }
        guard state.held < Self.mostHeld else { return false }
        return underWay < Self.leastRequests || underWay < Self.mostExpected / max(1, state.expected)
    }
}
