/// TGA: the size from its header of 18 bytes (Truevision TGA File Format Specification 2.0).
///
/// The format has no signature, so that the whole header must be consistent for data to be taken for it, and every
/// other format comes first. Headers that only some readers forgive are refused.
package struct TGAParser: HeaderParser {
    package static let name = "tga"
    package static let mediaType = "image/x-tga"
    package static let signature: [Int: [UInt8]] = [1: [0, 2, 0, 0, 0, 0, 0], 12: [1, 0, 1, 0, 24, 0]]

    private static let size = 18

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        // The first bytes rule out almost all data, text above all.
        if let mapType = start.byte(at: 1), mapType > 1 { return .no }
        if let type = start.byte(at: 2), ![1, 2, 3, 9, 10, 11].contains(type) { return .no }
        guard start.count >= size else { return .undecided }
        return isConsistent(start) ? .yes : .no
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard bytes.count >= Self.size, let width = bytes.uint16(at: 12, .littleEndian),
            let height = bytes.uint16(at: 14, .littleEndian)
        else { return .needs(Self.size) }
        state.width = width
        state.height = height
        return .finished
    }

    private static func isConsistent(_ header: Span<UInt8>) -> Bool {
        guard let width = header.uint16(at: 12, .littleEndian), let height = header.uint16(at: 14, .littleEndian),
            width > 0, height > 0, hasConsistentMap(header)
        else { return false }
        let attributeBits = header[17] & 0x0F
        // The two upper bits are an interleaving that went out of use.
        guard header[17] & 0xC0 == 0 else { return false }
        // The low bits of the type tell the kind of image, the next one run lengths.
        switch (header[2] & 7, header[16]) {
        case (1, 8), (1, 16), (2, 24): return attributeBits == 0
        case (2, 15), (2, 16): return attributeBits <= 1
        case (2, 32), (3, 16): return attributeBits == 0 || attributeBits == 8
        case (3, 8): return attributeBits == 0 || attributeBits == 8
        default: return false
        }
    }

    /// A colour map is there exactly where the image needs one, and its description is empty elsewhere.
    private static func hasConsistentMap(_ header: Span<UInt8>) -> Bool {
        guard let first = header.uint16(at: 3, .littleEndian), let length = header.uint16(at: 5, .littleEndian) else {
            return false
        }
        let needsMap = header[2] & 7 == 1
        guard needsMap == (header[1] == 1) else { return false }
        guard needsMap else { return first == 0 && length == 0 && header[7] == 0 }
        return length > 0 && first + length <= 0x10000 && [15, 16, 24, 32].contains(header[7])
    }
}

extension ImageFormat {
    package static var tga: ImageFormat { TGAParser.format }
}
