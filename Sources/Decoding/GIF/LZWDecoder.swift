/// What an LZW decoder hands its strings to.
///
/// Every string but those of one pixel has been put out before, followed by the pixel that makes it longer, so that
/// it is known by where it began.
protocol LZWOutput: ~Copyable {
    /// Notes that the string of `code` begins where the last one put out did.
    mutating func define(_ code: Int)
    /// Puts out the string of `code`; the codes below `literals` stand for themselves.
    mutating func put(_ code: Int, length: Int, literals: Int)
}

/// Counts pixels, which the decoder does by itself: whether data are damaged shows without their values.
struct NoPixels: LZWOutput {
    @inline(__always)
    mutating func define(_ code: Int) {}
    @inline(__always)
    mutating func put(_ code: Int, length: Int, literals: Int) {}
}

/// Variable-length LZW, as GIF has it (GIF89a appendix F).
struct LZWDecoder {
    /// How the data of a frame came to their end.
    enum End: Equatable {
        /// Every pixel is there. What follows, an end code or more pixels, does not matter.
        case filled
        case fileEnded
        /// The end code or the last sub-block comes before the last pixel.
        case dataEnded
        /// A code that none of those before has defined.
        case undefined(code: Int)
    }

    private static let tableSize = 4096

    var codes: LZWCodeReader
    let minimumCodeSize: Int
    /// Number of pixels that the codes so far stand for, those beyond the last one of the frame included.
    private(set) var count = 0

    /// Begins at the first data sub-block; `minimumCodeSize` is 1 to 8.
    init(at offset: Int, minimumCodeSize: Int) {
        codes = LZWCodeReader(at: offset)
        self.minimumCodeSize = minimumCodeSize
    }

    /// Reads codes until they stand for `pixels` pixels.
    ///
    /// A table that is full stays as it is until a clear code, with codes of 12 bits. A clear code at the start may be
    /// missing.
    mutating func decode<Output: LZWOutput & ~Copyable>(
        _ bytes: Span<UInt8>, pixels: Int, into output: inout Output
    ) -> End {
        let clear = 1 << minimumCodeSize
        var lengths = [UInt16](repeating: 1, count: Self.tableSize)
        var next = clear + 2
        var size = minimumCodeSize + 1
        var lengthBefore: UInt16 = 0
        while count < pixels {
            guard let code = codes.next(size: size, in: bytes) else {
                return codes.isTerminated ? .dataEnded : .fileEnded
            }
            if code == clear {
                next = clear + 2
                size = minimumCodeSize + 1
                lengthBefore = 0
                continue
            }
            if code == clear + 1 { return .dataEnded }
            if lengthBefore == 0 {
                guard code < clear else { return .undefined(code: code) }
            } else if next < Self.tableSize {
                guard code <= next else { return .undefined(code: code) }
                // At most one longer than the table has codes.
                lengths[next] = lengthBefore + 1
                output.define(next)
                next += 1
            }
            // Also behind the first code: with a code size of 1, the first string already needs a third bit.
            if next == 1 << size, size < 12 { size += 1 }
            lengthBefore = lengths[code]
            output.put(code, length: Int(lengthBefore), literals: clear)
            count += Int(lengthBefore)
        }
        return .filled
    }
}
