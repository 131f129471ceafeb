import Synchronization

/// Lets few demands at a time hold much of their files in memory; the others wait.
final class LargeNeeds: Sendable {
    /// Bytes that every demand may hold.
    static let smallNeed = 128 * 1024

    private struct State {
        var free: Int
        var waiting = FIFO<CheckedContinuation<Void, Never>>()
    }

    private let state: Mutex<State>

    /// - Parameter limit: Demands that hold much at once.
    init(limit: Int = 4) { state = Mutex(State(free: limit)) }

    /// Waits for a place, which is to be left.
    func enter() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if let next = state.waiting.popFirst() { return next }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}
