/// A bare JPEG 2000 codestream: the SIZ segment behind its start (ITU-T T.800 §A.5.1).
package struct J2KParser: HeaderParser {
    package static let name = "j2k"
    package static let otherFileNameExtensions = ["j2c", "jpc"]
    package static let mediaType = "image/j2c"
    package static let signature: [Int: [UInt8]] = [0: [0xFF, 0x4F, 0xFF, 0x51]]

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0xFF4F_FF51, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        try Self.parseSize(bytes, &state)
    }

    /// Takes the size of the image area: the far corner on the reference grid less the near one.
    static func parseSize(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let markers = bytes.uint32(at: 0, .bigEndian), let length = bytes.uint16(at: 4, .bigEndian),
            let components = bytes.uint16(at: 40, .bigEndian), let width = side(bytes, at: 8),
            let height = side(bytes, at: 12)
        else { return .needs(42) }
        guard markers == 0xFF4F_FF51 else {
            throw .invalid("no JPEG 2000 codestream stands at offset \(state.position)")
        }
        guard components > 0, length == 38 + 3 * components else {
            throw .invalid("the SIZ segment at offset \(state.position + 2) has a wrong length")
        }
        guard width > 0, height > 0 else {
            throw .invalid("the image area or its tiles are empty or out of place at offset \(state.position + 2)")
        }
        state.width = width
        state.height = height
        return .finished
    }

    /// One side of the image area; 0 where the first tile does not overlap it (§B.3), nil where bytes are missing.
    private static func side(_ bytes: Span<UInt8>, at index: Int) -> Int? {
        guard let end = bytes.uint32(at: index, .bigEndian), let start = bytes.uint32(at: index + 8, .bigEndian),
            let tile = bytes.uint32(at: index + 16, .bigEndian),
            let tileStart = bytes.uint32(at: index + 24, .bigEndian)
        else { return nil }
        return tileStart <= start && start < tileStart + tile ? max(end - start, 0) : 0
    }
}

extension ImageFormat {
    package static var j2k: ImageFormat { J2KParser.format }
}
