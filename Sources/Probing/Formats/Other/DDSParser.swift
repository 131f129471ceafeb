/// DDS: the size of the largest level of the texture (Microsoft's DDS_HEADER and DDS_PIXELFORMAT).
package struct DDSParser: HeaderParser {
    package static let name = "dds"
    package static let mediaType = "image/vnd-ms.dds"
    package static let signature: [Int: [UInt8]] = [0: Array("DDS ".utf8)]

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0x4444_5320, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let size = bytes.uint32(at: 4, .littleEndian), let height = bytes.uint32(at: 12, .littleEndian),
            let width = bytes.uint32(at: 16, .littleEndian), let formatSize = bytes.uint32(at: 76, .littleEndian)
        else { return .needs(80) }
        guard size == 124, formatSize == 32 else {
            throw .invalid("the DDS header is \(size) bytes long and its pixel format \(formatSize), not 124 and 32")
        }
        state.width = width
        state.height = height
        return .finished
    }
}

extension ImageFormat {
    package static var dds: ImageFormat { DDSParser.format }
}
