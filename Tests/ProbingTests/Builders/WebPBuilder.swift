/// Builds WebPs out of chunks.
enum WebP {
    static let exifFlag: UInt8 = 0x08
    static let animationFlag: UInt8 = 0x02

    static func file(_ chunks: [UInt8]...) -> [UInt8] {
        let contents = Array("WEBP".utf8) + chunks.flatMap { $0 }
        return Array("RIFF".utf8) + littleEndian(contents.count, size: 4) + contents
    }

    static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        let padding: [UInt8] = contents.count % 2 == 0 ? [] : [0]
        return Array(type.utf8) + littleEndian(contents.count, size: 4) + contents + padding
    }

    static func lossy(width: Int, height: Int, scale: Int = 0, frameTag: UInt8 = 0x10) -> [UInt8] {
        chunk(
            "VP8 ",
            [frameTag, 0, 0, 0x9D, 0x01, 0x2A] + littleEndian(width | scale << 14, size: 2)
                + littleEndian(height | scale << 14, size: 2) + [1, 2, 3])
    }

    static func lossless(width: Int, height: Int, version: Int = 0) -> [UInt8] {
        let bits = (width - 1) | (height - 1) << 14 | version << 29
        return chunk("VP8L", [0x2F] + littleEndian(bits, size: 4) + [1, 2, 3])
    }

    static func extended(width: Int, height: Int, flags: UInt8 = 0) -> [UInt8] {
        chunk("VP8X", [flags, 0, 0, 0] + littleEndian(width - 1, size: 3) + littleEndian(height - 1, size: 3))
    }

    static func frame() -> [UInt8] {
        chunk("ANMF", [UInt8](repeating: 0, count: 17))
    }
}
