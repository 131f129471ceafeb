import Synchronization

/// Keeps the body of an answer up to a length, behind which nothing is needed.
final class BodyPrefix: BodyReader {
    private struct State {
        var bytes: [UInt8] = []
        var isWanted = false
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: In bytes.
    init(limit: Int) { self.limit = limit }

    /// What came, of an answer of status 2xx.
    var bytes: [UInt8] { state.withLock(\.bytes) }

    func headerLines(isRedirected: Bool) -> [String] { [] }

    func begin(_ head: ResponseHead) -> Bool {
        state.withLock { state in
            state.bytes = []
            state.isWanted = (200..<300).contains(head.status)
            return state.isWanted
        }
    }

    func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        state.withLock { state in
            state.bytes.append(contentsOf: bytes.prefix(limit - state.bytes.count))
            return state.bytes.count < limit
        }
    }

    var isSatisfied: Bool { state.withLock { $0.isWanted && $0.bytes.count >= limit } }
}
