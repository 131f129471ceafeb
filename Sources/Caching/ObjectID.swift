import CCrypto

/// The SHA-256 (FIPS 180-4) of an image's bytes, by which its object is named.
package struct ObjectID: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    package let hex: String

    /// The name that `bytes` get.
    package init(of bytes: [UInt8]) {
        let digest = [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
            SHA256(bytes, bytes.count, buffer.baseAddress)
            count = buffer.count
        }
        let digits = Array("0123456789abcdef".utf8)
        hex = String(unsafeUninitializedCapacity: digest.count * 2) { buffer in
            for (index, byte) in digest.enumerated() {
                buffer[2 * index] = digits[Int(byte >> 4)]
                buffer[2 * index + 1] = digits[Int(byte & 15)]
            }
            return digest.count * 2
        }
    }

    /// Reads a name; nil where it is not 64 lower-case hexadecimal digits.
    package init?(hex: some StringProtocol) {
        let isDigit: (UInt8) -> Bool = { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        guard hex.utf8.count == 64, hex.utf8.allSatisfy(isDigit) else { return nil }
        self.hex = String(hex)
    }

    package var description: String { hex }

    package static func < (first: ObjectID, second: ObjectID) -> Bool { first.hex < second.hex }
}
