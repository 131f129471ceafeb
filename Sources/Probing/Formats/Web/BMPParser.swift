/// BMP: the size from the bitmap header behind the file header, in all of its versions.
///
/// "BM" alone begins too much else: the size of the bitmap header belongs to the signature.
package struct BMPParser: HeaderParser {
    package static let name = "bmp"
    package static let otherFileNameExtensions = ["dib"]
    package static let signature: [Int: [UInt8]] = [0: Array("BM".utf8), 14: [40, 0, 0, 0]]

    private static let fileHeaderSize = 14
    /// Both Chromium and Firefox refuse a bitmap that is wider.
    private static let maximumWidth = 0xFFFF

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let match = SignatureMatch.compare(start, with: 0x424D, size: 2)
        guard match == .yes else { return match }
        guard let size = start.uint32(at: fileHeaderSize, .littleEndian) else { return .undecided }
        return BitmapHeader.isKnown(size: size) ? .yes : .no
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        let end = Self.fileHeaderSize + BitmapHeader.size
        guard bytes.count >= end else { return .needs(end) }
        let header = try BitmapHeader.read(bytes, at: Self.fileHeaderSize)
        guard header.width <= Self.maximumWidth else {
            throw .invalid("browsers do not show the bitmap: it is more than \(Self.maximumWidth) pixels wide")
        }
        // Headers that end before this field say nothing of compression.
        if let size = bytes.uint32(at: Self.fileHeaderSize, .littleEndian), size >= 20 {
            guard let compression = bytes.uint32(at: end, .littleEndian) else { return .needs(end + 4) }
            guard Self.isShown(compression: compression, depth: header.depth, headerSize: size) else {
                throw .invalid(
                    "browsers do not show the bitmap: its compression is \(compression), at \(header.depth) bits a pixel"
                )
            }
        }
        state.width = header.width
        state.height = header.height
        return .finished
    }

    /// Whether a browser decodes such a bitmap (Microsoft's BITMAPINFOHEADER, `biCompression`).
    ///
    /// Files of JPEG and PNG inside a bitmap are for printers, and Huffman's method of OS/2 is decoded by no browser.
    private static func isShown(compression: Int, depth: Int, headerSize: Int) -> Bool {
        switch compression {
        case 0: true
        case 1: depth == 8
        case 2: depth == 4
        case 3, 6: depth == 16 || depth == 32
        // In OS/2's header, runs of pixels of 24 bits.
        case 4: headerSize == 64 && depth == 24
        default: false
        }
    }
}

extension ImageFormat {
    package static var bmp: ImageFormat { BMPParser.format }
}
