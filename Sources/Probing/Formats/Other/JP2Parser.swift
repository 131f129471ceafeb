/// JPEG 2000 in boxes (ITU-T T.800 Annex I): the size from the codestream inside, which is what decoders go by.
package struct JP2Parser: HeaderParser {
    package static let name = "jp2"
    package static let otherFileNameExtensions = ["jpf", "jpx", "jpm"]
    package static let signature: [Int: [UInt8]] = [
        0: [0x00, 0x00, 0x00, 0x0C, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, 0x87, 0x0A]
    ]

    private enum Stage {
        case signature, boxes, codestream
    }

    private static let codestream = 0x6A70_3263  // jp2c

    private var stage = Stage.signature

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let box = SignatureMatch.compare(start, with: 0x0000_000C_6A50_2020, size: 8)
        guard box == .yes else { return box }
        return .compare(start.extracting(droppingFirst: 8), with: 0x0D0A_870A, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        switch stage {
        case .signature:
            stage = .boxes
            return .jump(12)
        case .boxes: break
        case .codestream: return try J2KParser.parseSize(bytes, &state)
        }
        let box: ISOBox
        switch try ISOBox.read(bytes, position: state.position) {
        case .needs(let count): return .needs(count)
        case .box(let found): box = found
        }
        guard box.type != Self.codestream else {
            stage = .codestream
            return .jump(box.headerSize)
        }
        guard let size = box.size else { throw .invalid("no codestream comes before the last box") }
        return .jump(size)
    }
}

extension ImageFormat {
    package static var jp2: ImageFormat { JP2Parser.format }
}
