import CCrypto

/// The SHA-256 (FIPS 180-4) of some bytes, such as those of an image, whose object it names.
package struct SHA256: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The hash from its start to its end, eight bytes in each, the first of them in the highest place.
    private var first: UInt64 = 0
    private var second: UInt64 = 0
    private var third: UInt64 = 0
    private var fourth: UInt64 = 0

    /// The name that `bytes` get.
    package init(of bytes: [UInt8]) {
        self.init(
            digest: [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
                CCrypto.SHA256(bytes, bytes.count, buffer.baseAddress)
                count = buffer.count
            })
    }

    fileprivate init(digest: [UInt8]) {
        for byte in digest {
            append(nibble: byte >> 4)
            append(nibble: byte & 15)
        }
    }

    /// A hash that was kept as its `words`.
    package init(words: [4 of UInt64]) {
        first = words[0]
        second = words[1]
        third = words[2]
        fourth = words[3]
    }

    /// Reads a name; nil where it is not 64 lower-case hexadecimal digits.
    package init?(hex: some StringProtocol) {
        var count = 0
        for byte in hex.utf8 {
            switch byte {
            case 0x30...0x39: append(nibble: byte - 0x30)
            case 0x61...0x66: append(nibble: byte - 0x61 + 10)
            default: return nil
            }
            count += 1
        }
        guard count == Self.digits else { return nil }
    }

    private static let digits = 64

    private mutating func append(nibble: UInt8) {
        first = first << 4 | second >> 60
        second = second << 4 | third >> 60
        third = third << 4 | fourth >> 60
        fourth = fourth << 4 | UInt64(nibble)
    }

    /// A part of the hash tells as much as all of it.
    package func hash(into hasher: inout Hasher) { hasher.combine(first) }

    /// 64 lower-case hexadecimal digits.
    package var hex: String {
        String(unsafeUninitializedCapacity: Self.digits) { buffer in
            var place = 0
            for index in words.indices {
                for shift in stride(from: 60, through: 0, by: -4) {
                    let nibble = UInt8(truncatingIfNeeded: words[index] >> UInt64(shift)) & 15
                    buffer[place] = nibble < 10 ? 0x30 + nibble : 0x61 - 10 + nibble
                    place += 1
                }
            }
            return place
        }
    }

    /// The hash as four numbers.
    package var words: [4 of UInt64] { [first, second, third, fourth] }

    package var description: String { hex }

    package static func < (one: SHA256, other: SHA256) -> Bool {
        (one.first, one.second, one.third, one.fourth) < (other.first, other.second, other.third, other.fourth)
    }
}

/// The SHA-256 of bytes that come piece by piece.
package struct RunningSHA256: Sendable {
    private var context = SHA256_CTX()

    package init() { ccrypto_sha256_begin(&context) }

    /// Adds the bytes that follow on those before.
    package mutating func add(_ bytes: RawSpan) {
        bytes.withUnsafeBytes { ccrypto_sha256_add(&context, $0.baseAddress, $0.count) }
    }

    /// The hash of all bytes so far.
    package var value: SHA256 {
        var context = context
        return SHA256(
            digest: [UInt8](unsafeUninitializedCapacity: Int(SHA256_DIGEST_LENGTH)) { buffer, count in
                ccrypto_sha256_end(&context, buffer.baseAddress)
                count = buffer.count
            })
    }
}
