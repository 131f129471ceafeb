/// KTX 1 and 2: the size of the largest level of the texture (Khronos KTX 1.0 §2, KTX 2.0 §3).
///
/// A texture of one dimension has no height, and is refused as an image without pixels.
package struct KTXParser: HeaderParser {
    package static let name = "ktx"
    package static let otherFileNameExtensions = ["ktx2"]
    package static let signature: [Int: [UInt8]] = [
        0: [0xAB, 0x4B, 0x54, 0x58, 0x20, 0x31, 0x31, 0xBB, 0x0D, 0x0A, 0x1A, 0x0A]
    ]

    package init() {}

    /// The mark of both versions, `«KTX`, their number, and `»` with line ends that show what a transfer did to them.
    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let mark = SignatureMatch.compare(start, with: 0xAB4B_5458_20, size: 5)
        guard mark == .yes else { return mark }
        let version = start.extracting(droppingFirst: min(5, start.count))
        let first = SignatureMatch.compare(version, with: 0x3131_BB0D_0A1A_0A, size: 7)
        return first == .no ? .compare(version, with: 0x3230_BB0D_0A1A_0A, size: 7) : first
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let version = bytes.byte(at: 5) else { return .needs(6) }
        return version == 0x31 ? try parseFirst(bytes, &state) : try parseSecond(bytes, &state)
    }

    private func parseFirst(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let mark = bytes.uint32(at: 12, .littleEndian) else { return .needs(56) }
        let order: ByteOrder
        switch mark {
        case 0x0403_0201: order = .littleEndian
        case 0x0102_0304: order = .bigEndian
        default: throw .invalid("the KTX header tells no byte order")
        }
        guard let width = bytes.uint32(at: 36, order), let height = bytes.uint32(at: 40, order),
            let faces = bytes.uint32(at: 52, order)
        else { return .needs(56) }
        return try finish(width, height, faces: faces, &state)
    }

    private func parseSecond(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard let width = bytes.uint32(at: 20, .littleEndian), let height = bytes.uint32(at: 24, .littleEndian),
            let faces = bytes.uint32(at: 36, .littleEndian)
        else { return .needs(40) }
        return try finish(width, height, faces: faces, &state)
    }

    private func finish(
        _ width: Int, _ height: Int, faces: Int, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard faces == 1 || faces == 6 else { throw .invalid("a KTX texture has 1 face or 6, not \(faces)") }
        state.width = width
        state.height = height
        return .finished
    }
}

extension ImageFormat {
    package static var ktx: ImageFormat { KTXParser.format }
}
