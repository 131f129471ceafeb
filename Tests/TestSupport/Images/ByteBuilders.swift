/// The bytes of a number in the order that PNG and JPEG use.
package func bigEndian(_ value: Int, size: Int) -> [UInt8] {
    (0..<size).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
}

/// The bytes of a number in the order that GIF and WebP use.
package func littleEndian(_ value: Int, size: Int) -> [UInt8] {
    bigEndian(value, size: size).reversed()
}
