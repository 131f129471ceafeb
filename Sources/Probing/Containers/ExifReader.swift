/// Finds the orientation in EXIF data, a TIFF structure (Exif 2.32 §4.6.4, TIFF 6.0 §2).
///
/// Moves forward only, as the parsers do. What is broken has no orientation: browsers show such images as they are.
struct ExifReader: Sendable {
    /// What the reader asks for; numbers are bytes from its position on.
    enum Step {
        case needs(Int)
        case jump(Int)
        case scanned(Int)
        case finished(orientation: Int?)
    }

    private enum Stage {
        case header
        case entryCount(ByteOrder)
        case entries(ByteOrder, remaining: Int)
    }

    private static let entrySize = 12
    private static let orientationTag = 0x0112
    private static let shortType = 3

    /// File offset of the first byte behind the EXIF data.
    let end: Int
    private var stage = Stage.header

    init(end: Int) {
        self.end = end
    }

    /// Looks at the structure at file offset `position`, where `bytes` begin.
    mutating func parse(_ bytes: Span<UInt8>, at position: Int) -> Step {
        let remaining = end - position
        switch stage {
        case .header: return parseHeader(bytes, remaining: remaining)
        case .entryCount(let order):
            guard remaining >= 2 else { return .finished(orientation: nil) }
            guard let count = bytes.uint16(at: 0, order) else { return .needs(2) }
            stage = .entries(order, remaining: count)
            return .jump(2)
        case .entries(let order, let count):
            return parseEntries(bytes, order, count: min(count, remaining / Self.entrySize))
        }
    }

    private mutating func parseHeader(_ bytes: Span<UInt8>, remaining: Int) -> Step {
        guard remaining >= 8 else { return .finished(orientation: nil) }
        guard let signature = bytes.uint32(at: 0, .bigEndian), bytes.count >= 8 else { return .needs(8) }
        let order: ByteOrder
        switch signature {
        case 0x4949_2A00: order = .littleEndian
        case 0x4D4D_002A: order = .bigEndian
        default: return .finished(orientation: nil)
        }
        // The directory lies behind the 8 bytes of this header, and inside the data.
        guard let directory = bytes.uint32(at: 4, order), directory >= 8, directory < remaining else {
            return .finished(orientation: nil)
        }
        stage = .entryCount(order)
        return .jump(directory)
    }

    private mutating func parseEntries(_ bytes: Span<UInt8>, _ order: ByteOrder, count: Int) -> Step {
        guard count > 0 else { return .finished(orientation: nil) }
        let available = min(count, bytes.count / Self.entrySize)
        guard available > 0 else { return .needs(Self.entrySize) }
        for index in 0..<available {
            let entry = index * Self.entrySize
            guard bytes.uint16(at: entry, order) == Self.orientationTag else { continue }
            // As browsers do, only a single SHORT counts.
            guard bytes.uint16(at: entry + 2, order) == Self.shortType, bytes.uint32(at: entry + 4, order) == 1,
                let value = bytes.uint16(at: entry + 8, order), (1...8).contains(value)
            else { return .finished(orientation: nil) }
            return .finished(orientation: value)
        }
        stage = .entries(order, remaining: count - available)
        return .scanned(available * Self.entrySize)
    }
}
