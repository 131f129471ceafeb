/// AVIF: the primary item of the file, or the picture track of a sequence (AV1 Image File Format 1.2).
package struct AVIFParser: HeaderParser {
    package static let name = "avif"
    package static let otherFileNameExtensions = ["avifs"]
    package static let signature: [Int: [UInt8]] = [0: [0, 0, 0, 20], 4: Array("ftypavif".utf8)]

    private var file = HEIFReader(ignoresInnerCrops: true)

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        ISOBrands.match(start, format)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        try file.parse(bytes, &state)
    }
}

extension ImageFormat {
    package static var avif: ImageFormat { AVIFParser.format }
}
