/// A number that is all but certain to be another one for other data (after FNV-1a, RFC 9923 §2, whose steps are of bytes).
package struct Checksum {
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x0000_0100_0000_01b3 }

    /// Adds bytes, eight at a time: data that comes in pieces has the checksum of the whole where each piece but the last
    /// is of a multiple of eight bytes.
    package mutating func add(_ bytes: Span<UInt8>) {
        let words = unsafe bytes.bytes
        var offset = 0
        while words.byteCount - offset >= Self.wordSize {
            let word = unsafe words.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
            add(UInt64(littleEndian: word))
            // A product hands nothing down from its upper bits.
            value ^= value >> 32
            offset += Self.wordSize
        }
        for index in offset..<bytes.count { add(UInt64(bytes[index])) }
    }

    /// In bytes.
    package static let wordSize = 8

    package static func value(of bytes: Span<UInt8>) -> UInt64 {
        var sum = Checksum()
        sum.add(bytes)
        return sum.value
    }
}
