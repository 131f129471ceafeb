/// A number that is all but certain to be another one for other data (FNV-1a, RFC 9923 §2).
package struct Checksum {
    package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    package init() {}

    package mutating func add(_ number: UInt64) { value = (value ^ number) &* 0x0000_0100_0000_01b3 }

    package mutating func add(_ bytes: Span<UInt8>) {
        for index in bytes.indices { add(UInt64(bytes[index])) }
    }

    package static func value(of bytes: Span<UInt8>) -> UInt64 {
        var sum = Checksum()
        sum.add(bytes)
        return sum.value
    }
}
