/// CUR: the size of the image of a cursor that browsers take, the largest one; it differs from an icon only in its type and its hotspots.
package struct CURParser: HeaderParser {
    package static let name = "cur"
    package static let mediaType = "image/x-win-bitmap"
    package static let signature: [Int: [UInt8]] = [0: [0, 0, 2, 0, 1, 0]]

    private var reader = IconDirectoryReader(hasBitCounts: false)

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        IconDirectoryReader.match(start, type: 2)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        try reader.parse(bytes, &state)
    }
}

extension ImageFormat {
    package static var cur: ImageFormat { CURParser.format }
}
