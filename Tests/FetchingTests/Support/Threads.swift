import Glibc
import Synchronization

/// Runs a closure on a thread of its own.
func detach(_ body: @escaping @Sendable () -> Void) {
    final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var thread = pthread_t()
    let start = Unmanaged.passRetained(Box(body))
    let code = pthread_create(
        &thread, nil,
        { context in
            if let context { Unmanaged<Box>.fromOpaque(context).takeRetainedValue().body() }
            return nil
        }, start.toOpaque())
    guard code == 0 else { fatalError("no thread: \(code)") }
    pthread_detach(thread)
}

/// Lets threads wait until as many of them have come as a test wants.
final class Meeting: Sendable {
    private let arrived = Mutex(0)
    private let size: Int

    init(of size: Int) { self.size = size }

    func join() {
        arrived.withLock { $0 += 1 }
        while !isComplete { usleepBriefly() }
    }

    var isComplete: Bool { arrived.withLock { $0 } >= size }

    /// Waits without being counted.
    func wait() async {
        while !isComplete, !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
    }
}

/// Numbers from 1, one for each call.
final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}

/// The most threads that were between `enter` and `leave` at once.
final class HighWater: Sendable {
    private let level = Mutex((now: 0, most: 0))

    var most: Int { level.withLock(\.most) }

    func enter() {
        level.withLock { level in
            level.now += 1
            level.most = max(level.most, level.now)
        }
    }

    func leave() { level.withLock { $0.now -= 1 } }
}

/// Tells the first request of each connection from later ones.
final class AnsweredConnections: Sendable {
    private let numbers = Mutex<Set<Int>>([])

    func isFirst(on connection: Int) -> Bool { numbers.withLock { $0.insert(connection).inserted } }
}

/// 5 ms: a drip, or a look whether something has happened yet.
func usleepBriefly() { usleep(5_000) }
