/// GIF: the logical screen, widened to the first frame, and the number of frames (GIF89a §§15–27).
///
/// A first frame that reaches out of the screen, or a screen of no size, makes the picture as large as the frame's far
/// corner: so Chromium displays it. (Firefox shows the frame alone where it is larger than the screen; the two differ
/// only where such a frame has an offset.)
package struct GIFParser: HeaderParser {
    package static let name = "gif"
    package static let signature: [Int: [UInt8]] = [0: Array("GIF89a".utf8)]

    private enum Stage {
        case screen, block, subBlocks
    }

    private var stage = Stage.screen
    private var frames = 0

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        let match87 = SignatureMatch.compare(start, with: 0x4749_4638_3761, size: 6)
        return match87 == .no ? .compare(start, with: 0x4749_4638_3961, size: 6) : match87
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        switch stage {
        case .screen:
            guard bytes.count >= 13, let width = bytes.uint16(at: 6, .littleEndian),
                let height = bytes.uint16(at: 8, .littleEndian)
            else { return .needs(13) }
            state.width = width
            state.height = height
            stage = .block
            return .jump(13 + Self.colourTableSize(flags: bytes[10]))
        case .block:
            return try parseBlock(bytes, &state)
        case .subBlocks:
            guard let size = bytes.byte(at: 0) else { return .needs(1) }
            if size == 0 { stage = .block }
            return .jump(1 + Int(size))
        }
    }

    private mutating func parseBlock(
        _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard let introducer = bytes.byte(at: 0) else { return .needs(1) }
        switch introducer {
        case 0x21:
            stage = .subBlocks
            return .jump(2)
        case 0x2C:
            guard bytes.count >= 10 else { return .needs(10) }
            if frames == 0 { widenScreen(toFrame: bytes, &state) }
            guard state.countsFrames else {
                state.frames = nil
                return .finished
            }
            state.isSettled = true
            frames += 1
            stage = .subBlocks
            // Behind the descriptor and its colour table, one byte gives the size of the first codes.
            return .jump(11 + Self.colourTableSize(flags: bytes[9]))
        case 0x3B:
            state.frames = frames
            return .finished
        default:
            throw .invalid("no GIF block stands at offset \(state.position)")
        }
    }

    private func widenScreen(toFrame bytes: Span<UInt8>, _ state: inout ParserState) {
        guard let left = bytes.uint16(at: 1, .littleEndian), let top = bytes.uint16(at: 3, .littleEndian),
            let width = bytes.uint16(at: 5, .littleEndian), let height = bytes.uint16(at: 7, .littleEndian)
        else { return }
        state.width = max(state.width, left + width)
        state.height = max(state.height, top + height)
    }

    /// Size in bytes of the colour table that flags announce (GIF89a §18 c, §20 c).
    private static func colourTableSize(flags: UInt8) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
    }
}

extension ImageFormat {
    package static var gif: ImageFormat { GIFParser.format }
}
