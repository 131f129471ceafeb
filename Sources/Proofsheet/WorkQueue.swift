import Foundation
import Synchronization

/// Runs work that blocks or takes the processor for long, away from the threads of Swift's tasks.
struct WorkQueue: Sendable {
    private let submit: @Sendable (@escaping @Sendable () -> Void) -> Void

    /// - Parameter width: How many pieces of work run at once.
    init(width: Int) {
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
        submit = { queue.addOperation($0) }
    }

    /// - Parameter submit: Runs each piece of work once, some time and on some thread.
    init(submit: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
        self.submit = submit
    }

    /// Some more than the cores, since part of the work waits for the disk.
    static let standard = WorkQueue(width: ProcessInfo.processInfo.activeProcessorCount + 2)

    /// Runs the same work on many values side by side; the results are in their order.
    func map<Element: Sendable, Result: Sendable>(
        _ elements: some Collection<Element>, _ work: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (Int, Result).self) { group in
            for (index, element) in elements.enumerated() {
                group.addTask { (index, await run { work(element) }) }
            }
            var results: [Result?] = elements.map { _ in nil }
            for await (index, result) in group { results[index] = result }
            return results.compactMap(\.self)
        }
    }

    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            submit { continuation.resume(returning: work()) }
        }
    }

    /// Runs work that can ask whether the surrounding task has been cancelled.
    func run<Result: Sendable>(
        _ work: @escaping @Sendable (_ isCancelled: @escaping () -> Bool) -> Result
    ) async -> Result {
        let flag = CancellationFlag()
        return await withTaskCancellationHandler {
            await run { work { flag.isSet } }
        } onCancel: {
            flag.set()
        }
    }
}

/// Whether a task has been cancelled, for work that runs outside of it.
private final class CancellationFlag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .acquiring) }

    func set() { value.store(true, ordering: .releasing) }
}
