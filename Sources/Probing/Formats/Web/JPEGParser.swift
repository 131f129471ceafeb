/// JPEG: the frame header, and what EXIF data before the first scan say of orientation and density (ITU-T T.81 Annex B).
///
/// As decoders do, it skips fill bytes and stray bytes between segments, and goes on to the first scan because browsers
/// honour EXIF as far as there. The first EXIF data alone count, also where they say nothing or are broken. Whatever lies inside a segment, such as a thumbnail, is jumped over.
///
/// A height of 0, which a DNL segment behind the first scan would set (§B.2.5), is invalid here: no browser displays
/// such an image, and finding the DNL would take reading the whole scan.
package struct JPEGParser: HeaderParser {
    package static let name = "jpeg"
    package static let fileExtension = "jpg"
    package static let otherFileNameExtensions = ["jpeg", "jpe", "jfif", "mpo"]
    package static let signature: [Int: [UInt8]] = [0: [0xFF, 0xD8, 0xFF]]

    private var hasStart = false
    private var hasFrame = false

    package init() {}

    package static func match(_ start: Span<UInt8>) -> SignatureMatch {
        .compare(start, with: 0xFFD8FF, size: 3)
    }

    package mutating func parse(_ bytes: Span<UInt8>, _ state: inout ParserState) throws(ProbeError) -> ParserStep {
        guard hasStart else {
            hasStart = true
            return .jump(2)
        }
        guard let first = bytes.byte(at: 0) else { return .needs(2) }
        guard first == 0xFF else { return .scanned(bytes.prefixCount { $0 != 0xFF }) }
        guard let marker = bytes.byte(at: 1) else { return .needs(2) }
        switch marker {
        case 0xFF: return .scanned(1)
        case 0x00: return .scanned(2)
        case 0x01, 0xD0...0xD7: return .jump(2)
        case 0x02...0xBF: throw .invalid("a reserved marker stands at offset \(state.position)")
        case 0xD8: throw .invalid("a second image begins at offset \(state.position), inside the header")
        case 0xD9, 0xDA:
            guard hasFrame else {
                throw .invalid(
                    "no frame header comes before the \(marker == 0xD9 ? "end" : "scan") at \(state.position)")
            }
            return .finished
        default: return try parseSegment(marker, bytes, &state)
        }
    }

    private mutating func parseSegment(
        _ marker: UInt8, _ bytes: Span<UInt8>, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard let length = bytes.uint16(at: 2, .bigEndian) else { return .needs(4) }
        switch marker {
        // 0xC4 defines Huffman tables, 0xC8 is reserved, 0xCC sets arithmetic conditioning (T.81 table B.1).
        case 0xC0...0xC3, 0xC5...0xC7, 0xC9...0xCB, 0xCD...0xCF:
            return try parseFrame(bytes, length: length, &state)
        // A segment that ends with the prefix has no EXIF data.
        case 0xE1 where !state.hasExif && length + 2 > Self.exifPrefixEnd:
            guard bytes.count >= Self.exifPrefixEnd else { return .needs(Self.exifPrefixEnd) }
            guard Self.hasExifPrefix(bytes) else { break }
            let start = Self.exifPrefixEnd
            return .exif(start: start, count: length + 2 - start, next: length + 2, density: true)
        default: break
        }
        // Decoders take a length below 2, which is wrong, for an empty segment.
        return .jump(2 + max(length, 2))
    }

    private mutating func parseFrame(
        _ bytes: Span<UInt8>, length: Int, _ state: inout ParserState
    ) throws(ProbeError) -> ParserStep {
        guard let height = bytes.uint16(at: 5, .bigEndian), let width = bytes.uint16(at: 7, .bigEndian),
            let components = bytes.byte(at: 9)
        else { return .needs(10) }
        guard length == 8 + 3 * Int(components) else {
            throw .invalid("the frame header at offset \(state.position) has a wrong length")
        }
        guard !hasFrame else { throw .invalid("a second frame header stands at offset \(state.position)") }
        guard height > 0 else {
            throw .invalid("the frame header at offset \(state.position) leaves the height to a DNL segment")
        }
        hasFrame = true
        state.width = width
        state.height = height
        return .jump(2 + length)
    }

    /// Marker, length, and the six bytes `Exif\0` and padding that announce EXIF data (Exif 2.32 §4.7.2).
    private static let exifPrefixEnd = 10

    /// The last of the prefix bytes is padding, which writers fill as they like.
    private static func hasExifPrefix(_ bytes: Span<UInt8>) -> Bool {
        bytes.uint32(at: 4, .bigEndian) == 0x4578_6966 && bytes.byte(at: 8) == 0
    }
}

extension ImageFormat {
    package static var jpeg: ImageFormat { JPEGParser.format }
}
