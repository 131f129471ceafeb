/// WebP: the size from the VP8, VP8L or VP8X chunk; frames by walking the chunks (RFC 9649 §2).
///
/// An orientation in its EXIF data does not count: no browser turns a WebP.
package struct WebPParser: HeaderParser {
    package static let name = "webp"
    package static let signature: [Int: [UInt8]] = [0: Array("RIFF".utf8), 8: Array("WEBP".utf8)]

    private enum Stage {
        case riffHeader, firstChunk, furtherChunks
    }

    private enum ChunkType: Int {
        case lossy = 0x5650_3820  // "VP8 "
        case lossless = 0x5650_384C  // VP8L
        case extended = 0x5650_3858  // VP8X
        case frame = 0x414E_4D46  // ANMF
    }

    private var stage = Stage.riffHeader
    /// File offset of the first byte behind the RIFF container.
    private var end = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let container = SignatureMatch.compare(start, with: 0x5249_4646, size: 4)
        guard container == .yes else { return container }
        // Bytes 4 to 7 are the size of the container.
        let type = start.extracting(droppingFirst: min(8, start.count))
        return SignatureMatch.compare(type, with: 0x5745_4250, size: 4)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        switch stage {
        case .riffHeader:
            guard bytes.count >= 12, let size = bytes.uint32(at: 4, .littleEndian) else { return .needs(12) }
            end = 8 + size
            stage = .firstChunk
            return .jump(12)
        case .firstChunk: break
        case .furtherChunks:
            state.isSettled = true
            // What is left behind the last chunk is no chunk.
            if state.position + 8 > end { return .finished }
        }
        guard let type = bytes.uint32(at: 0, .bigEndian), let size = bytes.uint32(at: 4, .littleEndian) else {
            return .needs(8)
        }
        guard stage == .furtherChunks else {
            return try parseFirst(ChunkType(rawValue: type), size: size, bytes, &state)
        }
        if ChunkType(rawValue: type) == .frame { state.frames = state.frames.map { $0 + 1 } }
        return .jump(Self.length(ofChunk: size))
    }

    /// The bytes that a chunk takes in the file: one of odd size has a byte of padding.
    private static func length(ofChunk size: Int) -> Int { 8 + size + (size & 1) }

    private mutating func parseFirst(
        _ type: ChunkType?, size: Int, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard state.position + 8 + size <= end + (size & 1) else {
            throw .invalid("the first WebP chunk is \(size) bytes long and reaches out of the RIFF container")
        }
        switch type {
        case .lossy: return try parseLossy(bytes, size: size, &state)
        case .lossless: return try parseLossless(bytes, size: size, &state)
        case .extended: return try parseExtended(bytes, size: size, &state)
        default: throw .invalid("the first WebP chunk is none of VP8, VP8L and VP8X")
        }
    }

    /// The frame header of a key frame (RFC 6386 §9.1); the two bits above each side are a scale for display.
    private func parseLossy(
        _ bytes: Span<UInt8>, size: Int, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard size >= 10 else { throw .invalid("the VP8 chunk is too short for a frame header") }
        guard let startCode = bytes.uint24(at: 11, .bigEndian), let width = bytes.uint16(at: 14, .littleEndian),
            let height = bytes.uint16(at: 16, .littleEndian)
        else { return .needs(18) }
        guard bytes[8] & 1 == 0, startCode == 0x9D012A else {
            throw .invalid("the VP8 chunk does not begin with a key frame")
        }
        state.width = width & 0x3FFF
        state.height = height & 0x3FFF
        return .finished
    }

    /// The header of the lossless bitstream (RFC 9649 §3.4): 14 bits for each side less one, then the version.
    private func parseLossless(
        _ bytes: Span<UInt8>, size: Int, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard size >= 5 else { throw .invalid("the VP8L chunk is too short for a header") }
        guard let bits = bytes.uint32(at: 9, .littleEndian) else { return .needs(13) }
        guard bytes[8] == 0x2F, bits >> 29 == 0 else {
            throw .invalid("the VP8L chunk does not begin with a lossless header")
        }
        state.width = 1 + (bits & 0x3FFF)
        state.height = 1 + (bits >> 14 & 0x3FFF)
        return .finished
    }

    /// The canvas of the extended format (RFC 9649 §2.7).
    private mutating func parseExtended(
        _ bytes: Span<UInt8>, size: Int, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard size >= 10 else { throw .invalid("the VP8X chunk is too short") }
        guard let width = bytes.uint24(at: 12, .littleEndian), let height = bytes.uint24(at: 15, .littleEndian) else {
            return .needs(18)
        }
        state.width = 1 + width
        state.height = 1 + height
        state.announcesAnimation = bytes[8] & 0x02 != 0
        guard state.announcesAnimation else { return .finished }
        state.frames = state.countsFrames ? 0 : nil
        guard state.countsFrames else { return .finished }
        stage = .furtherChunks
        return .jump(Self.length(ofChunk: size))
    }
}

extension ImageFormat {
    package static var webp: ImageFormat { WebPParser.format }
}
