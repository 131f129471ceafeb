/// Builds GIFs out of blocks.
enum GIF {
    static let trailer: [UInt8] = [0x3B]

    static func screen(width: Int, height: Int, version: String = "89a", hasColours: Bool = true) -> [UInt8] {
        Array("GIF\(version)".utf8) + littleEndian(width, size: 2) + littleEndian(height, size: 2)
            + [hasColours ? 0x81 : 0, 0, 0] + [UInt8](repeating: 0x2C, count: hasColours ? 12 : 0)
    }

    static func frame(left: Int = 0, top: Int = 0, width: Int, height: Int, hasColours: Bool = false) -> [UInt8] {
        [0x2C] + [left, top, width, height].flatMap { littleEndian($0, size: 2) }
            + [hasColours ? 0x80 : 0] + [UInt8](repeating: 0x3B, count: hasColours ? 6 : 0)
            + [2] + subBlocks([[0x44, 0x01]])
    }

    /// A comment, whose contents look like a frame.
    static func comment(size: Int = 12) -> [UInt8] {
        [0x21, 0xFE] + subBlocks([[UInt8](repeating: 0x2C, count: size), [0x3B]])
    }

    static func subBlocks(_ blocks: [[UInt8]]) -> [UInt8] {
        blocks.flatMap { [UInt8($0.count)] + $0 } + [0]
    }
}
