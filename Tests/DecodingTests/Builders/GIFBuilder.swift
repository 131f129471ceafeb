/// Builds GIFs whose LZW codes can be chosen one by one.
struct GIFBuilder {
    struct Frame {
        var left = 0
        var top = 0
        var width: Int
        var height: Int
        var isInterlaced = false
        var transparentIndex: UInt8?
        /// Red, green and blue of a colour table of its own; a power of two from 2 on, or none.
        var colours: [[UInt8]] = []
        var minimumCodeSize = 2
        /// What stands between the code size and the terminator, cut into sub-blocks.
        var data: [UInt8]
        var blockSize = 255

        /// A frame of palette indexes in the order of the file.
        init(width: Int, height: Int, indexes: [UInt8], minimumCodeSize: Int = 2) {
            let codes = LZW.codes(of: indexes, minimumCodeSize: minimumCodeSize)
            self.init(width: width, height: height, codes: codes, minimumCodeSize: minimumCodeSize)
        }

        /// A frame of chosen codes.
        init(width: Int, height: Int, codes: [Int], minimumCodeSize: Int = 2) {
            self.width = width
            self.height = height
            self.minimumCodeSize = minimumCodeSize
            data = LZW.packed(codes, minimumCodeSize: minimumCodeSize)
        }
    }

    var width: Int
    var height: Int
    var colours: [[UInt8]] = [[10, 20, 30], [40, 50, 60], [70, 80, 90], [100, 110, 120]]
    var frames: [Frame]
    /// What stands between the last frame and the trailer.
    var behind: [UInt8] = []

    static let trailer: [UInt8] = [0x3B]
    static let comment: [UInt8] = [0x21, 0xFE, 2, 0x2C, 0x3B, 0]

    /// A GIF of one frame that fills the screen.
    init(_ frame: Frame) {
        self.init(width: frame.width, height: frame.height, frames: [frame])
    }

    init(width: Int, height: Int, frames: [Frame]) {
        self.width = width
        self.height = height
        self.frames = frames
    }

    var bytes: [UInt8] {
        Array("GIF89a".utf8) + Self.littleEndian(width, height) + [Self.flags(colours), 0, 0] + colours.flatMap(\.self)
            + frames.flatMap(Self.bytes(of:)) + behind + Self.trailer
    }

    static func bytes(of frame: Frame) -> [UInt8] {
        let control: [UInt8] = frame.transparentIndex.map { [0x21, 0xF9, 4, 1, 0, 0, $0, 0] } ?? []
        let flags = Self.flags(frame.colours) | (frame.isInterlaced ? 0x40 : 0)
        let blocks = stride(from: 0, to: frame.data.count, by: frame.blockSize).map {
            frame.data[$0..<min($0 + frame.blockSize, frame.data.count)]
        }
        return control + [0x2C] + littleEndian(frame.left, frame.top, frame.width, frame.height) + [flags]
            + frame.colours.flatMap(\.self) + [UInt8(frame.minimumCodeSize)]
            + blocks.flatMap { [UInt8($0.count)] + $0 } + [0]
    }

    private static func flags(_ colours: [[UInt8]]) -> UInt8 {
        colours.isEmpty ? 0 : 0x80 | UInt8(colours.count.trailingZeroBitCount - 1)
    }

    private static func littleEndian(_ values: Int...) -> [UInt8] {
        values.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }
}

/// A small LZW encoder (GIF89a appendix F).
enum LZW {
    /// A clear code, codes of the longest known strings, and the end code; a full table stays as it is.
    static func codes(of indexes: [UInt8], minimumCodeSize: Int) -> [Int] {
        let clear = 1 << minimumCodeSize
        var table: [[UInt8]: Int] = [:]
        for index in 0..<clear { table[[UInt8(index)]] = index }
        var codes = [clear]
        var string: [UInt8] = []
        for index in indexes {
            if table[string + [index]] == nil, let code = table[string] {
                codes.append(code)
                // Two codes are no strings: clear and end.
                if table.count + 2 < 4096 { table[string + [index]] = table.count + 2 }
                string = []
            }
            string.append(index)
        }
        return codes + (table[string].map { [$0] } ?? []) + [clear + 1]
    }

    /// Packs codes, each with as many bits as a decoder reads.
    static func packed(_ codes: [Int], minimumCodeSize: Int) -> [UInt8] {
        let clear = 1 << minimumCodeSize
        var (next, size, isFirst) = (clear + 2, minimumCodeSize + 1, true)
        var bits: [Bool] = []
        for code in codes {
            bits += (0..<size).map { code >> $0 & 1 == 1 }
            if code == clear {
                (next, size, isFirst) = (clear + 2, minimumCodeSize + 1, true)
                continue
            }
            if !isFirst, next < 4096 { next += 1 }
            isFirst = false
            if next == 1 << size, size < 12 { size += 1 }
        }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            bits[start..<min(start + 8, bits.count)].reversed().reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }
}
