import Foundation
import Synchronization

/// Memory for the decoding of images, which is shared by all threads of the process: many small pictures at a time, and of
/// very large ones one after the other.
final class DecodingRoom: Sendable {
    private struct State {
        var used = 0
        var most = 0
        /// Numbers that were given to those who wait, and the one whose turn is next.
        var tickets = 0
        var turn = 0
    }

    /// The room of this process.
    static let shared = DecodingRoom(size: 48 << 20)

    /// What takes no more is not counted.
    static let smallAmount = 1 << 20

    private let size: Int
    private let state = Mutex(State())
    private let hasChanged = NSCondition()

    /// - Parameter size: In bytes.
    init(size: Int) { self.size = size }

    /// The largest amount that was taken at once.
    var mostUsed: Int { state.withLock(\.most) }

    /// Runs `body` when there is room for an amount of bytes, which it waits for; what is larger than the whole room has it
    /// alone.
    func taking<Result, Failure: Error>(
        _ amount: Int, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        if amount <= Self.smallAmount { return try body() }
        let amount = min(amount, size)
        let ticket = state.withLock { state in
            state.tickets += 1
            return state.tickets - 1
        }
        hasChanged.lock()
        while !enter(ticket, amount) { hasChanged.wait() }
        hasChanged.unlock()
        // The next may have room as well.
        notify()
        defer {
            state.withLock { $0.used -= amount }
            notify()
        }
        return try body()
    }

    /// First come, first served, so that no large one waits for ever.
    private func enter(_ ticket: Int, _ amount: Int) -> Bool {
        state.withLock { state in
            guard state.turn == ticket, state.used + amount <= size else { return false }
            state.turn += 1
            state.used += amount
            state.most = max(state.most, state.used)
            return true
        }
    }

    private func notify() {
        hasChanged.lock()
        hasChanged.broadcast()
        hasChanged.unlock()
    }
}
