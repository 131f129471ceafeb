/// Builds WebPs out of chunks (RFC 9649 §2).
package enum WebP {
    package static let exifFlag: UInt8 = 0x08
    package static let animationFlag: UInt8 = 0x02
    package static let alphaFlag: UInt8 = 0x10

    package static func file(_ chunks: [UInt8]...) -> [UInt8] {
        let contents = Array("WEBP".utf8) + chunks.flatMap { $0 }
        return Array("RIFF".utf8) + littleEndian(contents.count, size: 4) + contents
    }

    /// A chunk, with a byte of padding behind an odd number of bytes.
    package static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        let padding: [UInt8] = contents.count % 2 == 0 ? [] : [0]
        return Array(type.utf8) + littleEndian(contents.count, size: 4) + contents + padding
    }

    package static func lossy(width: Int, height: Int, scale: Int = 0, frameTag: UInt8 = 0x10) -> [UInt8] {
        chunk(
            "VP8 ",
            [frameTag, 0, 0, 0x9D, 0x01, 0x2A] + littleEndian(width | scale << 14, size: 2)
                + littleEndian(height | scale << 14, size: 2) + [1, 2, 3])
    }

    package static func lossless(width: Int, height: Int, version: Int = 0) -> [UInt8] {
        let bits = (width - 1) | (height - 1) << 14 | version << 29
        return chunk("VP8L", [0x2F] + littleEndian(bits, size: 4) + [1, 2, 3])
    }

    package static func extended(width: Int, height: Int, flags: UInt8 = 0) -> [UInt8] {
        chunk("VP8X", [flags, 0, 0, 0] + littleEndian(width - 1, size: 3) + littleEndian(height - 1, size: 3))
    }

    /// A frame of an animation, in which nothing is drawn.
    package static func frame() -> [UInt8] {
        chunk("ANMF", [UInt8](repeating: 0, count: 17))
    }

    /// A frame of an animation: a whole still WebP at a place that is even in both directions.
    package static func frame(still: [UInt8], x: Int, y: Int, width: Int, height: Int) -> [UInt8] {
        let place = littleEndian(x / 2, size: 3) + littleEndian(y / 2, size: 3)
        let size = littleEndian(width - 1, size: 3) + littleEndian(height - 1, size: 3)
        return chunk("ANMF", place + size + [100, 0, 0, 0] + still.dropFirst(12))
    }

    /// An animation on a canvas; each frame is a whole still WebP of the same size, at an even place.
    package static func animation(
        width: Int, height: Int, frameWidth: Int, frameHeight: Int, frames: [(still: [UInt8], x: Int, y: Int)]
    ) -> [UInt8] {
        let frames = frames.flatMap {
            frame(still: $0.still, x: $0.x, y: $0.y, width: frameWidth, height: frameHeight)
        }
        return file(
            extended(width: width, height: height, flags: animationFlag | alphaFlag),
            chunk("ANIM", [0, 0, 0, 0, 0, 0]), frames)
    }
}
