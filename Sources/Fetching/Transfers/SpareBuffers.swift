import Synchronization

/// Memory of bodies that nobody holds any more, kept for the next ones: to take new pages from the system for each body
/// costs more than to fill them.
final class SpareBuffers: Sendable {
    private struct State {
        var buffers: [[UInt8]] = []
        var capacity = 0
    }

    private let state = Mutex(State())

    /// Bytes that are kept, all buffers together.
    static let largestTotal = 8 << 20
    /// Smaller ones cost nothing to make.
    static let smallestSize = 16 * 1024

    /// An empty buffer with room for so many bytes, and for at most twice as many; nil where there is none.
    func take(forBytes count: Int) -> [UInt8]? {
        guard count >= Self.smallestSize else { return nil }
        let found = state.withLock { state -> [UInt8]? in
            guard let index = state.buffers.lastIndex(where: { $0.capacity >= count && $0.capacity / 2 <= count })
            else {
                return nil
            }
            state.buffers.swapAt(index, state.buffers.count - 1)
            let buffer = state.buffers.removeLast()
            state.capacity -= buffer.capacity
            return buffer
        }
        guard var found else { return nil }
        // Where somebody still reads the bytes, this makes new memory, and leaves theirs alone.
        found.removeAll(keepingCapacity: true)
        return found
    }

    /// Takes a buffer back, unless there are enough.
    func give(_ buffer: [UInt8]) {
        let size = buffer.capacity
        guard size >= Self.smallestSize, size <= 2 * BodyBuffer.smallSize else { return }
        state.withLock { state in
            guard state.capacity + size <= Self.largestTotal else { return }
            state.capacity += size
            state.buffers.append(buffer)
        }
    }
}
