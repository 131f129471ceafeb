/// Data that a `CompactWriter` cannot have written.
package struct DamagedData: Error {
    package init() {}
}

/// Reads what a `CompactWriter` wrote, in the same order.
package struct CompactReader {
    private let bytes: [UInt8]
    private let end: Int
    package private(set) var position: Int

    package var isAtEnd: Bool { position == end }

    /// Reads the part of the bytes that is in `range`.
    package init(_ bytes: [UInt8], _ range: Range<Int>) {
        self.bytes = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    private mutating func readByte() throws(DamagedData) -> UInt8 {
        guard position < end else { throw DamagedData() }
        defer { position += 1 }
        return bytes[position]
    }

    package mutating func readNumber() throws(DamagedData) -> UInt64 {
        // Most numbers are that small.
        if position < end, bytes[position] < 0x80 {
            defer { position += 1 }
            return UInt64(bytes[position])
        }
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            let byte = try readByte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw DamagedData()
    }

    package mutating func readInt() throws(DamagedData) -> Int {
        let value = try readNumber()
        return Int(truncatingIfNeeded: value >> 1) ^ -Int(truncatingIfNeeded: value & 1)
    }

    package mutating func readBool() throws(DamagedData) -> Bool { try readByte() != 0 }

    /// A number of elements, each of which takes at least a byte.
    package mutating func readCount() throws(DamagedData) -> Int {
        let count = try readNumber()
        guard count <= UInt64(end - position) else { throw DamagedData() }
        return Int(count)
    }

    package mutating func readText() throws(DamagedData) -> String {
        String(decoding: bytes[try readRange()], as: UTF8.self)
    }

    /// Where bytes stand that have their number before them.
    package mutating func readRange() throws(DamagedData) -> Range<Int> {
        let count = try readCount()
        defer { position += count }
        return position..<position + count
    }

    package mutating func readOptional<Value>(
        _ body: (inout CompactReader) throws(DamagedData) -> Value
    ) throws(DamagedData) -> Value? {
        try readBool() ? try body(&self) : nil
    }

    package mutating func readArray<Element>(
        _ body: (inout CompactReader) throws(DamagedData) -> Element
    ) throws(DamagedData) -> [Element] {
        let count = try readCount()
        var result: [Element] = []
        // What says that it has many may be damaged.
        result.reserveCapacity(min(count, 1024))
        for _ in 0..<count { result.append(try body(&self)) }
        return result
    }
}
