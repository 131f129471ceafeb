/// The checksum of PNG chunks (PNG §5.5, the CRC of ISO 3309 and ITU-T V.42).
package enum CRC32 {
    /// The checksum of the bytes in `range`, which must lie inside `bytes`.
    ///
    /// Works bit by bit: a table would cost more than the 17 bytes of an image header do.
    package static func checksum(_ bytes: Span<UInt8>, in range: Range<Int>) -> UInt32 {
        var register = UInt32.max
        for index in range {
            register ^= UInt32(bytes[index])
            for _ in 0..<8 {
                register = register >> 1 ^ (register & 1 == 1 ? 0xEDB8_8320 : 0)
            }
        }
        return ~register
    }
}
