/// BMP: the size from the bitmap header behind the file header, in all of its versions.
///
/// "BM" alone begins too much else: the size of the bitmap header belongs to the signature.
package struct BMPParser: HeaderParser {
    package static let name = "bmp"
    package static let otherFileNameExtensions = ["dib"]
    package static let signature: [Int: [UInt8]] = [0: Array("BM".utf8), 14: [40, 0, 0, 0]]

    private static let fileHeaderSize = 14

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
        state.width = header.width
        state.height = header.height
        return .finished
    }
}

extension ImageFormat {
    package static var bmp: ImageFormat { BMPParser.format }
}
