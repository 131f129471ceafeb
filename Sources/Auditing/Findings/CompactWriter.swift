/// Writes values as bytes, small numbers in few of them (LEB128, as in DWARF 5 §7.6).
package struct CompactWriter {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func write(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// A number of either sign, which takes few bytes where it is near 0.
    package mutating func write(_ value: Int) {
        write(UInt64(bitPattern: Int64((value << 1) ^ (value >> 63))))
    }

    package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

    package mutating func write(_ text: String) {
        write(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    package mutating func write<Value>(_ value: Value?, _ body: (inout CompactWriter, Value) -> Void) {
        write(value != nil)
        if let value { body(&self, value) }
    }

    package mutating func write<Element>(_ elements: [Element], _ body: (inout CompactWriter, Element) -> Void) {
        write(UInt64(elements.count))
        for element in elements { body(&self, element) }
    }

    /// Bytes with their number before them.
    package mutating func write(_ slice: ArraySlice<UInt8>) {
        write(UInt64(slice.count))
        bytes.append(contentsOf: slice)
    }

    package mutating func append(_ byte: UInt8) { bytes.append(byte) }

    package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    /// The checksum of all that was written.
    package var checksum: UInt64 { Checksum.value(of: bytes.span) }
}
