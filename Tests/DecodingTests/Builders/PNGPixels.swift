import TestSupport

/// A small PNG of any colour type and depth, whose samples are given one by one.
struct PNGPixels {
    /// The colour types (ISO/IEC 15948 table 11.1).
    enum Colours: UInt8 {
        case grey = 0
        case rgb = 2
        case palette = 3
        case greyAlpha = 4
        case rgba = 6

        var channels: Int {
            switch self {
            case .grey, .palette: 1
            case .greyAlpha: 2
            case .rgb: 3
            case .rgba: 4
            }
        }
    }

    var width = 11
    var height = 9
    var colours: Colours
    var depth: Int
    var isInterlaced = false
    /// Chunks in front of the image data.
    var before: [UInt8] = []

    /// The largest sample.
    var maximum: Int { 1 << depth - 1 }

    /// A sample that differs from those beside it.
    func sample(_ x: Int, _ y: Int, _ channel: Int) -> Int {
        (x * 37 + y * 101 + channel * 59 + x * y * 7) * 113 & maximum
    }

    var bytes: [UInt8] {
        let header = PNG.header(
            width: width, height: height, bitDepth: UInt8(depth), colourType: colours.rawValue,
            methods: [0, 0, isInterlaced ? 1 : 0])
        return PNG.signature + header + before + PNG.chunk("IDAT", PNG.deflated(data))
            + PNG.end
    }

    /// The rows of all passes (ISO/IEC 15948 §8.2), unfiltered.
    private var data: [UInt8] {
        let passes =
            isInterlaced
            ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
            : [(0, 0, 1, 1)]
        return passes.flatMap { column, row, across, down in
            column < width
                ? stride(from: row, to: height, by: down).flatMap { y in
                    [0] + packed(stride(from: column, to: width, by: across).flatMap { x in samples(x, y) })
                } : []
        }
    }

    private func samples(_ x: Int, _ y: Int) -> [Int] {
        (0..<colours.channels).map { sample(x, y, $0) }
    }

    /// Samples of a row, the first in the highest bits (ISO/IEC 15948 §7.2).
    private func packed(_ samples: [Int]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: (samples.count * depth + 7) / 8)
        for (index, sample) in samples.enumerated() {
            for bit in 0..<depth where sample >> (depth - 1 - bit) & 1 == 1 {
                let position = index * depth + bit
                bytes[position / 8] |= 0x80 >> UInt8(position % 8)
            }
        }
        return bytes
    }
}
