import Glibc

/// A thread of our own, since libcurl's waiting would hold up a thread of Swift's pool.
struct LoopThread: Sendable {
    private let handle: pthread_t

    private final class Start: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// - Throws: The error number of `pthread_create`.
    init(_ body: @escaping @Sendable () -> Void) throws(LoopThread.Failure) {
        let start = Unmanaged.passRetained(Start(body))
        var handle = pthread_t()
        let code = pthread_create(&handle, nil, { LoopThread.run($0) }, start.toOpaque())
        guard code == 0 else {
            start.release()
            throw Failure(code: code)
        }
        self.handle = handle
    }

    struct Failure: Error {
        let code: Int32
    }

    /// Waits for the end of the thread; to be called once.
    func join() { pthread_join(handle, nil) }

    private static func run(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        // Signals are for the program's other threads; and a write to a closed connection must not end it.
        var all = sigset_t()
        sigfillset(&all)
        pthread_sigmask(SIG_BLOCK, &all, nil)
        if let context { Unmanaged<Start>.fromOpaque(context).takeRetainedValue().body() }
        return nil
    }
}
