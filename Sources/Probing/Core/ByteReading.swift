/// The order in which the bytes of a number are stored.
package enum ByteOrder: Sendable {
    case bigEndian, littleEndian
}

extension Span where Element == UInt8 {
    /// The byte at `index`, or nil where the span ends before it.
    package func byte(at index: Int) -> UInt8? {
        index >= 0 && index < count ? self[index] : nil
    }

    /// The number of bytes at the start that `predicate` holds for.
    @inline(__always)
    func prefixCount(while predicate: (UInt8) -> Bool) -> Int {
        var length = 0
        while length < count, predicate(self[length]) { length += 1 }
        return length
    }

    /// The unsigned 16-bit number at `index`, or nil where the span ends before it does.
    package func uint16(at index: Int, _ order: ByteOrder) -> Int? {
        unsigned(at: index, size: 2, order)
    }

    /// The unsigned 24-bit number at `index`, or nil where the span ends before it does.
    package func uint24(at index: Int, _ order: ByteOrder) -> Int? {
        unsigned(at: index, size: 3, order)
    }

    /// The unsigned 32-bit number at `index`, or nil where the span ends before it does.
    package func uint32(at index: Int, _ order: ByteOrder) -> Int? {
        unsigned(at: index, size: 4, order)
    }

    @inline(__always)
    private func unsigned(at index: Int, size: Int, _ order: ByteOrder) -> Int? {
        guard index >= 0, index <= count - size else { return nil }
        var value = 0
        for place in 0..<size {
            let byte = Int(self[index + (order == .bigEndian ? place : size - 1 - place)])
            value = value << 8 | byte
        }
        return value
    }
}
