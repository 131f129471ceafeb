import Synchronization

/// What other threads ask of the transfer loop.
enum FetchCommand: Sendable {
    case start(FetchOrder)
    case cancel(FetchTicket)
    case stop
}

/// The way of commands into the transfer loop.
final class FetchInbox: Sendable {
    private struct State {
        var commands: [FetchCommand] = []
        /// Why nothing is taken any more.
        var closed: FetchFailure?
        /// The handle to wake; let go when the inbox closes, so that the loop is the one that frees it.
        var multi: CurlMulti?
    }

    private let state: Mutex<State>

    init(waking multi: CurlMulti) {
        state = Mutex(State(multi: multi))
    }

    /// Hands a command over; an order that comes too late is refused at once.
    func submit(_ command: FetchCommand) {
        let closed = state.withLock { state -> FetchFailure? in
            guard state.closed == nil else { return state.closed }
            // With something in the box already, the loop has been woken and has not come yet.
            if state.commands.isEmpty { state.multi?.wakeUp() }
            state.commands.append(command)
            return nil
        }
        if let closed, case .start(let order) = command { order.refuse(closed) }
    }

    /// Takes all commands out.
    func take() -> [FetchCommand] {
        state.withLock { state in
            var commands: [FetchCommand] = []
            swap(&commands, &state.commands)
            return commands
        }
    }

    /// Refuses the orders that are left and all that come later.
    func close(_ failure: FetchFailure) {
        let left = state.withLock { state in
            defer {
                state.commands = []
                state.multi = nil
            }
            state.closed = failure
            return state.commands
        }
        for case .start(let order) in left { order.refuse(failure) }
    }
}
