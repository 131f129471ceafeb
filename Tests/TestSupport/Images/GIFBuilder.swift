/// Builds GIFs out of blocks, whose LZW codes can be chosen one by one (GIF89a §§15–27).
package struct GIF {
    package struct Frame {
        package var left = 0
        package var top = 0
        package var width: Int
        package var height: Int
        package var isInterlaced = false
        package var transparentIndex: UInt8?
        /// Red, green and blue of a colour table of its own; a power of two from 2 on, or none.
        package var colours: [[UInt8]] = []
        package var minimumCodeSize = 2
        /// What stands between the code size and the terminator, cut into sub-blocks.
        package var data: [UInt8]
        package var blockSize = 255

        /// A frame of palette indexes in the order of the file.
        package init(width: Int, height: Int, indexes: [UInt8], minimumCodeSize: Int = 2) {
            let codes = LZW.codes(of: indexes, minimumCodeSize: minimumCodeSize)
            self.init(width: width, height: height, codes: codes, minimumCodeSize: minimumCodeSize)
        }

        /// A frame of chosen codes.
        package init(width: Int, height: Int, codes: [Int], minimumCodeSize: Int = 2) {
            self.width = width
            self.height = height
            self.minimumCodeSize = minimumCodeSize
            data = LZW.packed(codes, minimumCodeSize: minimumCodeSize)
        }

        package var bytes: [UInt8] {
            let control: [UInt8] = transparentIndex.map { [0x21, 0xF9, 4, 1, 0, 0, $0, 0] } ?? []
            let flags = GIF.flags(colours) | (isInterlaced ? 0x40 : 0)
            let blocks = stride(from: 0, to: data.count, by: blockSize).map {
                Array(data[$0..<min($0 + blockSize, data.count)])
            }
            return control + [0x2C] + [left, top, width, height].flatMap { littleEndian($0, size: 2) } + [flags]
                + colours.flatMap(\.self) + [UInt8(minimumCodeSize)] + GIF.subBlocks(blocks)
        }
    }

    package var width: Int
    package var height: Int
    package var colours: [[UInt8]] = [[10, 20, 30], [40, 50, 60], [70, 80, 90], [100, 110, 120]]
    package var frames: [Frame]
    /// What stands between the last frame and the trailer.
    package var behind: [UInt8] = []

    /// A GIF of one frame that fills the screen.
    package init(_ frame: Frame) {
        self.init(width: frame.width, height: frame.height, frames: [frame])
    }

    package init(width: Int, height: Int, frames: [Frame]) {
        self.width = width
        self.height = height
        self.frames = frames
    }

    package var bytes: [UInt8] {
        Self.screen(width: width, height: height, colours: colours) + frames.flatMap(\.bytes) + behind + Self.trailer
    }

    fileprivate static func flags(_ colours: [[UInt8]]) -> UInt8 {
        colours.isEmpty ? 0 : 0x80 | UInt8(colours.count.trailingZeroBitCount - 1)
    }
}

extension GIF {
    package static let trailer: [UInt8] = [0x3B]

    /// The header and the screen, whose colours look like the starts of frames where nothing else is said.
    package static func screen(
        width: Int, height: Int, version: String = "89a",
        colours: [[UInt8]] = [[UInt8]](repeating: [0x2C, 0x2C, 0x2C], count: 4)
    ) -> [UInt8] {
        Array("GIF\(version)".utf8) + littleEndian(width, size: 2) + littleEndian(height, size: 2)
            + [flags(colours), 0, 0] + colours.flatMap(\.self)
    }

    /// A frame that nothing decodes; its colours, if any, look like trailers.
    package static func frame(
        left: Int = 0, top: Int = 0, width: Int, height: Int, hasColours: Bool = false
    ) -> [UInt8] {
        var frame = Frame(width: width, height: height, codes: [])
        (frame.left, frame.top, frame.data) = (left, top, [0x44, 0x01])
        if hasColours { frame.colours = [[0x3B, 0x3B, 0x3B], [0x3B, 0x3B, 0x3B]] }
        return frame.bytes
    }

    /// A comment, whose contents look like a frame.
    package static func comment(size: Int = 12) -> [UInt8] {
        [0x21, 0xFE] + subBlocks([[UInt8](repeating: 0x2C, count: size), trailer])
    }

    package static func subBlocks(_ blocks: [[UInt8]]) -> [UInt8] {
        blocks.flatMap { [UInt8($0.count)] + $0 } + [0]
    }
}
