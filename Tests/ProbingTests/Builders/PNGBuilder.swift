import Probing

/// Builds PNGs out of chunks.
enum PNG {
    static let signature: [UInt8] = [0x89] + Array("PNG".utf8) + [0x0D, 0x0A, 0x1A, 0x0A]

    static func chunk(_ type: String, _ contents: [UInt8] = []) -> [UInt8] {
        let checked = Array(type.utf8) + contents
        let checksum = CRC32.checksum(checked.span, in: 0..<checked.count)
        return bigEndian(contents.count, size: 4) + checked + bigEndian(Int(checksum), size: 4)
    }

    static func header(
        width: Int, height: Int, bitDepth: UInt8 = 8, colourType: UInt8 = 2, methods: [UInt8] = [0, 0, 0]
    ) -> [UInt8] {
        chunk("IHDR", bigEndian(width, size: 4) + bigEndian(height, size: 4) + [bitDepth, colourType] + methods)
    }

    static func animation(frames: Int) -> [UInt8] {
        chunk("acTL", bigEndian(frames, size: 4) + bigEndian(0, size: 4))
    }

    /// A whole file with the given chunks before its image data, which nothing decodes.
    static func image(_ chunks: [UInt8]...) -> [UInt8] {
        signature + chunks.flatMap { $0 } + chunk("IDAT", [0x78, 0x9C]) + chunk("IEND")
    }
}
