/// QOI: the size from its header of 14 bytes (QOI specification 1.0).
package struct QOIParser: HeaderParser {
    package static let name = "qoi"
    package static let signature: [Int: [UInt8]] = [0: Array("qoif".utf8)]

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0x716F_6966, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let width = bytes.uint32(at: 4, .bigEndian), let height = bytes.uint32(at: 8, .bigEndian),
            let channels = bytes.byte(at: 12), let colourSpace = bytes.byte(at: 13)
        else { return .needs(14) }
        guard channels == 3 || channels == 4, colourSpace <= 1 else {
            throw .invalid("the QOI header has \(channels) channels and colour space \(colourSpace)")
        }
        state.width = width
        state.height = height
        return .finished
    }
}

extension ImageFormat {
    package static var qoi: ImageFormat { QOIParser.format }
}
