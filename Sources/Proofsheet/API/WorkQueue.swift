import Foundation
import Synchronization

/// Runs work that blocks or takes the processor for long, away from the threads of Swift's tasks.
struct WorkQueue: Sendable {
    private let submit: @Sendable (@escaping @Sendable () -> Void) -> Void
    /// How many pieces of work run at once; nil where nothing is known of it.
    private let width: Int?

    /// - Parameter width: How many pieces of work run at once.
    init(width: Int) {
        self.width = width
        let queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
        submit = { queue.addOperation($0) }
    }

    /// - Parameter submit: Runs each piece of work once, some time and on some thread.
    init(submit: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void) {
        self.submit = submit
        width = nil
    }

    /// Some more than the cores, since part of the work waits for the disk.
    static let standard = WorkQueue(width: ProcessInfo.processInfo.activeProcessorCount + 2)

    /// Runs the same work on many values side by side; the results are in their order.
    func map<Element: Sendable, Result: Sendable>(
        _ elements: some Collection<Element>, _ work: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        let elements = Array(elements)
        let size = pieceSize(of: elements.count)
        return await withTaskGroup(of: (Int, [Result]).self) { group in
            for start in stride(from: 0, to: elements.count, by: size) {
                let piece = elements[start..<min(start + size, elements.count)]
                group.addTask { (start, await run { piece.map(work) }) }
            }
            var results: [Int: [Result]] = [:]
            for await (start, piece) in group { results[start] = piece }
            return stride(from: 0, to: elements.count, by: size).flatMap { results[$0] ?? [] }
        }
    }

    /// How many values make a piece of work: to hand each over alone costs more than many take, and with fewer pieces
    /// the last would be waited for too long.
    private func pieceSize(of count: Int) -> Int {
        guard let width else { return 1 }
        return max(1, count / (2 * width))
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
