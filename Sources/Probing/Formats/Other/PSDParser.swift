/// PSD and PSB, Photoshop's documents: the size of the canvas (Adobe Photoshop File Formats Specification, file header).
package struct PSDParser: HeaderParser {
    package static let name = "psd"
    package static let mediaType = "image/vnd.adobe.photoshop"
    package static let signature: [Int: [UInt8]] = [0: Array("8BPS".utf8)]

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0x3842_5053, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let version = bytes.uint16(at: 4, .bigEndian), let channels = bytes.uint16(at: 12, .bigEndian),
            let height = bytes.uint32(at: 14, .bigEndian), let width = bytes.uint32(at: 18, .bigEndian),
            let depth = bytes.uint16(at: 22, .bigEndian), let mode = bytes.uint16(at: 24, .bigEndian)
        else { return .needs(26) }
        guard version == 1 || version == 2 else { throw .invalid("a Photoshop file has no version \(version)") }
        guard (6..<12).allSatisfy({ bytes[$0] == 0 }), (1...56).contains(channels),
            [1, 8, 16, 32].contains(depth), [0, 1, 2, 3, 4, 7, 8, 9].contains(mode)
        else { throw .invalid("the Photoshop header has values that the format does not know") }
        let maximumSide = version == 1 ? 30_000 : 300_000
        guard width <= maximumSide, height <= maximumSide else {
            throw .invalid("the Photoshop header has an impossible size: \(width) × \(height)")
        }
        state.width = width
        state.height = height
        return .finished
    }
}

extension ImageFormat {
    package static var psd: ImageFormat { PSDParser.format }
}
