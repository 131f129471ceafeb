/// The table of a JPEG that further images follow, such as a gain map or a preview (CIPA DC-007 §5).
package struct MultiPictureTable {
    /// An image of the table, in bytes of the file.
    package struct Image: Sendable, Hashable {
        /// Its place in the table, counted from 1.
        package let number: Int
        /// Of its start-of-image marker.
        package let start: Int
        package let end: Int
    }

    private static let indexTagNumberOfImages = 0xB001
    private static let indexTagEntries = 0xB002
    private static let entrySize = 16

    /// The images behind the first one; none where the file has no table, or one that makes no sense.
    package let images: [Image]

    /// Reads the table of the JPEG that fills `bytes`.
    package init(of bytes: Span<UInt8>) {
        images = Self.header(in: bytes).map { Self.images(bytes, header: $0) } ?? []
    }

    /// The image within which the file ends.
    ///
    /// Many programs rewrite the first image, or leave the others out, and keep the table as it was. So it counts only
    /// where an image does begin at its place, and where the file ends before the end of that image without the mark
    /// that every image has there, zeros behind it not counted.
    package static func cutImage(in bytes: Span<UInt8>) -> Image? {
        let images = MultiPictureTable(of: bytes).images
        guard let cut = images.first(where: { $0.start < bytes.count && $0.end > bytes.count }),
            isMarker(0xD8, at: cut.start, in: bytes), isMarker(nil, at: cut.start + 2, in: bytes)
        else { return nil }
        var end = bytes.count
        while end > cut.start, bytes[end - 1] == 0 { end -= 1 }
        return isMarker(0xD9, at: end - 2, in: bytes) ? nil : cut
    }

    /// Whether a marker, or any, stands there as far as the bytes reach.
    private static func isMarker(_ code: UInt8?, at index: Int, in bytes: Span<UInt8>) -> Bool {
        guard bytes.byte(at: index) ?? 0xFF == 0xFF else { return false }
        guard let code, let second = bytes.byte(at: index + 1) else { return true }
        return second == code
    }

    /// Where the MP header stands, the offset to which all others are relative: behind `MPF\0` in an APP2 segment.
    private static func header(in bytes: Span<UInt8>) -> Int? {
        var index = 2
        while let mark = bytes.byte(at: index), let marker = bytes.byte(at: index + 1) {
            switch (mark, marker) {
            // Fill bytes and stray bytes, as parsers pass over them.
            case (0xFF, 0xFF), (0...0xFE, _): index += 1
            case (0xFF, 0), (0xFF, 1), (0xFF, 0xD0...0xD8): index += 2
            case (0xFF, 0xD9), (0xFF, 0xDA): return nil
            default:
                guard let length = bytes.uint16(at: index + 2, .bigEndian) else { return nil }
                if marker == 0xE2, bytes.uint32(at: index + 4, .bigEndian) == 0x4D50_4600 { return index + 8 }
                index += 2 + max(length, 2)
            }
        }
        return nil
    }

    private static func images(_ bytes: Span<UInt8>, header: Int) -> [Image] {
        let order: ByteOrder
        switch bytes.uint32(at: header, .bigEndian) {
        case 0x4949_2A00: order = .littleEndian
        case 0x4D4D_002A: order = .bigEndian
        default: return []
        }
        guard let directory = bytes.uint32(at: header + 4, order),
            let count = bytes.uint16(at: header + directory, order)
        else { return [] }
        var number = 0
        var entries: (start: Int, count: Int)?
        for index in 0..<count {
            let field = header + directory + 2 + 12 * index
            guard let tag = bytes.uint16(at: field, order), let size = bytes.uint32(at: field + 4, order),
                let value = bytes.uint32(at: field + 8, order)
            else { return [] }
            if tag == indexTagNumberOfImages { number = value }
            if tag == indexTagEntries { entries = (header + value, size / entrySize) }
        }
        guard let entries, entries.count == number, entries.start + entrySize * number <= bytes.count else { return [] }
        return (0..<number).compactMap { index in
            let entry = entries.start + entrySize * index
            guard let size = bytes.uint32(at: entry + 4, order), let offset = bytes.uint32(at: entry + 8, order),
                // The first image has an offset of 0.
                offset > 0, size > 0
            else { return nil }
            return Image(number: index + 1, start: header + offset, end: header + offset + size)
        }
    }
}
