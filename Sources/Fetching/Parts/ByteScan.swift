/// A demand and the bytes that it will look at next, cut out of the bytes of a file as they come.
package struct ByteScan<Demand: ByteDemand>: Sendable {
    package private(set) var demand: Demand
    /// What is needed next; nil once nothing is.
    package private(set) var need: ByteNeed?
    /// Bytes at hand, none of which lie before the need.
    private var bytes: [UInt8] = []
    /// Where in the file they begin.
    private var offset = 0

    package init(_ demand: Demand) {
        self.demand = demand
        need = demand.firstNeed
    }

    /// Number of bytes at hand.
    var held: Int { bytes.count }

    /// Where in the file the bytes at hand end.
    private var end: Int { offset + bytes.count }

    /// Where in the file the next bytes are wanted from; what lies between the bytes at hand and there is not needed.
    package var next: Int { max(end, need?.offset ?? 0) }

    /// Number of bytes from `next` on that the need waits for.
    package var missing: Int { max(1, (need?.offset ?? 0) + (need?.count ?? 0) - next) }

    /// Takes bytes of the file from `position` on, which is `next` or, with nothing at hand, any place before.
    mutating func take(_ new: UnsafeRawBufferPointer, at position: Int) {
        guard let need else { return }
        let dropped = min(new.count, max(0, need.offset - position))
        if bytes.isEmpty { offset = position + dropped }
        bytes.append(contentsOf: new.dropFirst(dropped))
        while let need = self.need, offset == need.offset, bytes.count >= need.count { advance(isEnd: false) }
    }

    /// Takes bytes of the file from `position` on, which is `next` or, with nothing at hand, any place before.
    package mutating func take(_ new: [UInt8], at position: Int) {
        new.withUnsafeBytes { take($0, at: position) }
    }

    /// Takes note that the file ends with the bytes at hand, or at `length` where none are.
    package mutating func finish(at length: Int?) {
        guard need != nil else { return }
        if bytes.isEmpty, let length { offset = min(length, offset) }
        advance(isEnd: true)
        need = nil
    }

    private mutating func advance(isEnd: Bool) {
        var demand = demand
        let need = demand.advance(bytes.span, at: offset, isEnd: isEnd)
        self.demand = demand
        self.need = need
        guard let need else {
            bytes = []
            return
        }
        let passed = min(bytes.count, max(0, need.offset - offset))
        bytes.removeFirst(passed)
        offset += passed
    }
}
