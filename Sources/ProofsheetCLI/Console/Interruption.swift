import Dispatch
import Foundation
import Synchronization

/// Ends a run cleanly when the user interrupts it.
enum Interruption {
    /// Runs `body`, whose task is cancelled at the first SIGINT, SIGTERM or SIGHUP; the second ends the process at once.
    static func cancelling(_ body: @escaping @Sendable () async -> Int32) async -> Int32 {
        let task = Task { await body() }
        let count = Mutex(0)
        let sources = [SIGINT, SIGTERM, SIGHUP].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                let isFirst = count.withLock {
                    $0 += 1
                    return $0 == 1
                }
                if !isFirst { _exit(130) }
                Console.error("proofsheet: ending; what was done is kept, and running again goes on from there")
                task.cancel()
            }
            source.resume()
            return source
        }
        let status = await task.value
        sources.forEach { $0.cancel() }
        return status
    }
}
