import Foundation
import Synchronization

/// Ends a run cleanly when the user interrupts it.
enum Interruption {
    private static let count = Atomic(0)
    /// Whether the run is being ended.
    static var hasBegun: Bool { count.load(ordering: .relaxed) > 0 }
    /// Told of the first signal.
    ///
    /// It is never deallocated, since a signal may come at any time.
    private nonisolated(unsafe) static let first: UnsafeMutablePointer<sem_t> = {
        let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)
        unsafe sem_init(semaphore, 0, 0)
        return unsafe semaphore
    }()

    /// Runs `body`, whose task is cancelled at the first SIGINT, SIGTERM or SIGHUP; the second ends the process at once.
    ///
    /// Signals are waited for on a thread of their own, and the second is obeyed where it comes: so they are heard when the
    /// threads of tasks hang, or could not be made for want of memory.
    static func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        let task = Task { await body() }
        // Have their values before a signal can come, in whose handler none can be made.
        _ = unsafe (count.load(ordering: .relaxed), first)
        Thread.detachNewThread {
            while unsafe sem_wait(first) != 0 {}
            Console.error("proofsheet: ending; what was done is kept, and running again goes on from there")
            task.cancel()
        }
        var action = sigaction()
        unsafe action.__sigaction_handler.sa_handler = { _ in
            // Nothing here but what a handler may do (signal-safety(7)).
            if Interruption.count.wrappingAdd(1, ordering: .relaxed).newValue > 1 { _exit(130) }
            unsafe sem_post(Interruption.first)
        }
        action.sa_flags = SA_RESTART
        for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaction(number, &action, nil) }
        return await task.value
    }
}
