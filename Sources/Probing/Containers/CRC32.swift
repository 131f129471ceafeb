/// The checksum of PNG chunks (PNG §5.5, the CRC of ISO 3309 and ITU-T V.42).
package enum CRC32 {
    /// The checksum of the bytes in `range`, which must lie inside `bytes`.
    ///
    /// Works on half a byte at a time: a larger table would cost more than the 17 bytes of an image header do.
    package static func checksum(_ bytes: Span<UInt8>, in range: Range<Int>) -> UInt32 {
        var register = UInt32.max
        for index in range {
            register ^= UInt32(bytes[index])
            register = register >> 4 ^ table[Int(register & 15)]
            register = register >> 4 ^ table[Int(register & 15)]
        }
        return ~register
    }

    /// What four zero bits behind a register that ends with the index add to it.
    private static let table: InlineArray<16, UInt32> = [
        0x0000_0000, 0x1DB7_1064, 0x3B6E_20C8, 0x26D9_30AC, 0x76DC_4190, 0x6B6B_51F4, 0x4DB2_6158, 0x5005_713C,
        0xEDB8_8320, 0xF00F_9344, 0xD6D6_A3E8, 0xCB61_B38C, 0x9B64_C2B0, 0x86D3_D2D4, 0xA00A_E278, 0xBDBD_F21C,
    ]
}
