/// The header of a box, of which HEIF, JPEG 2000 and JPEG XL files are made (ISO/IEC 14496-12 §4.2).
struct ISOBox {
    enum Reading {
        /// So many bytes must be at hand, from the first one on.
        case needs(Int)
        case box(ISOBox)
    }

    /// Four letters as a big-endian number.
    let type: Int
    /// Size of this header in bytes, 8 or 16.
    let headerSize: Int
    /// Size in bytes, header included; nil where the box reaches to the end of the file.
    let size: Int?

    /// Reads the header at `index`; `position` is the file offset of the first of the bytes.
    static func read(_ bytes: Span<UInt8>, at index: Int = 0, position: Int) throws(ProbeError) -> Reading {
        guard let size = bytes.uint32(at: index, .bigEndian), let type = bytes.uint32(at: index + 4, .bigEndian) else {
            return .needs(index + 8)
        }
        switch size {
        case 0: return .box(ISOBox(type: type, headerSize: 8, size: nil))
        case 1:
            guard let high = bytes.uint32(at: index + 8, .bigEndian), let low = bytes.uint32(at: index + 12, .bigEndian)
            else { return .needs(index + 16) }
            // Far beyond any file, and far enough from overflow for a few of them to be added up.
            guard high < 1 << 29, high << 32 | low >= 16 else { break }
            return .box(ISOBox(type: type, headerSize: 16, size: high << 32 | low))
        default:
            guard size >= 8 else { break }
            return .box(ISOBox(type: type, headerSize: 8, size: size))
        }
        throw .invalid("the box at offset \(position + index) has an impossible size")
    }
}

/// Goes over boxes that lie one behind the other in bytes at hand.
struct ISOBoxCursor {
    private(set) var index: Int
    let end: Int

    /// `end` lies inside the bytes.
    init(_ range: Range<Int>) {
        index = range.lowerBound
        end = range.upperBound
    }

    /// The next box, its contents as a range of the bytes; nil at the end.
    mutating func next(
        in bytes: Span<UInt8>, position: Int
    ) throws(ProbeError) -> (type: Int, contents: Range<Int>)? {
        guard index < end else { return nil }
        guard case .box(let box) = try ISOBox.read(bytes.extracting(first: end), at: index, position: position),
            let size = box.size, size <= end - index
        else { throw .invalid("the box at offset \(position + index) reaches out of the one around it") }
        let start = index
        index += size
        return (box.type, start + box.headerSize..<index)
    }
}
