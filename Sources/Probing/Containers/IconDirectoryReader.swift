/// Finds the size of the largest image of an icon or a cursor (Microsoft's ICONDIR and ICONDIRENTRY).
///
/// The directory picks the image, as in browsers: the first of the largest. Its size is what the image itself says,
/// since a directory can't tell 256 from more, and some are wrong. All images of 256 or more a side are looked at.
struct IconDirectoryReader: Sendable {
    private enum Stage {
        case directory, entries, images
    }

    private static let directorySize = 6
    private static let entrySize = 16
    /// Signature, chunk header and size: the first 24 bytes of a PNG.
    private static let imageSize = 24

    private var stage = Stage.directory
    private var remainingEntries: UInt16 = 0
    /// Area of the largest image in the directory, in pixels.
    private var largestArea: Int32 = 0
    /// File offsets of the images to look at; once the directory is read, the last one comes first in the file.
    private var offsets: [UInt32] = []

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
            offsets.sort(by: >)
            stage = .images
            // Images begin behind the directory.
            if let first = offsets.last, first < state.position {
                throw .invalid("the icon directory names an image at offset \(first), inside the directory")
            }
        case .images: break
        }
        guard let offset = offsets.last else { return .finished }
        guard state.position == offset else { return .jump(Int(offset) - state.position) }
        guard bytes.count >= Self.imageSize else { return .needs(Self.imageSize) }
        // Sides are 31 bits long, so that no area overflows.
        let (width, height) = try Self.sizeOfImage(bytes)
        if width * height > state.width * state.height { (state.width, state.height) = (width, height) }
        while offsets.last == offset { offsets.removeLast() }
        guard let next = offsets.last else { return .finished }
        return .jump(Int(next - offset))
    }

    private mutating func parseEntries(_ bytes: Span<UInt8>) -> ParserStep {
        let available = min(Int(remainingEntries), bytes.count / Self.entrySize)
        guard available > 0 else { return .needs(Self.entrySize) }
        for index in 0..<available {
            let entry = index * Self.entrySize
            guard let offset = bytes.uint32(at: entry + 12, .littleEndian) else { continue }
            add(area: Self.side(bytes[entry]) * Self.side(bytes[entry + 1]), offset: UInt32(offset))
        }
        remainingEntries -= UInt16(available)
        return .scanned(available * Self.entrySize)
    }

    private mutating func add(area: Int32, offset: UInt32) {
        if area > largestArea {
            largestArea = area
            offsets = [offset]
        } else if area == largestArea, area == 256 * 256 {
            offsets.append(offset)
        }
    }

    /// One byte has no room for 256, which it writes as 0.
    private static func side(_ byte: UInt8) -> Int32 {
        byte == 0 ? 256 : Int32(byte)
    }

    /// The size of a PNG, or of a bitmap, which is half as high as its header says: a mask follows the picture.
    private static func sizeOfImage(_ bytes: Span<UInt8>) throws(ProbeError) -> (width: Int, height: Int) {
        guard bytes.uint32(at: 0, .bigEndian) == 0x8950_4E47 else {
            let bitmap = try BitmapHeader.read(bytes, at: 0)
            guard bitmap.height % 2 == 0 else {
                throw .invalid("the bitmap in the icon has an odd height, which leaves no room for its mask")
            }
            return (bitmap.width, bitmap.height / 2)
        }
        guard let size = PNGParser.sizeOfImage(bytes) else { throw .invalid("the PNG in the icon has no sound header") }
        return size
    }
}
