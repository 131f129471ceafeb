import Probing

/// Builds PNGs out of chunks (PNG §5 and §11).
package enum PNG {
    package static let signature: [UInt8] = [0x89] + Array("PNG".utf8) + [0x0D, 0x0A, 0x1A, 0x0A]
    package static let end = chunk("IEND")

    package static func chunk(_ type: String, _ contents: [UInt8] = []) -> [UInt8] {
        let checked = Array(type.utf8) + contents
        let checksum = CRC32.checksum(checked.span, in: 0..<checked.count)
        return bigEndian(contents.count, size: 4) + checked + bigEndian(Int(checksum), size: 4)
    }

    /// IHDR; `methods` are those of compression, filters and interlacing.
    package static func header(
        width: Int, height: Int, bitDepth: UInt8 = 8, colourType: UInt8 = 2, methods: [UInt8] = [0, 0, 0]
    ) -> [UInt8] {
        chunk("IHDR", bigEndian(width, size: 4) + bigEndian(height, size: 4) + [bitDepth, colourType] + methods)
    }

    package static func animation(frames: Int) -> [UInt8] {
        chunk("acTL", bigEndian(frames, size: 4) + bigEndian(0, size: 4))
    }

    /// A whole file with the given chunks before its image data, which nothing decodes.
    package static func image(_ chunks: [UInt8]...) -> [UInt8] {
        signature + chunks.flatMap { $0 } + chunk("IDAT", [0x78, 0x9C]) + end
    }

    /// A zlib stream of stored blocks (RFC 1950 §2.2, RFC 1951 §3.2.4).
    package static func deflated(_ bytes: [UInt8]) -> [UInt8] {
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
        return [0x78, 0x01] + blocks.joined() + bigEndian(sums.1 << 16 | sums.0, size: 4)
    }

    private static func block(_ bytes: ArraySlice<UInt8>, isLast: Bool) -> [UInt8] {
        let size = littleEndian(bytes.count, size: 2)
        return [isLast ? 1 : 0] + size + size.map { ~$0 } + bytes
    }

    /// Rows of equal grey pixels of 8 bits, each with its filter byte.
    package static func rows(_ count: Int, width: Int) -> [UInt8] {
        (0..<count).flatMap { _ in [0] + [UInt8](repeating: 0x55, count: width) }
    }
}
