import Probing

/// Builds PNGs by hand.
enum PNGBuilder {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    static let end = chunk("IEND", [])

    static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        let checked = Array(type.utf8) + contents
        return bigEndian(contents.count) + checked + bigEndian(Int(CRC32.checksum(checked.span, in: 0..<checked.count)))
    }

    /// IHDR, of a grey image with 8 bits a pixel where nothing else is said.
    static func header(
        width: Int, height: Int, interlaced: Bool = false, colourType: UInt8 = 0, depth: UInt8 = 8
    ) -> [UInt8] {
        chunk("IHDR", bigEndian(width) + bigEndian(height) + [depth, colourType, 0, 0, interlaced ? 1 : 0])
    }

    /// A zlib stream of stored blocks (RFC 1950 §2.2, RFC 1951 §3.2.4).
    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        let largest = 0xFFFF
        let starts = Array(stride(from: 0, to: max(bytes.count, 1), by: largest))
        let blocks = starts.map { start in
            block(bytes[start..<min(start + largest, bytes.count)], isLast: start == starts.last)
        }
        var sums = (1, 0)
        for byte in bytes {
            sums.0 = (sums.0 + Int(byte)) % 65521
            sums.1 = (sums.1 + sums.0) % 65521
        }
        return [0x78, 0x01] + blocks.joined() + bigEndian(sums.1 << 16 | sums.0)
    }

    private static func block(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        let size = [UInt8(truncatingIfNeeded: bytes.count), UInt8(truncatingIfNeeded: bytes.count >> 8)]
        return [isLast ? 1 : 0] + size + size.map { ~$0 } + bytes
    }

    /// Rows of equal pixels, each with its filter byte.
    static func rows(_ count: Int, width: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [0] + [UInt8](repeating: 0x55, count: width) }
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        (0..<4).reversed().map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
