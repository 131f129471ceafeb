import Probing

/// Walks the blocks of a GIF and decodes every frame as far as damage needs it (GIF89a §§15–27).
struct GIFReader {
    /// Ends a walk that can't come to the trailer.
    private struct Stop: Error {
        var verdict: Verdict
    }

    /// So many zeros that end a file are a part of it that is missing.
    private static let fewestZeros = 512

    private let limits: DecodeLimits
    private var position = 0
    private var frames = 0
    /// A control extension has announced a frame that has not come yet.
    private var announcesFrame = false
    private var transparentIndex: UInt8?
    private var globalColours = 0..<0

    /// The first frame, if it was decoded as a whole.
    private(set) var firstFrame: GIFFrame?
    /// Of the logical screen, in pixels.
    private(set) var screenWidth = 0
    private(set) var screenHeight = 0

    init(limits: DecodeLimits) {
        self.limits = limits
    }

    /// What is to be said of the file in `bytes`.
    mutating func verdict(on bytes: Span<UInt8>) -> Verdict {
        do throws(Stop) {
            try readScreen(bytes)
            while try readBlock(bytes) {}
            return .intact
        } catch {
            return error.verdict
        }
    }

    private mutating func readScreen(_ bytes: Span<UInt8>) throws(Stop) {
        guard GIFParser.match(bytes) != .no else { throw Stop(verdict: .corrupt("no GIF signature stands at byte 0")) }
        guard bytes.count >= 13, let width = bytes.uint16(at: 6, .littleEndian),
            let height = bytes.uint16(at: 8, .littleEndian)
        else { throw endOfFile(bytes, "in the header") }
        screenWidth = width
        screenHeight = height
        globalColours = Self.colours(flags: bytes[10], at: 13)
        position = globalColours.upperBound
    }

    /// Reads the next block; false at the trailer, or where the file ends behind a frame without one: browsers show it
    /// all, and nothing says how many frames an animation has.
    private mutating func readBlock(_ bytes: Span<UInt8>) throws(Stop) -> Bool {
        switch bytes.byte(at: position) {
        case 0x21: try readExtension(bytes)
        case 0x2C: try readFrame(bytes)
        case 0x3B:
            guard frames > 0 else {
                throw Stop(verdict: .corrupt("no frame stands before the trailer at byte \(position)"))
            }
            return false
        case nil:
            guard frames > 0, !announcesFrame else { throw endOfFile(bytes, "before frame \(frames + 1)") }
            return false
        case 0x00 where frames > 0 && !announcesFrame:
            try readPadding(bytes)
            return false
        default: throw noBlock
        }
        return true
    }

    /// Zeros behind the last frame, before the trailer or in its place.
    ///
    /// Browsers take them for the end, so that a frame behind them is lost. Very many, up to the end of the file, are
    /// no padding: the file was made at its full length, but never filled.
    private mutating func readPadding(_ bytes: Span<UInt8>) throws(Stop) {
        var end = position
        while bytes.byte(at: end) == 0 { end += 1 }
        let fillsFile = end == bytes.count
        guard bytes.byte(at: end) == 0x3B || fillsFile else { throw noBlock }
        guard !fillsFile || end - position < Self.fewestZeros else {
            throw Stop(verdict: .corrupt("the last \(end - position) bytes are zeros"))
        }
    }

    private var noBlock: Stop { Stop(verdict: .corrupt("no GIF block stands at byte \(position)")) }

    /// Of all extensions, only the graphic control extension says what matters (GIF89a §23).
    private mutating func readExtension(_ bytes: Span<UInt8>) throws(Stop) {
        if bytes.byte(at: position + 1) == 0xF9 {
            announcesFrame = true
            let flags = bytes.byte(at: position + 3) ?? 0
            transparentIndex = flags & 1 == 1 ? bytes.byte(at: position + 6) : nil
        }
        var blocks = LZWCodeReader(at: position + 2)
        guard let end = blocks.end(in: bytes) else {
            throw endOfFile(bytes, frames == 0 ? "in an extension" : "in an extension behind frame \(frames)")
        }
        position = end
    }

    private mutating func readFrame(_ bytes: Span<UInt8>) throws(Stop) {
        let frame = try descriptor(bytes)
        var decoder = LZWDecoder(at: frame.dataOffset, minimumCodeSize: frame.minimumCodeSize)
        var output = NoPixels()
        let end = decoder.decode(bytes, pixels: frame.pixels, into: &output)
        let row = ", in or near row \(frame.row(ofPixel: decoder.count)) of frame \(frame.number)"
        let byte = "at byte \(decoder.codes.offset)"
        switch end {
        case .filled: break
        case .fileEnded: throw Stop(verdict: .truncated("the file ends at byte \(bytes.count)\(row)"))
        case .dataEnded: throw Stop(verdict: .corrupt("the LZW data end before the frame does \(byte)\(row)"))
        case .undefined(let code): throw Stop(verdict: .corrupt("the undefined LZW code \(code) stands \(byte)\(row)"))
        }
        if frames == 0 { firstFrame = frame }
        frames += 1
        announcesFrame = false
        transparentIndex = nil
        guard let next = decoder.codes.end(in: bytes) else {
            throw Stop(
                verdict: .truncated(
                    "every frame was decoded, but the file ends at byte \(bytes.count), within the last one's data"))
        }
        position = next
    }

    /// The frame whose descriptor is at `position`, up to its data.
    private func descriptor(_ bytes: Span<UInt8>) throws(Stop) -> GIFFrame {
        let number = frames + 1
        guard let left = bytes.uint16(at: position + 1, .littleEndian),
            let top = bytes.uint16(at: position + 3, .littleEndian),
            let width = bytes.uint16(at: position + 5, .littleEndian),
            let height = bytes.uint16(at: position + 7, .littleEndian), let flags = bytes.byte(at: position + 9)
        else { throw endOfFile(bytes, "in the descriptor of frame \(number)") }
        guard width > 0, height > 0 else {
            throw Stop(verdict: .corrupt("frame \(number), at byte \(position), has no pixels"))
        }
        guard width * height <= limits.maximumPixels else {
            throw Stop(
                verdict: .unsupported(
                    "frame \(number) has \(width) × \(height) pixels, more than the limit of \(limits.maximumPixels)"))
        }
        let ownColours = Self.colours(flags: flags, at: position + 10)
        let offset = ownColours.upperBound
        guard let codeSize = bytes.byte(at: offset) else {
            throw endOfFile(bytes, "before the data of frame \(number)")
        }
        guard (1...8).contains(codeSize) else {
            throw Stop(
                verdict: .corrupt(
                    "the minimum LZW code size of frame \(number), at byte \(offset), is \(codeSize), not 1 to 8"))
        }
        return GIFFrame(
            number: number, left: left, top: top, width: width, height: height, isInterlaced: flags & 0x40 != 0,
            colours: ownColours.isEmpty ? globalColours : ownColours, transparentIndex: transparentIndex,
            minimumCodeSize: Int(codeSize), dataOffset: offset + 1)
    }

    /// The bytes of the colour table that flags announce (GIF89a §18 c, §20 c).
    private static func colours(flags: UInt8, at offset: Int) -> Range<Int> {
        offset..<offset + (flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1))
    }

    private func endOfFile(_ bytes: Span<UInt8>, _ place: String) -> Stop {
        Stop(verdict: .truncated("the file ends at byte \(bytes.count), \(place)"))
    }
}
