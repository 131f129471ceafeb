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

    init(seed: Int) {
        state = Mutex(State(generator: SeededGenerator(seed: seed)))
        threads.maxConcurrentOperationCount = 3
    }

    var overtaken: Int { state.withLock(\.overtaken) }

    var queue: WorkQueue {
        WorkQueue { work in
            self.state.withLock { $0.waiting.append(work) }
            self.threads.addOperation {
                // Until then more has come to draw from.
                usleep(self.state.withLock { UInt32($0.generator.draw(below: 200)) })
                self.take()()
            }
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
