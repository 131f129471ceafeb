/// The header of a device-independent bitmap, as it stands in a BMP and in an icon (Microsoft's BITMAPCOREHEADER,
/// BITMAPINFOHEADER and its extensions; OS/2's BITMAPINFOHEADER2).
struct BitmapHeader {
    /// Width in pixels, at least 1.
    let width: Int
    /// Height in pixels, at least 1; rows that run from top to bottom, which a negative height says, do not show in it.
    let height: Int

    /// Bits a pixel.
    let depth: Int

    /// Number of bytes that `read` needs.
    static let size = 16

    /// Whether `size`, the first field, is that of a known header.
    static func isKnown(size: Int) -> Bool {
        switch size {
        // OS/2 1.x; Windows 3, 4 and 5; what Adobe wrote in between.
        case 12, 40, 52, 56, 108, 124: true
        // OS/2 2.x may cut its header short behind any field; two of them are shorts.
        case 16...64: size % 4 == 0 || size == 42 || size == 46
        default: false
        }
    }

    /// Reads the header at `start`, which lies inside `bytes` with all its 16 bytes.
    static func read(_ bytes: Span<UInt8>, at start: Int) throws(ProbeError) -> BitmapHeader {
        guard let size = bytes.uint32(at: start, .littleEndian), isKnown(size: size) else {
            throw .invalid("the bitmap header has an unknown size")
        }
        let isCore = size == 12
        guard
            let width = isCore ? bytes.uint16(at: start + 4, .littleEndian) : signed(bytes, at: start + 4),
            let height = isCore ? bytes.uint16(at: start + 6, .littleEndian) : signed(bytes, at: start + 8),
            let depth = bytes.uint16(at: start + (isCore ? 10 : 14), .littleEndian)
        else { throw .invalid("the bitmap header is cut short") }
        guard width > 0, height != 0 else {
            throw .invalid("the bitmap header has an impossible size: \(width) × \(height)")
        }
        guard [1, 2, 4, 8, 16, 24, 32].contains(depth) else {
            throw .invalid("a bitmap has no \(depth) bits a pixel")
        }
        return BitmapHeader(width: width, height: abs(height), depth: depth)
    }

    private static func signed(_ bytes: Span<UInt8>, at index: Int) -> Int? {
        bytes.uint32(at: index, .littleEndian).map { Int(Int32(truncatingIfNeeded: $0)) }
    }
}
