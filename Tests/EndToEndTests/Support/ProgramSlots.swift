import Foundation
import Synchronization

/// Bounds how many programs the tests of all suites run at once; who waits for a slot holds no thread.
final class ProgramSlots: Sendable {
    /// Some more than the cores, since programs wait for servers and the disk, too.
    static let shared = ProgramSlots(count: ProcessInfo.processInfo.activeProcessorCount + 2)

    /// What runs has a slot already, which its child tasks share.
    @TaskLocal private static var isHeld = false

    private struct State {
        var free: Int
        /// In the order of their coming.
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    private init(count: Int) { state = Mutex(State(free: count)) }

    /// Runs `body` once there is a slot for it.
    ///
    /// All programs that `body` starts share the slot: a test whose programs meet each other starts them in one.
    func withSlot<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        if Self.isHeld { return try await body() }
        await take()
        defer { giveBack() }
        return try await Self.$isHeld.withValue(true) { try await body() }
    }

    private func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
