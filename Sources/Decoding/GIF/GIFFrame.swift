import Probing

/// One frame of a GIF: its descriptor and where its parts are in the file (GIF89a §20–23).
struct GIFFrame {
    /// Counted from 1.
    var number: Int
    /// The part of the logical screen that it fills, in pixels; it may reach out of the screen.
    var left: Int
    var top: Int
    var width: Int
    var height: Int
    var isInterlaced: Bool
    /// Bytes of its own colour table, or of the one for all frames; empty where there is neither.
    var colours: Range<Int>
    /// The palette index whose pixels are not drawn.
    var transparentIndex: UInt8?
    var minimumCodeSize: Int
    /// Offset of the first data sub-block.
    var dataOffset: Int

    var pixels: Int { width * height }

    /// The row of the frame, from the top, that holds the pixel that comes as number `index` in the file.
    func row(ofPixel index: Int) -> Int {
        let stored = min(index / width, height - 1)
        guard isInterlaced else { return stored }
        var before = 0
        for (start, step) in Self.passes {
            let rows = Self.rows(of: height, from: start, step: step)
            if stored < before + rows { return start + (stored - before) * step }
            before += rows
        }
        return stored
    }

    /// Which row in the file holds each row of the frame, from the top.
    var storedRows: [Int] {
        guard isInterlaced else { return Array(0..<height) }
        var stored = [Int](repeating: 0, count: height)
        var next = 0
        for (start, step) in Self.passes {
            for row in stride(from: start, to: height, by: step) {
                stored[row] = next
                next += 1
            }
        }
        return stored
    }

    /// First row and distance of the rows of each pass (GIF89a appendix E).
    private static let passes = [(0, 8), (4, 8), (2, 4), (1, 2)]

    private static func rows(of height: Int, from start: Int, step: Int) -> Int {
        height > start ? (height - start - 1) / step + 1 : 0
    }
}
