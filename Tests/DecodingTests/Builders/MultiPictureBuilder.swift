import Probing
import TestSupport

/// Builds a JPEG that further ones follow, with a table of them (CIPA DC-007 §5.2).
struct MultiPicture {
    var images: [[UInt8]]
    var order = ByteOrder.bigEndian
    /// How many images the table says it has; nil for as many as there are.
    var number: Int?
    /// How long the table says that the images are; nil for as long as they are.
    var sizes: [Int]?
    /// Segments in front of the table.
    var before: [UInt8] = []

    private func number(_ value: Int, _ size: Int) -> [UInt8] {
        order == .bigEndian ? bigEndian(value, size: size) : littleEndian(value, size: size)
    }

    /// The first image with its table.
    private var first: [UInt8] {
        let first = images[0]
        // Marker, length and `MPF\0`; then the header, three fields and the entries.
        let header = 2 + before.count + 8
        let length = 6 + 8 + 2 + 3 * 12 + 4 + 16 * images.count
        var start = first.count + before.count + length + 2
        let entries = images.indices.flatMap { index -> [UInt8] in
            let size = index == 0 ? start : images[index].count
            let offset = index == 0 ? 0 : start - header
            if index > 0 { start += images[index].count }
            return number(index == 0 ? 0x2003_0000 : 0, 4) + number(sizes?[index] ?? size, 4) + number(offset, 4)
                + [0, 0, 0, 0]
        }
        let fields =
            number(0xB000, 2) + number(7, 2) + number(4, 4) + Array("0100".utf8)
            + number(0xB001, 2) + number(4, 2) + number(1, 4) + number(number ?? images.count, 4)
            + number(0xB002, 2) + number(7, 2) + number(16 * images.count, 4) + number(8 + 2 + 36 + 4, 4)
        let mark = Array((order == .bigEndian ? "MM" : "II").utf8) + number(42, 2) + number(8, 4)
        let table = JPEG.segment(0xE2, Array("MPF\0".utf8) + mark + number(3, 2) + fields + number(0, 4) + entries)
        return first[..<2] + before + table + first[2...]
    }

    /// Where the second image begins.
    var startOfSecond: Int { first.count }

    var bytes: [UInt8] { first + images.dropFirst().joined() }
}
