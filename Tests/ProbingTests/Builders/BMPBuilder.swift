import TestSupport

/// Builds bitmaps: the header with some pixels, and a file around it.
enum BMP {
    /// A bitmap header of `size` bytes, as in an icon.
    static func bitmap(width: Int, height: Int, size: Int = 40, depth: Int = 24) -> [UInt8] {
        let side = size == 12 ? 2 : 4
        let fields = [width, height].flatMap { littleEndian($0, size: side) } + littleEndian(1, size: 2)
        let header = littleEndian(size, size: 4) + fields + littleEndian(depth, size: 2)
        return header + [UInt8](repeating: 0, count: max(size - header.count, 0)) + [UInt8](repeating: 9, count: 12)
    }

    static func file(_ bitmap: [UInt8], fileSize: Int? = nil) -> [UInt8] {
        Array("BM".utf8) + littleEndian(fileSize ?? 14 + bitmap.count, size: 4) + [0, 0, 0, 0]
            + littleEndian(54, size: 4) + bitmap
    }
}
