/// A number that tells whether a large file is still what was written: it takes eight bytes at a time, and folds the
/// product of each block.
///
/// It does not depend on the pieces in which the bytes come. It is for damage: a file with a given number is easy to make.
package struct BlockChecksum {
    private var sum: UInt64 = 0xcbf2_9ce4_8422_2325
    /// The bytes that do not make a block yet.
    private var rest: UInt64 = 0
    private var count: UInt64 = 0

    package init() {}

    package mutating func add(_ bytes: Span<UInt8>) {
        var index = 0
        while index < bytes.count, count % 8 != 0 {
            add(bytes[index])
            index += 1
        }
        while index <= bytes.count - 8 {
            var block: UInt64 = 0
            for place in 0..<8 { block |= UInt64(bytes[index + place]) << UInt64(8 * place) }
            sum = Self.folded(sum, block)
            count &+= 8
            index += 8
        }
        while index < bytes.count {
            add(bytes[index])
            index += 1
        }
    }

    private mutating func add(_ byte: UInt8) {
        rest |= UInt64(byte) << (8 * (count % 8))
        count &+= 1
        if count % 8 == 0 {
            sum = Self.folded(sum, rest)
            rest = 0
        }
    }

    private static func folded(_ sum: UInt64, _ block: UInt64) -> UInt64 {
        let product = (sum ^ block).multipliedFullWidth(by: 0x9e37_79b9_7f4a_7c15)
        return product.high ^ product.low
    }

    /// The checksum of all bytes so far.
    package var value: UInt64 { Self.folded(Self.folded(sum, rest), count) }

    package static func value(of bytes: Span<UInt8>) -> UInt64 {
        var sum = BlockChecksum()
        sum.add(bytes)
        return sum.value
    }
}
