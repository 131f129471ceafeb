/// HEIC: the primary item of the file, or the picture track of a sequence (ISO/IEC 23008-12 Annex B).
package struct HEICParser: HeaderParser {
    package static let name = "heic"
    package static let otherFileNameExtensions = ["heif", "heics", "heifs", "hif"]
    package static let signature: [Int: [UInt8]] = [0: [0, 0, 0, 20], 4: Array("ftypheic".utf8)]

    private var file = HEIFReader(ignoresInnerCrops: false)

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        ISOBrands.match(start, format)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        try file.parse(bytes, &state)
    }
}

extension ImageFormat {
    package static var heic: ImageFormat { HEICParser.format }
}
