import Foundation

/// Runs work that blocks or takes the processor for long, away from the threads of Swift's tasks.
struct WorkQueue: Sendable {
    private let queue: OperationQueue

    /// - Parameter width: How many pieces of work run at once.
    init(width: Int) {
        queue = OperationQueue()
        queue.maxConcurrentOperationCount = width
    }

    /// Some more than the cores, since part of the work waits for the disk.
    static let standard = WorkQueue(width: ProcessInfo.processInfo.activeProcessorCount + 2)

    func run<Result: Sendable>(_ work: @escaping @Sendable () -> Result) async -> Result {
        await withCheckedContinuation { continuation in
            queue.addOperation { continuation.resume(returning: work()) }
        }
    }
}
