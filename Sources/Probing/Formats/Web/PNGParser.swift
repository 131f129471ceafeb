/// PNG and APNG: the image header, frames and EXIF orientation from the chunks before the image data (PNG §5, §11).
///
/// Reads on to the first IDAT because browsers honour an eXIf chunk (§11.3.4.6) and an acTL chunk (§11.3.6.1) as far
/// as there. Apple's variant with a CgBI chunk in front is tolerated. The checksum of the header counts, as it does
/// for browsers: where it is wrong, the size may be too. The first eXIf chunk whose checksum is right decides on the
/// orientation, also where it says nothing; its density does not count, as in Chromium.
package struct PNGParser: HeaderParser {
    package static let name = "png"
    package static let otherFileNameExtensions = ["apng"]
    package static let signature: [Int: [UInt8]] = [0: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]]

    private enum Stage {
        case signature, header, chunks
    }

    private enum ChunkType: Int {
        case imageHeader = 0x4948_4452  // IHDR
        case imageData = 0x4944_4154  // IDAT
        case imageEnd = 0x4945_4E44  // IEND
        case animationControl = 0x6163_544C  // acTL
        case exif = 0x6558_4966  // eXIf
        case appleVariant = 0x4367_4249  // CgBI
    }

    private var stage = Stage.signature
    private var hasAnimation = false

    package init() {}

    /// Four of the eight bytes name the format; the others tell whether a transfer mangled it.
    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0x8950_4E47, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        if stage == .signature {
            guard let lineEnds = bytes.uint32(at: 4, .bigEndian) else { return .needs(8) }
            guard lineEnds == 0x0D0A_1A0A else { throw .invalid(Self.signatureDamage(bytes)) }
            stage = .header
            return .jump(8)
        }
        guard let length = bytes.uint32(at: 0, .bigEndian), let type = bytes.uint32(at: 4, .bigEndian) else {
            return .needs(8)
        }
        guard length <= Int(Int32.max), Self.isChunkType(bytes) else {
            throw .invalid("no PNG chunk stands at offset \(state.position)")
        }
        return stage == .header
            ? try parseFirst(ChunkType(rawValue: type), length: length, bytes, &state)
            : try parseFurther(ChunkType(rawValue: type), length: length, bytes, &state)
    }

    private mutating func parseFirst(
        _ type: ChunkType?, length: Int, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        if type == .appleVariant, state.position == 8 { return .jump(12 + length) }
        guard type == .imageHeader else { throw .invalid("the first PNG chunk is not IHDR") }
        guard length == 13 else { throw .invalid("IHDR is \(length) bytes long, not 13") }
        guard bytes.count >= 25, let width = bytes.uint32(at: 8, .bigEndian),
            let height = bytes.uint32(at: 12, .bigEndian), let checksum = bytes.uint32(at: 21, .bigEndian)
        else { return .needs(25) }
        guard checksum == Int(CRC32.checksum(bytes, in: 4..<21)) else {
            throw .invalid("the checksum of IHDR is wrong")
        }
        guard (1...Int(Int32.max)).contains(width), (1...Int(Int32.max)).contains(height) else {
            throw .invalid("IHDR has an impossible size: \(width) × \(height)")
        }
        guard Self.isAllowed(colourType: bytes[17], bitDepth: bytes[16]) else {
            throw .invalid("IHDR combines colour type \(bytes[17]) with bit depth \(bytes[16])")
        }
        guard bytes[18] == 0, bytes[19] == 0, bytes[20] <= 1 else {
            throw .invalid("IHDR names an unknown compression, filter or interlace method")
        }
        stage = .chunks
        state.width = width
        state.height = height
        return .jump(25)
    }

    private mutating func parseFurther(
        _ type: ChunkType?, length: Int, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        switch type {
        case .imageData, .imageEnd: return .finished
        case .imageHeader: throw .invalid("a second IHDR stands at offset \(state.position)")
        case .animationControl where !hasAnimation && length == 8:
            guard let frames = bytes.uint32(at: 8, .bigEndian) else { return .needs(12) }
            hasAnimation = true
            // Browsers show the still image where the number is out of range.
            if (1...Int(Int32.max)).contains(frames) { state.frames = frames }
        // Decoders do not keep chunks of any size either.
        case .exif where !state.hasExif && 12 + length <= state.limits.maximumHeaderSize:
            guard let checksum = bytes.uint32(at: 8 + length, .bigEndian) else { return .needs(12 + length) }
            guard checksum == Int(CRC32.checksum(bytes, in: 4..<8 + length)) else { break }
            return .exif(start: 8, count: length, next: 12 + length, density: false)
        default: break
        }
        return .jump(12 + length)
    }

    /// The last four bytes of the signature are there to show what a transfer did to them (PNG §5.2).
    private static func signatureDamage(_ bytes: Span<UInt8>) -> String {
        let isText = (4..<7).allSatisfy { [0x0A, 0x0D, 0x1A].contains(bytes[$0]) }
        return isText
            ? "the PNG signature is damaged: a transfer as text has changed its line ends"
            : "the PNG signature is damaged in its bytes 4 to 7"
    }

    /// A chunk type is four ASCII letters (PNG §5.3).
    private static func isChunkType(_ bytes: Span<UInt8>) -> Bool {
        for index in 4..<8 {
            guard let letter = bytes.byte(at: index), (0x41...0x5A).contains(letter & ~0x20) else { return false }
        }
        return true
    }

    /// The combinations of PNG §11.2.1, table 12.
    private static func isAllowed(colourType: UInt8, bitDepth: UInt8) -> Bool {
        switch (colourType, bitDepth) {
        case (0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (3, 1), (3, 2), (3, 4), (3, 8): true
        case (2, 8), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16): true
        default: false
        }
    }
}

extension ImageFormat {
    package static var png: ImageFormat { PNGParser.format }
}
