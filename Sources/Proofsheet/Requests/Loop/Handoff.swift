import Synchronization

/// Hands values from one task to another, which bounds how far the first runs ahead: one value lies ready, and the next
/// has to wait.
final class Handoff<Element: Sendable>: Sendable {
    private struct State {
        var ready: Element?
        var blocked: (element: Element, continuation: CheckedContinuation<Void, Never>)?
        var receiver: CheckedContinuation<Element?, Never>?
        var isOver = false
    }

    private let state = Mutex(State())

    /// Returns when there is room for the value.
    func send(_ element: Element) async {
        await withCheckedContinuation { continuation in
            let receiver = state.withLock { state -> CheckedContinuation<Element?, Never>? in
                if let receiver = state.receiver.take() {
                    continuation.resume()
                    return receiver
                }
                if state.ready == nil {
                    state.ready = element
                    continuation.resume()
                } else {
                    state.blocked = (element, continuation)
                }
                return nil
            }
            receiver?.resume(returning: element)
        }
    }

    /// The next value, once there is one; nil at the end.
    func receive() async -> Element? {
        await withCheckedContinuation { continuation in
            state.withLock { state in
                if let element = state.ready.take() {
                    if let blocked = state.blocked.take() {
                        state.ready = blocked.element
                        blocked.continuation.resume()
                    }
                    continuation.resume(returning: element)
                } else if state.isOver {
                    continuation.resume(returning: nil)
                } else {
                    state.receiver = continuation
                }
            }
        }
    }

    /// Says that nothing more will come.
    func finish() {
        state.withLock { state in
            state.isOver = true
            state.receiver.take()?.resume(returning: nil)
        }
    }
}

extension Handoff {
    /// Reads lists of values, one after the other, and hands them over until there are none.
    ///
    /// - Parameter next: The next values, none at the end; it may wait for a pipe as long as it likes, on a thread of
    ///   its own.
    static func producer<Value: Sendable>(
        _ next: @escaping @Sendable (_ isCancelled: () -> Bool) -> Result<[Value], ProofsheetError>
    ) -> @Sendable (Handoff<[Value]>) async throws(ProofsheetError) -> Void where Element == [Value] {
        let queue = WorkQueue(width: 1)
        return { handoff throws(ProofsheetError) in
            while true {
                let values = try await queue.run { isCancelled in next(isCancelled) }.get()
                if values.isEmpty { return }
                await handoff.send(values)
            }
        }
    }
}
