import CImageCodecs
import Probing

/// The pixels of a frame as palette indexes, in the order of the file.
struct PixelIndexes: LZWOutput {
    private(set) var values: [UInt8]
    private var count = 0
    /// Where the string of each code was put out before.
    private var starts = [Int](repeating: 0, count: 4096)
    private var lastStart = 0

    /// Makes room for as many pixels as the frame is known to have.
    init(pixels: Int) {
        values = [UInt8](repeating: 0, count: pixels)
    }

    mutating func define(_ code: Int) {
        starts[code] = lastStart
    }

    mutating func put(_ code: Int, length: Int, literals: Int) {
        lastStart = count
        if code < literals {
            values[count] = UInt8(truncatingIfNeeded: code)
            count += 1
            return
        }
        // The string may reach into itself, so that it is copied from its first pixel on.
        let (start, target, end) = (starts[code], count, min(count + length, values.count))
        var span = values.mutableSpan
        for index in 0..<end - target { span[target + index] = span[start + index] }
        count = end
    }
}

extension Picture {
    /// The first frame of a GIF, drawn on its logical screen and reduced.
    ///
    /// The screen is transparent, and as large as `GIFParser` says. What has no colour is black, as in browsers. Nil
    /// where the screen or the frame goes beyond the limits.
    static func ofGIF(
        _ bytes: Span<UInt8>, frame: GIFFrame, screenWidth: Int, screenHeight: Int, limits: DecodeLimits, side: Int
    ) -> Picture? {
        let width = max(screenWidth, frame.left + frame.width)
        let height = max(screenHeight, frame.top + frame.height)
        // A reduced picture has sides of less than twice what is wanted.
        let longest = 2 * min(max(side, 1), max(width, height))
        let memory = frame.pixels + 4 * min(width * height, longest * longest)
        guard width * height <= limits.maximumPixels, memory <= limits.maximumMemory,
            let reducer = codec_reducer_create(UInt32(width), UInt32(height), UInt32(clamping: side))
        else { return nil }
        draw(bytes, frame, width: width, height: height) { row in
            row.withUnsafeBufferPointer { pixels in
                pixels.withMemoryRebound(to: UInt8.self) { codec_reducer_take(reducer, $0.baseAddress) }
            }
        }
        let picture = codec_reducer_finish(reducer)
        defer { codec_picture_free(picture) }
        return Picture(picture)
    }

    /// Hands over the rows of the screen from the top.
    private static func draw(
        _ bytes: Span<UInt8>, _ frame: GIFFrame, width: Int, height: Int, row take: ([UInt32]) -> Void
    ) {
        var indexes = PixelIndexes(pixels: frame.pixels)
        var decoder = LZWDecoder(at: frame.dataOffset, minimumCodeSize: frame.minimumCodeSize)
        _ = decoder.decode(bytes, pixels: frame.pixels, into: &indexes)
        let colours = frame.palette(in: bytes)
        let storedRows = frame.storedRows
        let empty = [UInt32](repeating: 0, count: width)
        var row = empty
        for y in 0..<height {
            guard (frame.top..<frame.top + frame.height).contains(y) else {
                take(empty)
                continue
            }
            let start = storedRows[y - frame.top] * frame.width
            let stored = indexes.values.span.extracting(start..<start + frame.width)
            var target = row.mutableSpan
            for column in 0..<frame.width { target[frame.left + column] = colours[Int(stored[column])] }
            take(row)
        }
    }
}

extension GIFFrame {
    /// Red, green, blue and opacity of each of the 256 palette indexes, in this order in memory.
    func palette(in bytes: Span<UInt8>) -> [UInt32] {
        (0..<256).map { index in
            let offset = colours.lowerBound + 3 * index
            guard UInt8(index) != transparentIndex else { return 0 }
            let isThere = offset + 3 <= min(colours.upperBound, bytes.count)
            let colour = isThere ? bytes.uint24(at: offset, .littleEndian) ?? 0 : 0
            return UInt32(littleEndian: 0xFF00_0000 | UInt32(colour))
        }
    }
}
