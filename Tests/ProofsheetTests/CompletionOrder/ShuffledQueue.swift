import Foundation
import Synchronization
import TestSupport

@testable import Proofsheet

/// Runs what it is given in an order that is drawn by lot, on several threads.
final class ShuffledQueue: Sendable {
    private struct State {
        var waiting: [@Sendable () -> Void] = []
        /// How often another piece of work was taken than the one that waited longest.
        var overtaken = 0
        var generator: SeededGenerator
    }

    private let state: Mutex<State>
    private let threads = OperationQueue()
    private let count: Int

    /// - Parameter count: How much work waits before the first of it is done.
    init(seed: Int, startingWith count: Int = 1) {
        state = Mutex(State(generator: SeededGenerator(seed: seed)))
        self.count = count
        threads.maxConcurrentOperationCount = 3
        threads.isSuspended = true
    }

    var overtaken: Int { state.withLock(\.overtaken) }

    var queue: WorkQueue {
        WorkQueue { work in
            let waiting = self.state.withLock { state in
                state.waiting.append(work)
                return state.waiting.count
            }
            self.threads.addOperation {
                // Mostly, more has come to draw from by then.
                usleep(self.state.withLock { UInt32($0.generator.draw(below: 200)) })
                self.take()()
            }
            if waiting >= self.count { self.threads.isSuspended = false }
        }
    }

    private func take() -> @Sendable () -> Void {
        state.withLock { state in
            let index = state.generator.draw(below: state.waiting.count)
            if index > 0 { state.overtaken += 1 }
            return state.waiting.remove(at: index)
        }
    }
}

extension SeededGenerator {
    fileprivate mutating func draw(below bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
