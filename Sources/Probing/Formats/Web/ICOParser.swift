/// ICO: the size of the image of an icon that browsers take, the largest one.
package struct ICOParser: HeaderParser {
    package static let name = "ico"
    package static let mediaType = "image/vnd.microsoft.icon"
    package static let signature: [Int: [UInt8]] = [0: [0, 0, 1, 0, 1, 0]]

    private var reader = IconDirectoryReader(hasBitCounts: true)

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        IconDirectoryReader.match(start, type: 1)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        try reader.parse(bytes, &state)
    }
}

extension ImageFormat {
    package static var ico: ImageFormat { ICOParser.format }
}
