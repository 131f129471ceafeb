/// Puts WebP files together from chunks (RFC 9649 §2).
enum WebPBuilder {
    /// A chunk, with a byte of padding behind an odd number of bytes.
    static func chunk(_ type: String, _ contents: [UInt8]) -> [UInt8] {
        Array(type.utf8) + number(contents.count, size: 4) + contents
            + [UInt8](repeating: 0, count: contents.count % 2)
    }

    static func container(_ chunks: [UInt8]) -> [UInt8] {
        Array("RIFF".utf8) + number(4 + chunks.count, size: 4) + Array("WEBP".utf8) + chunks
    }

    /// An animation on a canvas; each frame is a whole still WebP of the same size, at an even place.
    static func animation(
        width: Int, height: Int, frameWidth: Int, frameHeight: Int, frames: [(still: [UInt8], x: Int, y: Int)]
    ) -> [UInt8] {
        let header = chunk("VP8X", [0x12, 0, 0, 0] + number(width - 1, size: 3) + number(height - 1, size: 3))
        let frames = frames.map { frame in
            let place = number(frame.x / 2, size: 3) + number(frame.y / 2, size: 3)
            let size = number(frameWidth - 1, size: 3) + number(frameHeight - 1, size: 3)
            return chunk("ANMF", place + size + [100, 0, 0, 0] + frame.still.dropFirst(12))
        }
        return container(header + chunk("ANIM", [0, 0, 0, 0, 0, 0]) + frames.joined())
    }

    private static func number(_ value: Int, size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
