/// Finds the size of the picture of an icon or a cursor that browsers take (Microsoft's ICONDIR and ICONDIRENTRY).
///
/// That is the first of the largest in the directory; of icons of one area, the first with the most bits a pixel, as in
/// Chromium. Its size is what the directory says, which is what browsers lay out, whatever the picture itself says. That
/// there is a picture is looked at all the same: the first bytes of an icon begin much else.
struct IconDirectoryReader: Sendable {
    private enum Stage {
        case directory, entries, image
    }

    private static let directorySize = 6
    private static let entrySize = 16

    /// The directory says how many bits a pixel has, as that of a cursor does not.
    private let hasBitCounts: Bool
    private var stage = Stage.directory
    private var remainingEntries: UInt16 = 0
    /// The best entry so far: sides in pixels, bits a pixel, and the file offset of its picture.
    private var best = (width: UInt16(0), height: UInt16(0), bitCount: UInt16(0), offset: UInt32(0))
    /// The smallest file offset of a picture.
    private var firstOffset = UInt32.max

    init(hasBitCounts: Bool) { self.hasBitCounts = hasBitCounts }

    /// Matches the two zero bytes, `type`, and a number of images other than 0.
    static func match(_ start: Span<UInt8>, type: UInt8) -> SignatureMatch {
        let match = SignatureMatch.compare(start, with: UInt64(type) << 8, size: 4)
        guard match == .yes else { return match }
        guard let count = start.uint16(at: 4, .littleEndian) else { return .undecided }
        return count > 0 ? .yes : .no
    }

    mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        switch stage {
        case .directory:
            guard let count = bytes.uint16(at: 4, .littleEndian) else { return .needs(Self.directorySize) }
            remainingEntries = UInt16(count)
            stage = .entries
            return .jump(Self.directorySize)
        case .entries where remainingEntries > 0:
            return parseEntries(bytes)
        case .entries:
            // Pictures stand behind the directory.
            if firstOffset < state.position {
                throw .invalid("the icon directory names an image at offset \(firstOffset), inside the directory")
            }
            (state.width, state.height) = (Int(best.width), Int(best.height))
            stage = .image
            let distance = Int(best.offset) - state.position
            if distance > 0 { return .jump(distance) }
        case .image: break
        }
        guard bytes.count >= BitmapHeader.size else { return .needs(BitmapHeader.size) }
        if bytes.uint32(at: 0, .bigEndian) != 0x8950_4E47 { _ = try BitmapHeader.read(bytes, at: 0) }
        return .finished
    }

    private mutating func parseEntries(_ bytes: Span<UInt8>) -> ParserStep {
        let available = min(Int(remainingEntries), bytes.count / Self.entrySize)
        guard available > 0 else { return .needs(Self.entrySize) }
        for index in 0..<available { take(bytes, at: index * Self.entrySize) }
        remainingEntries -= UInt16(available)
        return .scanned(available * Self.entrySize)
    }

    private mutating func take(_ bytes: Span<UInt8>, at entry: Int) {
        guard let bitCount = bytes.uint16(at: entry + 6, .littleEndian),
            let number = bytes.uint32(at: entry + 12, .littleEndian)
        else { return }
        let offset = UInt32(number)
        firstOffset = min(firstOffset, offset)
        let (width, height) = (Self.side(bytes[entry]), Self.side(bytes[entry + 1]))
        // Where the bits are not told, the colours of the palette are: 0 for 256 or more.
        let bits =
            hasBitCounts && bitCount > 0 ? UInt16(bitCount) : UInt16(8 - (bytes[entry + 2] &- 1).leadingZeroBitCount)
        let (area, bestArea) = (Int(width) * Int(height), Int(best.width) * Int(best.height))
        guard area > bestArea || area == bestArea && bits > best.bitCount else { return }
        best = (width, height, bits, offset)
    }

    /// One byte has no room for 256, which it writes as 0.
    private static func side(_ byte: UInt8) -> UInt16 {
        byte == 0 ? 256 : UInt16(byte)
    }
}
